import { writtenOn } from '../domain/lock.ts';
import { byText } from '../domain/order.ts';
import { runCatalogGit } from './catalog-git.ts';
import type { Catalog } from './load-catalog.ts';

/**
 * The moment a build speaks of, so that it needs no clock: the date of the commit the catalog is checked out at.
 * Outside a git checkout, the day of the newest sync; without any, the epoch.
 *
 * @returns ISO 8601, UTC, whole seconds.
 */
export async function catalogDate({ dir, sources }: Catalog): Promise<string> {
  const committed = await commitSeconds(dir);
  if (committed !== undefined) return toIso(committed);
  const dates = sources.flatMap(({ lock }) => (lock ? [writtenOn(lock)] : []));
  return dates.toSorted(byText).at(-1) ?? toIso(0);
}

async function commitSeconds(dir: string): Promise<number | undefined> {
  // A repository without a commit has no date yet.
  const printed = await runCatalogGit(dir, ['log', '-1', '--no-show-signature', '--format=%ct']);
  return printed === undefined ? undefined : Number(printed.trim());
}

function toIso(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
