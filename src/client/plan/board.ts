import { lstat, readFile } from 'node:fs/promises';
import type { Coordinate } from '../../domain/coordinate.ts';
import { sha256 } from '../../domain/digest.ts';
import type { Change } from '../apply/change.ts';
import { type DiskState, diskState } from '../apply/disk-state.ts';
import { hasCode } from '../apply/error-code.ts';
import { freeName } from '../apply/free-name.ts';
import { insideRoot, type Settled } from '../apply/inside-root.ts';
import type { Scope } from '../model/action.ts';
import type { LockedInstall } from '../model/lock.ts';
import type { PlannedStep } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';

/** A settings file while changes to it are planned, one after the other. */
export interface SettingsFile {
  readonly target: string;
  /** As it is on the disk; undefined where it is not there. */
  readonly original: string | undefined;
  readonly mode: number;
  /** As it shall be; undefined where it shall go. */
  text: string | undefined;
  /** It has to be written before the files of which it speaks: it keeps them from running. */
  isFirst: boolean;
}

/** What is planned so far. Planning reads the disk and writes nothing. */
export interface Board {
  readonly root: string;
  readonly scope: Scope;
  readonly force: boolean;
  /** The lock as it shall be. */
  readonly entries: Map<Coordinate, LockedInstall>;
  readonly changes: Change[];
  readonly steps: PlannedStep[];
  readonly notes: string[];
  /** By real path, so that two ways to one file are one. */
  readonly settings: Map<string, SettingsFile>;
  /** The real paths of folders and files that are planned, with who wants them. */
  readonly taken: Map<string, Coordinate>;
  /** Names of backups that are given away. */
  readonly backups: Set<string>;
}

export function newBoard(
  root: string,
  scope: Scope,
  force: boolean,
  entries: ReadonlyMap<Coordinate, LockedInstall>,
): Board {
  return {
    root,
    scope,
    force,
    entries: new Map(entries),
    changes: [],
    steps: [],
    notes: [],
    settings: new Map(),
    taken: new Map(),
    backups: new Set(),
  };
}

export interface Looked extends Settled {
  readonly state: DiskState;
}

/** What is at a target now. */
export async function look(board: Board, target: string): Promise<Looked> {
  const settled = await insideRoot(board.root, target);
  return { ...settled, state: await diskState(settled.path) };
}

/** A name for what is there, that nothing has and nobody has been promised. */
export async function backupName(board: Board, target: string): Promise<string> {
  let name = await freeName(board.root, target);
  for (let n = 2; board.backups.has(name); n += 1) name = await freeName(board.root, target, `${target}.backup-${n}`);
  board.backups.add(name);
  return name;
}

const MOST_SETTINGS_BYTES = 10e6;

/**
 * A settings file, opened once for all who change it. A link is followed, because it is the file behind it that the
 * harness reads.
 *
 * @throws Refusal `settings-unreadable`.
 */
export async function openSettings(board: Board, target: string): Promise<SettingsFile> {
  const { path } = await insideRoot(board.root, target, true);
  const known = board.settings.get(path);
  if (known) return known;
  const found = await lstat(path).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  });
  if (found && (!found.isFile() || found.size > MOST_SETTINGS_BYTES))
    throw new Refusal('settings-unreadable', `${target} is no file of settings: move it away, then try again.`);
  const original = found && decoded(await readFile(path), target);
  const file: SettingsFile = {
    target,
    original,
    mode: found ? found.mode & 0o777 : 0o644,
    text: original,
    isFirst: false,
  };
  board.settings.set(path, file);
  return file;
}

function decoded(bytes: Uint8Array, target: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new Refusal(
      'settings-unreadable',
      `${target} is not UTF-8 and is left alone: save it as UTF-8, then try again.`,
      { cause: error },
    );
  }
}

/** Every change of the board in the order in which it is carried out: most settings last, when what they name is there. */
export function changesOf({ changes, settings }: Board): Change[] {
  const toChanges = ({ target, original, text, mode }: SettingsFile): Change[] => {
    if (text === original) return [];
    const before = original === undefined ? 'absent' : `file ${sha256(original)}`;
    return text === undefined
      ? [{ type: 'remove', target, before }]
      : [{ type: 'put-file', target, bytes: Buffer.from(text), mode, before }];
  };
  const first = [...settings.values()].filter(({ isFirst }) => isFirst).flatMap(toChanges);
  const last = [...settings.values()].filter(({ isFirst }) => !isFirst).flatMap(toChanges);
  const isLate = ({ type }: Change): boolean => type === 'remove-if-empty';
  return [...first, ...changes.filter((change) => !isLate(change)), ...last, ...changes.filter(isLate)];
}
