import { sha256 } from '../../domain/digest.ts';
import { apply } from '../apply/apply.ts';
import type { Change } from '../apply/change.ts';
import { stateKey } from '../apply/disk-state.ts';
import type { Machine } from '../apply/journal-proof.ts';
import { recordPath, recordText } from '../lock/install-record.ts';
import { lockPaths, lockText, type ReadLock, readLock } from '../lock/lock-file.ts';
import { Refusal } from '../model/refusal.ts';
import { type Board, changesOf, look } from '../plan/board.ts';

/** Everything a plan changes, the lock file and the install record among it; empty where all is as it should be. */
export async function allChanges(board: Board, read: ReadLock): Promise<Change[]> {
  const isEmpty = board.entries.size === 0;
  const bookkeeping = [
    await textChange(board, lockPaths[board.scope], isEmpty ? undefined : lockText(board.entries)),
    await textChange(board, recordPath, isEmpty ? undefined : recordText(board.entries)),
  ].flat();
  const changes = changesOf(board);
  const isIdle = bookkeeping.length === 0 && changes.every(({ type }) => type === 'remove-if-empty');
  if (isIdle || (isEmpty && read.sha256 === undefined && changes.length === 0)) return [];
  return [...changes, ...bookkeeping];
}

async function textChange(board: Board, target: string, text: string | undefined): Promise<Change[]> {
  const { state } = await look(board, target);
  const before = stateKey(state);
  if (text === undefined) return state.type === 'file' ? [{ type: 'remove', target, before }] : [];
  return before === `file ${sha256(text)}`
    ? []
    : [{ type: 'put-file', target, bytes: Buffer.from(text), mode: 0o644, before }];
}

/**
 * Carries a plan out, unless the lock file has changed since it was read.
 *
 * @returns What there is to say of it.
 */
export async function commitPlan(
  board: Board,
  changes: readonly Change[],
  read: ReadLock,
  machine: Machine,
): Promise<string[]> {
  return apply(board.root, changes, machine, async () => {
    const { sha256: now } = await readLock(board.root, board.scope);
    if (now !== read.sha256)
      throw new Refusal(
        'lock-changed',
        'The lock file has changed in this moment, by another run: try again. Nothing was written.',
      );
  });
}
