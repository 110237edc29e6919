import type { Coordinate } from '../../domain/coordinate.ts';
import { sha256 } from '../../domain/digest.ts';
import { byText } from '../../domain/order.ts';
import { type Change, modeOf } from '../apply/change.ts';
import { stateKey } from '../apply/disk-state.ts';
import { whyUnfit } from '../content/why-unfit.ts';
import type { Action } from '../model/action.ts';
import type { LockedInstall, Placed } from '../model/lock.ts';
import { Refusal } from '../model/refusal.ts';
import { backupName, type Board, look } from './board.ts';
import type { HarnessAction } from './harness-action.ts';
import { isUnchanged } from './remove-placed.ts';

type FileAction = Exclude<Action, { type: 'setting' }>;
type FilePlaced = Exclude<Placed, { type: 'setting' }>;

/** Plans the folders and files of an entry, each real place once. */
export async function placeFiles(
  board: Board,
  id: Coordinate,
  actions: readonly HarnessAction[],
  before: LockedInstall | undefined,
): Promise<Placed[]> {
  const placed: Placed[] = [];
  const done = new Map<string, string>();
  for (const { harness, action } of actions) {
    if (action.type === 'setting') continue;
    const record = toPlaced(harness, action);
    const { path } = await look(board, action.target);
    const [content, other] = [keyOf(record), board.taken.get(path)];
    if (other !== undefined && other !== id)
      throw new Refusal(
        'name-taken',
        `${other} and ${id} would both be written to ${action.target}. Install one of them.`,
      );
    if (done.has(path) && done.get(path) !== content)
      throw new Refusal(
        'name-taken',
        `Two harnesses want different things at ${action.target}. Choose one with --harness.`,
      );
    if (!done.has(path)) await placeOne(board, id, action, record, before);
    done.set(path, content);
    board.taken.set(path, id);
    placed.push(record);
  }
  return placed;
}

function toPlaced(harness: string, action: FileAction): FilePlaced {
  const { target } = action;
  if (action.type === 'file') return { type: 'file', harness, target, sha256: sha256(action.bytes) };
  const why = whyUnfit(action.files.map(({ path }) => path));
  if (why !== undefined) throw new Refusal('path-unfit', `${target} is not written: ${why}. Nothing was written.`);
  const files = action.files.map(({ path, bytes }): [string, string] => [path, sha256(bytes)]);
  return { type: 'folder', harness, target, files: Object.fromEntries(files.toSorted(([a], [b]) => byText(a, b))) };
}

function keyOf(placed: FilePlaced): string {
  return placed.type === 'file'
    ? `file ${placed.sha256}`
    : stateKey({ type: 'folder', files: placed.files, folders: [] });
}

async function placeOne(
  board: Board,
  id: Coordinate,
  action: FileAction,
  record: FilePlaced,
  before: LockedInstall | undefined,
): Promise<void> {
  const { target } = action;
  const { state } = await look(board, target);
  const key = stateKey(state);
  const own = before?.placed.find((one): one is FilePlaced => one.target === target && one.type !== 'setting');
  if (state.type === 'absent') {
    board.changes.push(toChange(action, key));
    board.steps.push({ verb: 'create', target, id });
    return;
  }
  if (own && key === keyOf(record)) return;
  if (own && isUnchanged(own, key)) {
    board.changes.push(toChange(action, key));
    board.steps.push({ verb: 'replace', target, id });
    return;
  }
  if (!board.force) throw inTheWay(id, target, own !== undefined);
  const to = await backupName(board, target);
  board.changes.push({ type: 'back-up', target, to, before: key }, toChange(action, 'absent'));
  board.steps.push({ verb: 'back-up', target, id, detail: to }, { verb: 'create', target, id });
}

function toChange(action: FileAction, before: string): Change {
  const { target } = action;
  return action.type === 'folder'
    ? { type: 'put-folder', target, files: action.files, before }
    : { type: 'put-file', target, bytes: action.bytes, mode: modeOf(action.executable), before };
}

function inTheWay(id: Coordinate, target: string, isOwn: boolean): Refusal {
  return isOwn
    ? new Refusal(
        'changed-by-user',
        `${target} has been changed since ${id} was installed. Keep it, or add --force: what is there is then kept as ${target}.backup-1.`,
      )
    : new Refusal(
        'exists',
        `${target} is there already and was not installed by skillyard, so ${id} is not written over it. Move it away, or add --force: what is there is then kept as ${target}.backup-1.`,
      );
}
