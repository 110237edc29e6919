import { rmSync } from 'node:fs';
import { access, link, mkdir, mkdtemp, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A person asked for something that cannot be done; the message says what to do instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A folder of its own beside the output folder, in which the next site is made. */
export interface Staging {
  readonly folder: string;
  /** Takes the folder away. It also goes when the process is told to stop. */
  readonly discard: () => Promise<void>;
}

/** Makes a staging folder, and refuses an output folder that holds something else than a published site. */
export async function openStaging(outDir: string): Promise<Staging> {
  if (!(await isReplaceable(outDir))) {
    const advice = 'Choose another folder with --out, or empty it.';
    throw new UsageError(`${outDir} holds files that are not a site made by this tool. ${advice}`);
  }
  await mkdir(dirname(outDir), { recursive: true });
  const folder = await mkdtemp(`${outDir}.next-`);
  const stop = (signal: NodeJS.Signals): void => {
    rmSync(folder, { recursive: true, force: true });
    // The handler is gone by now, so the signal does what it would have done without it.
    process.kill(process.pid, signal);
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.once(signal, stop);
  return {
    folder,
    discard: async () => {
      for (const signal of signals) process.off(signal, stop);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function isReplaceable(outDir: string): Promise<boolean> {
  if (!(await exists(outDir)) || (await readdir(outDir)).length === 0) return true;
  return exists(join(outDir, 'api/v1/index.json'));
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

/** Writes emitted files below a folder. */
export async function writeFiles(folder: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  for (const [path, content] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** What file systems without hard links say, and those that have no room for one more. */
const NO_LINK: ReadonlySet<unknown> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
  'EXDEV',
  'EACCES',
]);

/** Writes one content to several paths below a folder: once, and again as hard links where the file system has them. */
export async function writeCopies(folder: string, paths: readonly string[], content: Uint8Array): Promise<void> {
  const [first, ...others] = paths;
  if (first === undefined) return;
  await writeFiles(folder, new Map([[first, content]]));
  for (const path of others) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    try {
      await link(join(folder, first), file);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && NO_LINK.has(error.code))) throw error;
      await writeFile(file, content);
    }
  }
}

/**
 * Moves everything below one folder into another, folder by folder, where both have them.
 *
 * @throws Where both have a file of the same path.
 */
export async function moveInto(from: string, to: string): Promise<void> {
  if (!(await exists(from))) return;
  if (!(await exists(to))) {
    await mkdir(dirname(to), { recursive: true });
    await rename(from, to);
    return;
  }
  for (const name of await readdir(from)) await moveInto(join(from, name), join(to, name));
}

/** Two builds that finish in the same moment each see a folder the other has just put there. */
const ATTEMPTS = 10;

/**
 * Puts a finished site in the place of the old one. What was published stays until this moment; of several builds the
 * last one to finish stays. A link is kept, and the folder it leads to replaced.
 */
export async function swap(finished: string, outDir: string): Promise<void> {
  const place = (await exists(outDir)) ? await realpath(outDir) : outDir;
  const old = await mkdtemp(`${place}.previous-`);
  try {
    for (let attempt = 1; ; attempt++) {
      if (await exists(place)) await rename(place, join(old, String(attempt)));
      try {
        await rename(finished, place);
        return;
      } catch (error) {
        const isTaken =
          error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST');
        if (!isTaken || attempt === ATTEMPTS) throw error;
      }
    }
  } finally {
    await rm(old, { recursive: true, force: true });
  }
}
