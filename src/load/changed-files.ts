import { type ChangedFile, fromCatalog, ownerOf } from '../domain/changed-file.ts';
import type { Comparison } from '../domain/comparison.ts';
import { by } from '../domain/order.ts';
import { runCatalogGit } from './catalog-git.ts';

const changes: Readonly<Record<string, ChangedFile['change']>> = { A: 'added', D: 'deleted' };

/**
 * Lists the files of the whole repository that differ from an earlier commit: those of the current commit, and what lies
 * in the catalog folder uncommitted. A file that was renamed is one that went and one that came.
 *
 * @returns By path; undefined where git cannot tell.
 */
export async function changedFiles(
  dir: string,
  { commit, prefix }: Pick<Comparison, 'commit' | 'prefix'>,
): Promise<readonly ChangedFile[] | undefined> {
  const committed = await runCatalogGit(dir, [
    'diff-tree',
    '-r',
    '-z',
    '--no-renames',
    '--name-status',
    commit,
    'HEAD',
    // Else a file of that name leaves git in doubt about which of the two is meant.
    '--',
  ]);
  const status = ['status', '--porcelain', '-z', '--untracked-files=all', '--ignore-submodules=all', '--no-renames'];
  const lying = await runCatalogGit(dir, [...status, '--', '.']);
  if (committed === undefined || lying === undefined) return undefined;
  const found = new Map<string, ChangedFile['change']>();
  const fields = committed.split('\0');
  for (let at = 0; at + 1 < fields.length; at += 2)
    found.set(fields[at + 1] ?? '', changes[fields[at] ?? ''] ?? 'changed');
  for (const line of lying.split('\0').filter((text) => text !== '')) {
    const [code, path] = [line.slice(0, 2), line.slice(3)];
    found.set(path, code.includes('D') ? 'deleted' : code === '??' ? 'added' : (found.get(path) ?? 'changed'));
  }
  return [...found]
    .map(([path, change]) => ({ path, file: fromCatalog(path, prefix), change, owner: ownerOf(path, prefix) }))
    .toSorted(by(({ path }) => path));
}
