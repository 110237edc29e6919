import { randomUUID } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { Refusal } from '../model/refusal.ts';
import type { Effects } from './effects.ts';
import { hasCode } from './error-code.ts';
import { readPlainFile } from './plain-file.ts';
import { stateFolder } from './state-folder.ts';

/** The runs of this process that are at work, by what their lock says. */
const held = new Set<string>();

/** On another machine nobody can be asked whether a process lives; no run takes that long. */
const STALE_MILLISECONDS = 3_600_000;

/**
 * Waits for nobody: takes the turn to write below a root, or refuses because another run has it. What a run that was killed
 * has left is taken over.
 *
 * @returns What ends the turn.
 * @throws Refusal `busy`.
 */
export async function takeTurn(root: string, effects: Effects): Promise<() => Promise<void>> {
  const { folder, lock } = stateFolder(root);
  await effects.mkdir(folder).catch((error: unknown) => {
    if (!hasCode(error, 'EEXIST')) throw error;
  });
  if (!(await lstat(folder)).isDirectory())
    throw new Refusal('path-blocked', `${folder} is no folder: move it away, then try again.`);
  const text = `${process.pid} ${hostname()} ${randomUUID()}\n`;
  const draft = `${lock}-${randomUUID()}`;
  await effects.writeFile(draft, Buffer.from(text), 0o644);
  try {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await effects.link(draft, lock);
        break;
      } catch (error) {
        if (attempt === 2 || !hasCode(error, 'EEXIST')) throw await explained(error, lock);
        if (!(await isStale(lock))) throw busy(lock);
        await effects.remove(lock);
      }
    }
  } finally {
    await effects.remove(draft);
  }
  held.add(text);
  return async () => {
    held.delete(text);
    await effects.remove(lock);
  };
}

async function explained(error: unknown, lock: string): Promise<unknown> {
  return hasCode(error, 'EEXIST', 'ENOENT') ? busy(lock) : error;
}

function busy(lock: string): Refusal {
  return new Refusal(
    'busy',
    `Another run of skillyard is at work here: wait for it. If there is none, delete ${lock}.`,
  );
}

async function isStale(lock: string): Promise<boolean> {
  const text = await readPlainFile(lock);
  // It has ended in this moment.
  if (text === undefined) return true;
  const [pid = '', host] = text.trim().split(' ');
  if (host === hostname() && /^\d+$/.test(pid)) {
    return Number(pid) === process.pid ? !held.has(text) : !isAlive(Number(pid));
  }
  const found = await lstat(lock).catch(() => undefined);
  return found === undefined || Date.now() - found.mtimeMs > STALE_MILLISECONDS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives and belongs to somebody else.
    return hasCode(error, 'EPERM');
  }
}
