import { link, mkdir, open, rename, rm, rmdir } from 'node:fs/promises';

/**
 * Everything that changes a file system, one call each. What is written is only ever done through it, so that a test can
 * let any single call fail.
 */
export interface Effects {
  /**
   * Makes a file that must not be there, with its content on the disk when it returns.
   *
   * @param mode Permissions, of which the umask takes away what it takes.
   */
  writeFile(path: string, bytes: Uint8Array, mode: number): Promise<void>;
  /** Makes one folder, whose parent is there. */
  mkdir(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** A second name for a file; fails where the name is taken. */
  link(from: string, to: string): Promise<void>;
  /** Removes a file, or a folder with all that is in it; nothing where it is not there. */
  remove(path: string): Promise<void>;
  /** Removes an empty folder. */
  rmdir(path: string): Promise<void>;
}

export const diskEffects: Effects = {
  async writeFile(path, bytes, mode) {
    const file = await open(path, 'wx', mode);
    try {
      await file.writeFile(bytes);
      await file.datasync();
    } finally {
      await file.close();
    }
  },
  mkdir: async (path) => {
    await mkdir(path);
  },
  rename,
  link,
  remove: (path) => rm(path, { recursive: true, force: true }),
  rmdir,
};
