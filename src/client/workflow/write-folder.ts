import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { sha256 } from '../../domain/digest.ts';

const READABLE = 0o644;

/**
 * Puts a folder in place whole: it is written beside, then takes the place of the old one.
 *
 * @param files By path below the folder, with `/`; the paths have been checked to stay inside.
 * @param backup Where the old one goes; it is deleted where this is absent.
 */
export async function replaceFolder(
  folder: string,
  files: ReadonlyMap<string, Uint8Array>,
  backup?: string,
): Promise<void> {
  const beside = `${folder}.${randomUUID().slice(0, 8)}.tmp`;
  try {
    await mkdir(beside, { recursive: true });
    for (const [path, bytes] of files) {
      const place = join(beside, path);
      await mkdir(dirname(place), { recursive: true });
      await writeFile(place, bytes, { mode: READABLE, flag: 'wx' });
    }
    const old = backup ?? `${beside}.old`;
    const had = await lstat(folder).then(
      () => true,
      () => false,
    );
    if (had) await rename(folder, old);
    await rename(beside, folder);
    if (backup === undefined) await rm(old, { recursive: true, force: true });
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

/** Writes a file whole, or leaves the old one. The same bytes are not written again. */
export async function writeAtomically(path: string, text: string): Promise<void> {
  const old = await readFile(path, 'utf8').catch(() => undefined);
  if (old === text) return;
  await mkdir(dirname(path), { recursive: true });
  const beside = `${path}.${randomUUID().slice(0, 8)}.tmp`;
  try {
    await writeFile(beside, text, { flag: 'wx' });
    await rename(beside, path);
  } finally {
    await rm(beside, { force: true });
  }
}

/** What a folder holds: by path the SHA-256 of each file. Undefined where there is no folder, or it holds anything but files. */
export async function hashesOf(folder: string): Promise<Record<string, string> | undefined> {
  const found = await lstat(folder).catch(() => undefined);
  if (!found?.isDirectory()) return undefined;
  const hashes: Record<string, string> = {};
  for (const item of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (item.isDirectory()) continue;
    if (!item.isFile()) return undefined;
    const path = join(item.parentPath, item.name);
    hashes[relative(folder, path).split(sep).join('/')] = sha256(await readFile(path));
  }
  return hashes;
}
