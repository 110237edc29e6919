import { lstat, readFile } from 'node:fs/promises';
import { Refusal } from '../model/refusal.ts';
import { hasCode } from './error-code.ts';

/**
 * The text of a file of the client itself; undefined where there is none. A link, a pipe or a device is never opened:
 * the first leads elsewhere, the others may never end.
 *
 * @throws Refusal `path-blocked`.
 */
export async function readPlainFile(path: string): Promise<string | undefined> {
  try {
    if (!(await lstat(path)).isFile())
      throw new Refusal('path-blocked', `${path} is no plain file: look at it and move it away, then try again.`);
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}
