import type { Coordinate } from '../../domain/coordinate.ts';
import { byText } from '../../domain/order.ts';
import { stateKey } from '../apply/disk-state.ts';
import type { LockedInstall, Placed } from '../model/lock.ts';
import { Refusal } from '../model/refusal.ts';
import { removeSetting } from '../settings/settings.ts';
import { settingName } from '../settings/setting.ts';
import { backupName, type Board, look, openSettings } from './board.ts';

/** Plans to take away one thing that was placed; what somebody has changed stays, or with force is kept under another name. */
export async function removePlaced(board: Board, id: Coordinate, placed: Placed): Promise<void> {
  if (placed.type === 'setting') return removePlacedSetting(board, id, placed);
  const { target } = placed;
  const { state } = await look(board, target);
  if (state.type === 'absent') return undefined;
  const before = stateKey(state);
  if (isUnchanged(placed, before)) {
    board.changes.push({ type: 'remove', target, before });
    board.steps.push({ verb: 'remove', target, id });
  } else if (board.force) {
    const to = await backupName(board, target);
    board.changes.push({ type: 'back-up', target, to, before });
    board.steps.push({ verb: 'back-up', target, id, detail: to });
  } else if (placed.type === 'folder' && state.type === 'folder') removeUnchanged(board, id, placed, state);
  else keep(board, id, target);
  return undefined;
}

/** True where what is on the disk is what was placed. */
export function isUnchanged(placed: Exclude<Placed, { type: 'setting' }>, key: string): boolean {
  return (
    key ===
    (placed.type === 'file'
      ? `file ${placed.sha256}`
      : stateKey({ type: 'folder', files: sorted(placed.files), folders: [] }))
  );
}

function sorted(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).toSorted(([a], [b]) => byText(a, b)));
}

/** Of a folder in which somebody has changed or added something, the files that are as they were. */
function removeUnchanged(
  board: Board,
  id: Coordinate,
  { target, files }: Extract<Placed, { type: 'folder' }>,
  state: { readonly files: Readonly<Record<string, string>>; readonly folders: readonly string[] },
): void {
  for (const [path, hash] of Object.entries(state.files)) {
    if (files[path] === hash)
      board.changes.push({ type: 'remove', target: `${target}/${path}`, before: `file ${hash}` });
    else keep(board, id, `${target}/${path}`, path in files ? 'changed' : 'added');
  }
  board.steps.push({ verb: 'remove', target, id, detail: 'what is unchanged in it' });
  removeFolders(board, [target, ...state.folders.map((folder) => `${target}/${folder}`)]);
}

/** Plans to remove folders that are empty then, innermost first. */
export function removeFolders(board: Board, folders: readonly string[]): void {
  const depth = (path: string): number => path.split('/').length;
  for (const target of [...new Set(folders)].toSorted((a, b) => depth(b) - depth(a) || byText(a, b)))
    board.changes.push({ type: 'remove-if-empty', target });
}

function keep(board: Board, id: Coordinate, target: string, how: 'changed' | 'added' = 'changed'): void {
  board.steps.push({ verb: 'keep', target, id });
  board.notes.push(`${target} has been ${how} since it was installed, and is kept: it is yours from now on.`);
}

async function removePlacedSetting(
  board: Board,
  id: Coordinate,
  placed: Extract<Placed, { type: 'setting' }>,
): Promise<void> {
  const file = await openSettings(board, placed.target);
  if (file.text === undefined) return;
  const result = removeSetting(file.text, placed);
  if ('refused' in result) {
    board.steps.push({ verb: 'keep', target: placed.target, id, detail: settingName(placed.keys) });
    board.notes.push(`${placed.target} was left as it is. ${result.refused}`);
    return;
  }
  if (result.text === file.text) return;
  file.text = result.text;
  board.steps.push({ verb: 'edit', target: placed.target, id, detail: settingName(placed.keys) });
}

/**
 * Plans to remove entries, for all harnesses or some, with the folders that were made for them. Folders that hold another
 * entry too are handed on to it.
 *
 * @throws Refusal where a file of an entry has been changed, without force.
 */
export async function planRemoval(
  board: Board,
  ids: readonly Coordinate[],
  harnesses?: readonly string[],
): Promise<void> {
  const made: string[] = [];
  for (const id of ids) {
    const install = board.entries.get(id);
    if (!install) continue;
    const staying = install.placed.filter(({ harness }) => harnesses !== undefined && !harnesses.includes(harness));
    const leaving = unique(install.placed.filter((one) => !staying.some((other) => isSamePlace(other, one))));
    for (const placed of leaving) {
      await refuseChanged(board, id, placed);
      await removePlaced(board, id, placed);
    }
    made.push(...install.made);
    if (staying.length === 0) board.entries.delete(id);
    else
      board.entries.set(id, {
        ...install,
        placed: staying,
        harnesses: install.harnesses.filter((harness) => staying.some((placed) => placed.harness === harness)),
      });
  }
  handOn(board, made);
  removeFolders(board, made);
}

/** What is left of a changed entry would still be loaded, and nobody would own it. Files that were added are no matter. */
async function refuseChanged(board: Board, id: Coordinate, placed: Placed): Promise<void> {
  if (board.force || placed.type === 'setting') return;
  const { target } = placed;
  const { state } = await look(board, target);
  if (state.type === 'absent' || isUnchanged(placed, stateKey(state))) return;
  const { files } = placed.type === 'folder' ? placed : { files: {} };
  const present = state.type === 'folder' ? state.files : undefined;
  const isOnlyMore =
    placed.type === 'folder' &&
    present !== undefined &&
    Object.entries(files).every(([path, hash]) => !(path in present) || present[path] === hash);
  if (!isOnlyMore)
    throw new Refusal(
      'changed-by-user',
      `${target} has been changed since ${id} was installed, so nothing was removed. Keep it, or add --force: what is there is then kept under another name beside it.`,
    );
}

/** The same place, whichever harness it is written for. */
export function isSamePlace(a: Placed, b: Placed): boolean {
  const keys = (placed: Placed): string => (placed.type === 'setting' ? JSON.stringify(placed.keys) : '');
  return a.target === b.target && a.type === b.type && keys(a) === keys(b);
}

/** Each place once. */
export function unique(placed: readonly Placed[]): Placed[] {
  return placed.filter((one, index) => placed.findIndex((other) => isSamePlace(one, other)) === index);
}

function handOn(board: Board, made: readonly string[]): void {
  for (const [id, install] of board.entries) {
    const below = made.filter((folder) => install.placed.some(({ target }) => target.startsWith(`${folder}/`)));
    const all = [...new Set([...install.made, ...below])].toSorted(byText);
    if (all.length > install.made.length) board.entries.set(id, { ...install, made: all } satisfies LockedInstall);
  }
}
