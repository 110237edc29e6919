import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../model/refusal.ts';
import { carryOut, removeIfEmpty } from './carry-out.ts';
import type { Effects } from './effects.ts';
import { hasCode } from './error-code.ts';
import { Journal } from './journal.ts';
import { LOCK_DRAFT, stateFolder } from './state-folder.ts';
import { takeTurn } from './take-turn.ts';

/**
 * Ends what a run that was killed has begun: with a journal everything was prepared, and the rest is done; without one
 * nothing was changed, and what was prepared is thrown away. Where nothing was left nothing is written.
 *
 * @returns What there is to say of it, one sentence each.
 * @throws Refusal `busy` where another run is at work, `journal-damaged` where its journal cannot be read.
 */
export async function recover(root: string, effects: Effects): Promise<string[]> {
  const { folder, staging, journal: journalPath } = stateFolder(root);
  const names = await namesIn(folder);
  if (names?.length === 0) await removeIfEmpty(folder, effects);
  if (!names?.some((name) => ['staging', 'journal.json', 'busy'].includes(name) || LOCK_DRAFT.test(name))) return [];
  const endTurn = await takeTurn(root, effects);
  try {
    const journal = await readJournal(journalPath);
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

async function readJournal(path: string): Promise<Journal | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
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
