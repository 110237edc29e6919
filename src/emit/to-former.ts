import type { FormerFacts } from '../domain/assembled.ts';
import type { FormerEntry } from '../domain/former.ts';
import { api, pagePath } from '../domain/paths.ts';
import { up } from './to-compact.ts';

/**
 * The record of a name that is no longer listed.
 *
 * @param from The folder of the file it will stand in, relative to `api/v1/`; empty for `api/v1/` itself.
 */
export function toFormer(facts: FormerFacts, from: string): FormerEntry {
  return { ...facts, page: up(from) + up(api) + pagePath(facts) };
}
