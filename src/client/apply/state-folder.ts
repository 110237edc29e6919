import { join } from 'node:path';

/** What the client keeps of itself below a root, relative to it. */
export const STATE = '.skillyard';

/** Where things are prepared, how far they are, and who is at work. */
export interface StateFolder {
  readonly folder: string;
  readonly staging: string;
  readonly journal: string;
  readonly lock: string;
}

export function stateFolder(root: string): StateFolder {
  const folder = join(root, STATE);
  return {
    folder,
    staging: join(folder, 'staging'),
    journal: join(folder, 'journal.json'),
    lock: join(folder, 'busy'),
  };
}

/** A name beside the lock, under which it is prepared. */
export const LOCK_DRAFT = /^busy-[0-9a-f-]{36}$/;
