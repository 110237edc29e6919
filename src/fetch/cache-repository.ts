import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { folderName } from '../domain/place-folder.ts';
import { localEnvironment } from './git-environment.ts';
import { localGit } from './local-git.ts';

/** The bare repository of one place in a cache that several processes may share. */
export interface CacheRepository {
  /** Where it is once it exists: `<cacheDir>/git/<folder name of the place>.git`. */
  readonly folder: string;
  exists(): Promise<boolean>;
  /** A new, empty repository beside it, for `publish`. */
  createBeside(): Promise<string>;
  /** Puts a repository made by `createBeside` in place. Where another process was faster, that one's stays and this one is left over. */
  publish(beside: string): Promise<void>;
  /** Takes it out of use and deletes it. */
  discard(): Promise<void>;
}

/** @param place - The canonical place of the source. */
export function cacheRepository(cacheDir: string, place: string, from: NodeJS.ProcessEnv): CacheRepository {
  const folder = join(cacheDir, 'git', `${folderName(place)}.git`);
  const beside = (): string => `${folder}.${randomUUID().slice(0, 8)}.tmp`;

  return {
    folder,
    exists: () =>
      stat(folder).then(
        () => true,
        () => false,
      ),
    async createBeside() {
      await removeAbandoned(folder);
      const created = beside();
      await mkdir(created, { recursive: true });
      // No template, so that no hook or configuration of this machine gets into the repository: simple-git refuses the
      // option because of what a template can hold, and this one is empty.
      const git = localGit(created, localEnvironment(created, from), { unsafe: { allowUnsafeTemplateDir: true } });
      await git.raw('init', '--quiet', '--bare', '--template=', created);
      return created;
    },
    async publish(created) {
      await rename(created, folder).catch((error: unknown) => {
        if (!hasCode(error, 'ENOTEMPTY', 'EEXIST', 'EPERM')) throw error;
      });
    },
    async discard() {
      const away = beside();
      await rename(folder, away).catch((error: unknown) => {
        if (!hasCode(error, 'ENOENT')) throw error;
      });
      await rm(away, { recursive: true, force: true });
    },
  };
}

const ABANDONED_MILLISECONDS = 24 * 3_600_000;

/** What a process that was killed left beside the repository: none lives for a day. */
async function removeAbandoned(folder: string): Promise<void> {
  const parent = dirname(folder);
  const names = await readdir(parent).catch(() => []);
  for (const name of names.filter((other) => other.startsWith(`${basename(folder)}.`) && other.endsWith('.tmp'))) {
    const found = await stat(join(parent, name)).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > ABANDONED_MILLISECONDS) {
      await rm(join(parent, name), { recursive: true, force: true });
    }
  }
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
