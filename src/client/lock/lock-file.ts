import { join } from 'node:path';
import type { Coordinate } from '../../domain/coordinate.ts';
import { sha256 } from '../../domain/digest.ts';
import { by } from '../../domain/order.ts';
import { asObject } from '../../domain/untyped.ts';
import { readPlainFile } from '../apply/plain-file.ts';
import { STATE } from '../apply/state-folder.ts';
import type { Scope } from '../model/action.ts';
import { ClientLock, type LockedInstall } from '../model/lock.ts';
import { Refusal } from '../model/refusal.ts';
import { settingName } from '../settings/setting.ts';
import { isOwnPlace } from './own-places.ts';

const NAME = 'skillyard.lock.json';

/** The lock file of a scope, relative to its root: in a project beside its other files, so that it is committed. */
export const lockPaths: Readonly<Record<Scope, string>> = { project: NAME, user: `${STATE}/${NAME}` };

/** A lock as it was read. */
export interface ReadLock {
  readonly lock: ClientLock;
  /** Of the text; undefined where there is none. */
  readonly sha256: string | undefined;
}

/**
 * Reads the lock file of a scope; without one nothing is installed.
 *
 * @throws Refusal `lock-damaged` or `lock-newer`: a lock that cannot be read is never taken for an empty one.
 */
export async function readLock(root: string, scope: Scope): Promise<ReadLock> {
  const place = join(root, lockPaths[scope]);
  let text: string | undefined;
  try {
    text = await readPlainFile(place);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('lock-damaged', `${place} cannot be read: check its permissions.`, { cause: error });
  }
  if (text === undefined) return { lock: { formatVersion: '1.0', entries: {} }, sha256: undefined };
  return { lock: parseLock(text, place), sha256: sha256(text) };
}

function parseLock(text: string, place: string): ClientLock {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const merge = text.includes('<<<<<<<') ? ' It holds the marks of a merge: settle them.' : '';
    throw new Refusal(
      'lock-damaged',
      `${place} is not JSON.${merge} Restore it from your history, or delete it to forget what is installed.`,
      { cause: error },
    );
  }
  const version = asObject(value)?.['formatVersion'];
  if (typeof version === 'string' && /^\d+\.\d+$/.test(version) && version !== '1.0')
    throw new Refusal('lock-newer', `${place} has the format ${version}, and this client reads 1.0: update skillyard.`);
  const read = ClientLock.safeParse(value);
  if (read.success) {
    refuseForeign(read.data, place);
    return read.data;
  }
  const [issue] = read.error.issues;
  throw new Refusal(
    'lock-damaged',
    `${place} is not what a lock file says${issue ? ` (at ${issue.path.join('.') || 'its top'}: ${issue.message})` : ''}. Restore it from your history, or delete it to forget what is installed.`,
  );
}

/** A lock that came with a project speaks of files that are the person's own, perhaps: such a one is not acted on. */
function refuseForeign({ entries }: ClientLock, place: string): void {
  for (const [id, { placed }] of Object.entries(entries)) {
    const foreign = placed.find((one) => !isOwnPlace(one));
    if (foreign)
      throw new Refusal(
        'lock-damaged',
        `${place} says that ${id} was put at ${JSON.stringify(foreign.target)}${foreign.type === 'setting' ? ` under ${settingName(foreign.keys)}` : ''}, where skillyard puts nothing. Nothing was changed. Look at it and restore it from your history, or delete it to forget what is installed.`,
      );
  }
}

/** The text of a lock: keys sorted, one value a line, no dates, so that a difference can be read. */
export function lockText(entries: ReadonlyMap<Coordinate, LockedInstall>): string {
  const sorted = [...entries].toSorted(by(([id]) => id));
  const lock = ClientLock.parse({ formatVersion: '1.0', entries: Object.fromEntries(sorted) });
  return `${JSON.stringify(lock, undefined, 2)}\n`;
}

/** The entries of a lock as a map. */
export function lockedEntries({ entries }: ClientLock): Map<Coordinate, LockedInstall> {
  return new Map(Object.entries(entries) as [Coordinate, LockedInstall][]);
}
