import { join, resolve } from 'node:path';
import { type Transport, transports as known } from '../../domain/place.ts';
import { Refusal } from '../model/refusal.ts';
import type { Registry } from '../model/registry.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where git repositories are kept: the same cache as the generator's. */
export function cacheFolder(env: Environment, home: string): string {
  return resolve(env['SKILLYARD_CACHE'] ?? join(env['XDG_CACHE_HOME'] ?? join(home, '.cache'), 'skillyard'));
}

/**
 * How git may be reached. A registry is the word of a stranger, so its addresses are https only; a folder is one's own, and
 * `SKILLYARD_TRANSPORTS` says what else a person trusts.
 */
export function transportsFor({ kind }: Pick<Registry, 'kind'>, env: Environment): Transport[] {
  const named = (env['SKILLYARD_TRANSPORTS'] ?? '').split(/[\s,]+/).filter((word) => word !== '');
  const wrong = named.find((word) => word === 'bundle' || !known.some((one) => one === word));
  if (wrong !== undefined)
    throw new Refusal(
      'usage',
      `SKILLYARD_TRANSPORTS: there is no transport "${wrong}". Write some of https, ssh, http, file.`,
    );
  const own = kind === 'folder' ? (['ssh', 'http', 'file'] as const) : [];
  return [...new Set<Transport>(['https', ...own, ...(named as Transport[])])];
}
