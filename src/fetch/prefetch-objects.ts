import type { Failure } from './explain-failure.ts';
import type { Environment } from './git-environment.ts';
import { localGit } from './local-git.ts';
import type { Outcome } from './network.ts';

/** Brings objects of one source into its repository. */
export interface Prefetcher {
  /** Fetches those that are missing, in one request where the server gives them all. Asks for none of them twice. */
  bring(oids: readonly string[]): Promise<void>;
}

interface PrefetchOptions {
  readonly repository: string;
  readonly environment: Environment;
  /** Fetches these objects and nothing else, all or none. */
  readonly fetchObjects: (oids: readonly string[]) => Promise<Outcome>;
  /** Told once what keeps everything from being fetched. An object that the server does not have is no such thing. */
  readonly onFailure: (failure: Failure) => void;
}

// Each object the server does not have costs a request of its own; a repository with more of them is beyond help.
const MOST_REQUESTS = 64;
// Enough to find one bad object among a million by halving.
const MOST_CLOSED_IN_A_ROW = 20;

export function createPrefetcher(options: PrefetchOptions): Prefetcher {
  const { repository, environment, fetchObjects, onFailure } = options;
  const asked = new Set<string>();
  let requests = 0;
  let given = false;
  let running: Promise<void> = Promise.resolve();

  function giveUp(failure: Failure): void {
    given = true;
    onFailure(failure);
  }

  async function fetchAll(missing: readonly string[]): Promise<void> {
    const batches = [missing];
    let closed = 0;
    for (let batch = batches.pop(); batch !== undefined; batch = batches.pop()) {
      requests += 1;
      if (requests > MOST_REQUESTS) return;
      const { failure } = await fetchObjects(batch);
      closed = failure?.kind === 'closed' ? closed + 1 : 0;
      if (failure === undefined) continue;
      const served = withoutNamed(batch, failure.stderr);
      if (!isAboutObjects(failure) || closed > MOST_CLOSED_IN_A_ROW) return giveUp(failure);
      // A server that closes over the last object too is no better than one that closes always.
      if (batch.length === 1 && missing.length === 1 && failure.kind === 'closed') return giveUp(failure);
      const parts = served.length < batch.length ? [served] : batch.length > 1 ? halves(batch) : [];
      batches.push(...parts.filter((part) => part.length > 0));
    }
  }

  async function bring(oids: readonly string[]): Promise<void> {
    const unasked = [...new Set(oids)].filter((oid) => !asked.has(oid));
    if (given || unasked.length === 0) return;
    for (const oid of unasked) asked.add(oid);
    const missing = await findMissing(repository, environment, unasked);
    if (missing.length > 0) await fetchAll(missing);
  }

  return {
    // One after the other: two at once would fetch the same objects twice.
    bring: (oids) => (running = running.catch(() => {}).then(() => bring(oids))),
  };
}

/** Server and network can be told apart by git's words only where the connection stood. */
function isAboutObjects({ kind }: Failure): boolean {
  return kind === 'unavailable-object' || kind === 'closed' || kind === 'damaged' || kind === 'other';
}

function withoutNamed(batch: readonly string[], stderr: string): string[] {
  const named = new Set(stderr.match(/\b[0-9a-f]{40}\b/g));
  return batch.filter((oid) => !named.has(oid));
}

function halves<T>(items: readonly T[]): [T[], T[]] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(middle), items.slice(0, middle)];
}

async function findMissing(repository: string, environment: Environment, oids: readonly string[]): Promise<string[]> {
  const git = localGit(repository, environment, { input: () => oids.map((oid) => `${oid}\n`).join('') });
  const known = await git.raw('cat-file', '--batch-check=%(objectname)').catch(() => '');
  const present = new Set(known.split('\n'));
  return oids.filter((oid) => !present.has(oid));
}
