import { access, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { EmittedFiles } from './emit/emit-index.ts';

/** A person asked for something that cannot be done; the message says what to do instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The folder beside `outDir` in which the next site is made. */
export function stagingFolder(outDir: string): string {
  return `${outDir}.next`;
}

/** Makes an empty staging folder, and refuses an output folder that holds something else than a published site. */
export async function prepareStaging(outDir: string): Promise<string> {
  if (!(await isReplaceable(outDir))) {
    throw new UsageError(
      `${outDir} holds files that are not a site made by this tool. Choose another folder with --out, or empty it.`,
    );
  }
  const staging = stagingFolder(outDir);
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });
  return staging;
}

async function isReplaceable(outDir: string): Promise<boolean> {
  try {
    if ((await readdir(outDir)).length === 0) return true;
    await access(join(outDir, 'api/v1/index.json'));
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    // Either the folder itself or the index in it is not there.
    return !(await exists(outDir));
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

/** Writes emitted files below a folder. */
export async function writeFiles(folder: string, files: EmittedFiles): Promise<void> {
  for (const [path, text] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/** Puts a finished site in the place of the old one. What was published stays until this moment. */
export async function swap(finished: string, outDir: string): Promise<void> {
  const old = `${outDir}.previous`;
  await rm(old, { recursive: true, force: true });
  if (await exists(outDir)) await rename(outDir, old);
  await rename(finished, outDir);
  await rm(old, { recursive: true, force: true });
}
