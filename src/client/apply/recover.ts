import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../model/refusal.ts';
import { carryOut, removeIfEmpty } from './carry-out.ts';
import { hasCode } from './error-code.ts';
import { Journal } from './journal.ts';
import { isSameProof, journalProof, type Machine } from './journal-proof.ts';
import { readPlainFile } from './plain-file.ts';
import { LOCK_DRAFT, stateFolder } from './state-folder.ts';
import { takeTurn } from './take-turn.ts';

/**
 * Ends what a run that was killed has begun: with a journal everything was prepared, and the rest is done; without one
 * nothing was changed, and what was prepared is thrown away. Where nothing was left nothing is written. A journal that is
 * not of one's own run, as it comes with a cloned repository, is neither carried out nor removed.
 *
 * @returns What there is to say of it, one sentence each.
 * @throws Refusal `busy` where another run is at work, `journal-damaged` where its journal cannot be read,
 *   `journal-foreign` where it is not of one's own run.
 */
export async function recover(root: string, machine: Machine): Promise<string[]> {
  const { effects } = machine;
  const { folder, staging, journal: journalPath } = stateFolder(root);
  await requireFolder(folder);
  await requireFolder(staging);
  const names = await namesIn(folder);
  if (names?.length === 0) await removeIfEmpty(folder, effects);
  if (!names?.some((name) => ['staging', 'journal.json', 'busy'].includes(name) || LOCK_DRAFT.test(name))) return [];
  // Where it is refused, not even the turn is written down.
  await ownJournal(root, machine);
  const endTurn = await takeTurn(root, effects);
  try {
    const journal = await ownJournal(root, machine);
    const notes = journal ? await carryOut(root, journal, effects) : [];
    if (journal) await effects.remove(journalPath);
    await effects.remove(staging);
    for (const name of names) if (LOCK_DRAFT.test(name)) await effects.remove(join(folder, name));
    await endTurn();
    await removeIfEmpty(folder, effects);
    return journal ? ['A run that was broken off has been finished.', ...notes] : [];
  } catch (error) {
    // A turn that cannot be ended is taken over by the next run; what led here is what there is to tell.
    await endTurn().catch(() => undefined);
    throw error;
  }
}

async function namesIn(folder: string): Promise<string[] | undefined> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}

async function ownJournal(root: string, machine: Machine): Promise<Journal | undefined> {
  const journal = await readJournal(stateFolder(root).journal);
  if (journal) await requireOwn(root, journal, machine);
  return journal;
}

/** @throws Refusal `journal-foreign`. */
async function requireOwn(root: string, { steps, proof }: Journal, machine: Machine): Promise<void> {
  if (isSameProof(proof, await journalProof(root, steps, machine))) return;
  const { journal, staging } = stateFolder(root);
  throw new Refusal(
    'journal-foreign',
    `${journal} was not written by a run of yours on this machine; it may have come with the folder. Nothing of it was carried out. Look at it, then delete it and ${staging}, and run "skillyard verify".`,
  );
}

/** @throws Refusal `path-blocked` where a link or a file is in the place of a folder of the client. */
async function requireFolder(path: string): Promise<void> {
  const found = await lstat(path).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  });
  if (found && !found.isDirectory())
    throw new Refusal('path-blocked', `${path} is no folder: look at it and move it away, then try again.`);
}

async function readJournal(path: string): Promise<Journal | undefined> {
  const text = await readPlainFile(path);
  if (text === undefined) return undefined;
  try {
    return Journal.parse(JSON.parse(text));
  } catch (error) {
    throw new Refusal(
      'journal-damaged',
      `${path} cannot be read, so it is not known what a run that was broken off still had to do. Delete it and the folder staging beside it, then run "skillyard verify".`,
      { cause: error },
    );
  }
}
