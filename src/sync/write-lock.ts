import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ledgerBreaks, type Lock } from '../domain/lock.ts';

/**
 * Writes `lock/<id>.json` in one step.
 *
 * @param before The lock that stands there.
 * @throws Where the new lock takes something back: that is a bug.
 */
export async function writeLock(dir: string, id: string, lock: Lock, before: Lock | undefined): Promise<void> {
  const breaks = before ? ledgerBreaks(before, lock) : [];
  if (breaks.length > 0) throw new Error(`The ledger of ${id} would not only grow: ${breaks[0]?.message}`);
  const file = join(dir, 'lock', `${id}.json`);
  await mkdir(join(dir, 'lock'), { recursive: true });
  await writeFile(`${file}.next`, `${JSON.stringify(lock, null, 2)}\n`);
  await rename(`${file}.next`, file);
}
