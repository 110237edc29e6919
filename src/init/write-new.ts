import { lstat, mkdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * What of a folder is in the way of new files: files of the same names, and links or files where folders are needed, which
 * would lead out of it.
 *
 * @param paths Relative to the folder, with forward slashes.
 * @returns Those paths, each once.
 */
export async function obstacles(folder: string, paths: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const path of paths) {
    for (const part of [...foldersOf(path), path]) {
      const stats = await lstat(join(folder, part)).catch(absent);
      if (stats === undefined) break;
      if (part !== path && stats.isDirectory()) continue;
      found.add(part);
      break;
    }
  }
  return [...found];
}

/** The folders of a path, outermost first: of `a/b/c` these are `a` and `a/b`. */
function foldersOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

function absent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return;
  throw error;
}

/**
 * Writes new files below a folder, all or none: where one cannot be written, those before it are taken away again.
 *
 * @throws What the file system says, also where a file is there already.
 */
export async function writeNew(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const made: (() => Promise<void>)[] = [];
  try {
    for (const [path, text] of files) {
      const file = join(folder, path);
      const first = await mkdir(dirname(file), { recursive: true });
      if (first !== undefined) made.push(() => removeEmpty(dirname(file), first));
      await writeFile(file, text, { flag: 'wx' });
      made.push(() => rm(file));
    }
  } catch (error) {
    for (const undo of made.toReversed()) await undo();
    throw error;
  }
}

/** Removes folders from the inside to the outermost that was made. */
async function removeEmpty(folder: string, outermost: string): Promise<void> {
  await rmdir(folder);
  if (folder !== outermost) await removeEmpty(dirname(folder), outermost);
}
