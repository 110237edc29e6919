import { simpleGit } from 'simple-git';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { ledgerBreaks } from '../domain/lock.ts';
import type { Source } from '../domain/source.ts';
import { parseLock } from './load-lock.ts';

/** Compares the lock of each source with the one that is committed: a ledger only grows. */
export async function checkCommittedLocks(dir: string, sources: readonly Source[]): Promise<Diagnostic[]> {
  const git = simpleGit({ baseDir: dir });
  if (!(await git.checkIsRepo())) return [];
  // A repository without a commit has no ledger to compare with.
  const listed = await git.raw('ls-tree', '-z', '--name-only', 'HEAD', '--', 'lock/').catch(() => '');
  const committed = new Set(listed.split('\0'));
  const diagnostics: Diagnostic[] = [];
  for (const { id, lock } of sources) {
    const file = `lock/${id}.json`;
    if (!committed.has(file)) continue;
    if (!lock) {
      const message = 'The lock is committed and no longer there, so that its revisions would be counted from 1 again.';
      diagnostics.push(diagnose('lock-rewritten', { message, at: { root: 'catalog', file }, source: id }));
      continue;
    }
    const earlier = parseLock(file, await git.show(`HEAD:./${file}`)).lock;
    for (const message of earlier ? ledgerBreaks(earlier, lock) : []) {
      diagnostics.push(diagnose('lock-rewritten', { message, at: { root: 'catalog', file }, source: id }));
    }
  }
  return diagnostics;
}
