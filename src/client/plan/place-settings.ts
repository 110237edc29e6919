import type { Coordinate } from '../../domain/coordinate.ts';
import type { Action } from '../model/action.ts';
import type { LockedInstall, Placed } from '../model/lock.ts';
import { Refusal } from '../model/refusal.ts';
import { settingName } from '../settings/setting.ts';
import { insertSetting, removeSetting } from '../settings/settings.ts';
import { type Board, openSettings, type SettingsFile } from './board.ts';
import { type HarnessAction, settingDigest } from './harness-action.ts';

type SettingAction = Extract<Action, { type: 'setting' }>;
type SettingPlaced = Extract<Placed, { type: 'setting' }>;

/** Plans the values of an entry in settings files, each place once. */
export async function placeSettings(
  board: Board,
  id: Coordinate,
  actions: readonly HarnessAction[],
  before: LockedInstall | undefined,
): Promise<Placed[]> {
  const placed: SettingPlaced[] = [];
  for (const { harness, action } of actions) {
    if (action.type !== 'setting') continue;
    const digest = settingDigest(action.value);
    const shared = placed.find((one) => isAt(one, action) && one.sha256 === digest);
    placed.push(shared ? { ...shared, harness } : { ...(await placeOne(board, id, action, digest, before)), harness });
  }
  return placed;
}

function isAt({ target, keys }: SettingPlaced, action: SettingAction): boolean {
  return target === action.target && JSON.stringify(keys) === JSON.stringify(action.keys);
}

async function placeOne(
  board: Board,
  id: Coordinate,
  action: SettingAction,
  digest: string,
  before: LockedInstall | undefined,
): Promise<SettingPlaced> {
  const { target, format, keys } = action;
  const file = await openSettings(board, target);
  const own = before?.placed.find((one): one is SettingPlaced => one.type === 'setting' && isAt(one, action));
  const detail = settingName(keys);
  if (own && file.text !== undefined) {
    const without = removeSetting(file.text, own);
    if ('refused' in without) throw refused(id, target, without.refused);
    const isThere = own.inserted === '' || without.text !== file.text;
    if (isThere && (own.sha256 === digest || own.initial === true)) return own;
    file.text = without.text;
  }
  const inserted = insertSetting(file.text, { format, keys, value: action.value });
  if ('refused' in inserted) throw refused(id, target, inserted.refused);
  if (inserted.text !== file.text)
    board.steps.push({ verb: file.original === undefined ? 'create' : 'edit', target, id, detail });
  file.text = inserted.text;
  if (action.initial) file.isFirst = true;
  const created = file.original === undefined || own?.created === true || isMadeByUs(board, file);
  return {
    type: 'setting',
    harness: '',
    target,
    format,
    keys: [...keys],
    sha256: digest,
    inserted: inserted.inserted,
    created,
    ...(action.initial && { initial: true }),
  };
}

/** A file that was made for the value of another entry goes with the last of them. */
function isMadeByUs({ entries }: Board, { target }: SettingsFile): boolean {
  return [...entries.values()].some(({ placed }) =>
    placed.some((one) => one.type === 'setting' && one.target === target && one.created),
  );
}

function refused(id: Coordinate, target: string, why: string): Refusal {
  return new Refusal('settings-refused', `${id} cannot be put into ${target}. ${why}`);
}
