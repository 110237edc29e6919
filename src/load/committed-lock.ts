import { relative } from 'node:path';
import { simpleGit } from 'simple-git';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { ledgerBreaks } from '../domain/lock.ts';
import type { Source } from '../domain/source.ts';
import { parseLock } from './load-lock.ts';

/** Compares the lock of each source with the one that is committed: a ledger only grows. */
export async function checkCommittedLocks(dir: string, sources: readonly Source[]): Promise<Diagnostic[]> {
  const git = simpleGit({ baseDir: dir });
  if (!(await git.checkIsRepo())) return [];
  const root = (await git.revparse(['--show-toplevel'])).trim();
  const tracked = new Set((await git.raw('ls-files', '-z', '--', 'lock')).split('\0'));
  const diagnostics: Diagnostic[] = [];
  for (const { id, lock } of sources) {
    const file = `lock/${id}.json`;
    if (!lock || !tracked.has(file)) continue;
    const path = `${relative(root, dir).replaceAll('\\', '/')}/${file}`.replace(/^\//, '');
    const shown = await git.raw('ls-tree', '--name-only', 'HEAD', '--', file);
    if (shown.trim() === '') continue;
    const committed = parseLock(file, await git.show(`HEAD:${path}`)).lock;
    for (const message of committed ? ledgerBreaks(committed, lock) : []) {
      diagnostics.push(diagnose('lock-rewritten', { message, at: { root: 'catalog', file }, source: id }));
    }
  }
  return diagnostics;
}
