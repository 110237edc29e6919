import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { diskState, stateKey } from './disk-state.ts';
import type { Effects } from './effects.ts';
import { hasCode } from './error-code.ts';
import { freeName } from './free-name.ts';
import { insideRoot } from './inside-root.ts';
import type { Journal, Step } from './journal.ts';
import { stateFolder } from './state-folder.ts';

/**
 * Carries out the steps of a journal. What was done before the run was killed is seen and not done twice; what somebody
 * has put in a place since it was planned is kept under another name.
 *
 * @returns What was kept so, one sentence each.
 */
export async function carryOut(root: string, { steps }: Journal, effects: Effects): Promise<string[]> {
  const notes: string[] = [];
  for (const step of steps) notes.push(...(await carryOutStep(root, step, effects)));
  return notes;
}

async function carryOutStep(root: string, step: Step, effects: Effects): Promise<string[]> {
  const { staging } = stateFolder(root);
  const { path } = await insideRoot(root, step.target, step.type === 'put');
  if (step.type === 'remove-if-empty') {
    await removeIfEmpty(path, effects);
    return [];
  }
  const key = stateKey(await diskState(path));
  if (step.type === 'back-up') {
    if (key !== 'absent' && key === step.before)
      await effects.rename(path, (await insideRoot(root, await freeName(root, step.target, step.to))).path);
    return [];
  }
  const old = join(staging, step.old);
  if (step.type === 'remove') {
    if (key === 'absent' || (await isThere(old))) return [];
    if (key !== step.before) return [`${step.target} has changed in this moment and was kept.`];
    await effects.rename(path, old);
    return [];
  }
  const staged = join(staging, step.staged);
  // It is in its place already.
  if (!(await isThere(staged))) return [];
  const kept = key === 'absent' ? [] : await makeRoom(root, step, path, key, effects);
  await makeFolders(root, step.target, effects);
  await effects.rename(staged, path);
  return kept;
}

/** Only a file can take the place of another in one step. */
async function makeRoom(
  root: string,
  step: Extract<Step, { type: 'put' }>,
  path: string,
  key: string,
  effects: Effects,
): Promise<string[]> {
  if (key === step.before) {
    const { staging } = stateFolder(root);
    const isFileOverFile = key.startsWith('file ') && (await diskState(join(staging, step.staged))).type === 'file';
    if (!isFileOverFile) await effects.rename(path, join(staging, step.old));
    return [];
  }
  const name = await freeName(root, step.target);
  await effects.rename(path, (await insideRoot(root, name)).path);
  return [`${step.target} has changed in this moment; what was there is kept as ${name}.`];
}

async function makeFolders(root: string, target: string, effects: Effects): Promise<void> {
  const { missing } = await insideRoot(root, target, true);
  for (const folder of missing) await effects.mkdir((await insideRoot(root, folder)).path);
}

/** Removes a folder that is there and empty. */
export async function removeIfEmpty(path: string, effects: Effects): Promise<void> {
  if (!(await isThere(path))) return;
  const { type, ...state } = await diskState(path);
  if (type !== 'folder') return;
  const { files, folders } = state as { readonly files: object; readonly folders: readonly string[] };
  if (Object.keys(files).length > 0 || folders.length > 0) return;
  await effects.rmdir(path).catch((error: unknown) => {
    if (!hasCode(error, 'ENOTEMPTY', 'EEXIST', 'ENOENT')) throw error;
  });
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    (error: unknown) => {
      if (hasCode(error, 'ENOENT', 'ENOTDIR')) return false;
      throw error;
    },
  );
}
