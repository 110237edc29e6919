import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Coordinate } from '../../domain/coordinate.ts';
import type { Scope } from '../model/action.ts';
import type { Adapter } from '../model/adapter.ts';
import type { LockedInstall } from '../model/lock.ts';

/**
 * The adapters of the harnesses that a folder shows to be used. What was placed there for another harness is no sign,
 * so that one install does not change for whom the next one is.
 *
 * @param root The folder of the project, or the home folder for the scope `user`.
 * @param installed What the lock file of that scope says.
 */
export function foundHarnesses(
  adapters: readonly Adapter[],
  root: string,
  scope: Scope,
  installed: ReadonlyMap<Coordinate, LockedInstall>,
): Adapter[] {
  return adapters.filter((adapter) => {
    const others = [...installed.values()].filter(({ harnesses }) => !harnesses.includes(adapter.id));
    const placed = new Set(others.flatMap(placedPaths));
    const isThere = (path: string): boolean =>
      placed.size === 0 ? existsSync(join(root, path)) : holdsMore(root, path, placed);
    const nowhere = (): boolean => false;
    const around = scope === 'user' ? { inProject: nowhere, inHome: isThere } : { inProject: isThere, inHome: nowhere };
    return adapter.detect(around, scope);
  });
}

/** The files that were written for an entry, and the folders that were made for it. */
function placedPaths({ placed, made }: LockedInstall): string[] {
  const files = placed.flatMap((one) => {
    if (one.type === 'folder') return [one.target, ...Object.keys(one.files).map((path) => `${one.target}/${path}`)];
    return one.type === 'file' || one.created ? [one.target] : [];
  });
  return [...files, ...made];
}

/** True where a path is there and is, or holds, anything that is not among those that were placed. */
function holdsMore(root: string, path: string, placed: ReadonlySet<string>): boolean {
  const found = lstatSync(join(root, path), { throwIfNoEntry: false });
  if (!found) return false;
  if (!found.isDirectory()) return !placed.has(path);
  const names = readdirSync(join(root, path));
  return names.length === 0 ? !placed.has(path) : names.some((name) => holdsMore(root, `${path}/${name}`, placed));
}
