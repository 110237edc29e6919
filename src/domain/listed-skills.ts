import type { FoundEntry } from './entry.ts';
import { asObject } from './untyped.ts';

/**
 * True for a plugin that is no folder of its own, but the skills that the entry of a marketplace names. Several of them
 * may share one folder.
 */
export function listsItsSkills({ formats, definition }: Pick<FoundEntry, 'formats' | 'definition'>): boolean {
  const hasManifest = formats.some((format) => !format.endsWith('-marketplace'));
  return !hasManifest && asObject(JSON.parse(definition.text))?.['skills'] !== undefined;
}
