import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CacheRepository } from './cache-repository.ts';
import type { Failure, FailureKind } from './explain-failure.ts';
import type { GitRemote } from './git-remote.ts';
import type { Listing } from './list-tree.ts';

interface ObtainOptions {
  readonly cache: CacheRepository;
  readonly remote: GitRemote;
  readonly commit: string;
  /** Lists the commit in the cache's repository. */
  readonly list: () => Promise<Listing>;
  /** The longest a git command may take, in seconds. */
  readonly seconds: number;
}

export type Obtained =
  | { readonly listing: Exclude<Listing, { problem: 'absent' }>; readonly failure?: undefined }
  | { readonly failure: Failure };

// Existing, fetched by another process, thrown away, fetched anew: no way through it is longer.
const MOST_ROUNDS = 5;
const ownFaults: ReadonlySet<FailureKind> = new Set(['damaged', 'locked', 'other']);

/**
 * Lists a commit from the cache, and fetches it first where it is not there. A repository that is not whole is thrown
 * away once and fetched anew.
 */
export async function obtainCommit(options: ObtainOptions): Promise<Obtained> {
  const { cache, remote, commit, list } = options;
  let discarded = false;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    if (await cache.exists()) {
      const found = await list();
      if (found.problem !== 'absent') return { listing: found };
      const stale = await hasStaleLock(options);
      const { failure } = stale ? {} : await remote.fetchCommit(commit, cache.folder);
      // What was sent until the limit stays behind in it.
      if (failure?.kind === 'too-large') await cache.discard();
      if (failure && !ownFaults.has(failure.kind)) return { failure };
      const again = failure || stale ? found : await list();
      if (again.problem !== 'absent') return { listing: again };
      if (discarded) return { failure: failure ?? unreadable };
      discarded = true;
      await cache.discard();
    }
    const failure = await fetchBeside(options);
    if (failure) return { failure };
  }
  return { failure: unreadable };
}

const unreadable: Failure = { kind: 'damaged', stderr: 'fatal: the objects of the commit are damaged' };

/** Fetches into a new repository, so that a half-fetched one is never in the cache. */
async function fetchBeside({ cache, remote, commit }: ObtainOptions): Promise<Failure | undefined> {
  const beside = await cache.createBeside();
  try {
    const { failure } = await remote.fetchCommit(commit, beside);
    if (failure) return failure;
    await cache.publish(beside);
    return undefined;
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

/** A lock older than any git command may become was left behind by one that was killed. */
async function hasStaleLock({ cache, seconds }: ObtainOptions): Promise<boolean> {
  const lock = await stat(join(cache.folder, 'shallow.lock')).catch(() => undefined);
  return lock !== undefined && Date.now() - lock.mtimeMs > seconds * 1000;
}
