import { simpleGit } from 'simple-git';
import { byText } from '../domain/order.ts';
import type { Catalog } from './load-catalog.ts';

/**
 * The moment a build speaks of, so that it needs no clock: the date of the commit the catalog is checked out at.
 * Outside a git checkout, the newest date of the locks; without any, the epoch.
 *
 * @returns ISO 8601, UTC, whole seconds.
 */
export async function catalogDate({ dir, sources }: Catalog): Promise<string> {
  const committed = await commitSeconds(dir);
  if (committed !== undefined) return toIso(committed);
  const dates = sources.flatMap(({ lock }) => (lock ? [lock.date] : []));
  return dates.toSorted(byText).at(-1) ?? toIso(0);
}

async function commitSeconds(dir: string): Promise<number | undefined> {
  const git = simpleGit({ baseDir: dir });
  if (!(await git.checkIsRepo())) return undefined;
  try {
    return Number((await git.raw('log', '-1', '--no-show-signature', '--format=%ct')).trim());
  } catch {
    // A repository without a commit has no date yet.
    return undefined;
  }
}

function toIso(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
