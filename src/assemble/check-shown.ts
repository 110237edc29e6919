import type { Coordinate } from '../domain/coordinate.ts';
import { type Diagnostic, diagnose, type Place } from '../domain/diagnostic.ts';
import { suggest } from '../domain/did-you-mean.ts';
import type { CatalogEntry } from '../domain/entry.ts';

/** An entry that an extra page of the catalog shows. */
export interface ShownEntry {
  readonly id: Coordinate;
  readonly at: Place;
}

/**
 * Tells of entries that extra pages show and that are not listed.
 *
 * @param unread The sources of which nothing is known for now: why, is told elsewhere.
 */
export function checkShown(
  shows: readonly ShownEntry[],
  entries: readonly CatalogEntry[],
  unread: ReadonlySet<string>,
): Diagnostic[] {
  const known = entries.map(({ id }) => id as string);
  return shows
    .filter(({ id }) => !known.includes(id) && !unread.has(id.split(/[:/]/)[1] ?? ''))
    .map(({ id, at }) =>
      diagnose('site-entry-unknown', { message: `There is no entry ${id}.`, hint: suggest(id, known), at }),
    );
}
