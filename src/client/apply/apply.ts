import { join } from 'node:path';
import { Refusal } from '../model/refusal.ts';
import { carryOut, removeIfEmpty } from './carry-out.ts';
import type { Change } from './change.ts';
import { journalProof, type Machine, makeKey } from './journal-proof.ts';
import { stage } from './stage.ts';
import { stateFolder } from './state-folder.ts';
import { takeTurn } from './take-turn.ts';

/**
 * Carries out changes so that a run that is killed at any moment leaves nothing half done: all new content is prepared
 * beside its place, one rename commits, and what is left then can be done again by the next run (`recover`).
 *
 * @param root The folder of the project or the home folder, absolute.
 * @param check Called when it is this run's turn: throws where what the changes were planned on is no longer so.
 * @returns What was kept under another name because it changed in this moment, one sentence each.
 * @throws Refusal with nothing written; any other error with nothing written, or with everything prepared for the next run.
 */
export async function apply(
  root: string,
  changes: readonly Change[],
  machine: Machine,
  check: () => Promise<void>,
): Promise<string[]> {
  if (changes.length === 0) return [];
  const { effects } = machine;
  const { folder, staging, journal: journalPath } = stateFolder(root);
  const endTurn = await takeTurn(root, effects);
  let isCommitted = false;
  try {
    await check();
    await makeKey(machine);
    const staged = await stage(root, changes, effects);
    const journal = { ...staged, proof: await journalProof(root, staged.steps, machine) };
    const draft = join(staging, 'journal.json');
    await effects.writeFile(draft, Buffer.from(`${JSON.stringify(journal, undefined, 2)}\n`), 0o644);
    await effects.rename(draft, journalPath);
    isCommitted = true;
    const notes = await carryOut(root, journal, effects);
    await effects.remove(journalPath);
    await effects.remove(staging);
    await endTurn();
    await removeIfEmpty(folder, effects);
    return notes;
  } catch (error) {
    await cleanUp(isCommitted);
    if (!isCommitted || error instanceof Refusal) throw error;
    throw new Refusal(
      'unfinished',
      `Writing stopped in the middle: ${error instanceof Error ? error.message : 'for an unknown reason'}. Mend that; the next run of skillyard here finishes it.`,
      { cause: error },
    );
  }

  /** The error that led here is the one to tell; what is left over is seen by the next run. */
  async function cleanUp(committed: boolean): Promise<void> {
    const cleared = committed ? Promise.resolve() : effects.remove(staging);
    await cleared.catch(() => undefined);
    await endTurn().catch(() => undefined);
    await removeIfEmpty(folder, effects).catch(() => undefined);
  }
}
