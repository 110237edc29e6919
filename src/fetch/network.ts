import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Limits } from '../domain/catalog.ts';
import { classify, type Failure } from './explain-failure.ts';
import { type Environment, networkSettings } from './git-environment.ts';
import { type GitRun, runGit } from './run-git.ts';

const POLL_MILLISECONDS = 200;
const LONGEST_PAUSE_MILLISECONDS = 1000;

/** What the network has cost a source. */
export interface Usage {
  /** By how much the object store has grown. */
  bytesFetched: number;
  /** Time spent in git commands that reach the remote. */
  seconds: number;
  /** Git commands that reached the remote. Over HTTP one is two or three requests. */
  requests: number;
}

export type Outcome = { readonly stdout: string; readonly failure?: undefined } | { readonly failure: Failure };

interface Command {
  /** Settings and arguments behind `git`. */
  readonly args: readonly string[];
  /** The bare repository that grows; absent where nothing is stored. */
  readonly repository?: string | undefined;
  readonly cwd: string;
  readonly environment: Environment;
  readonly input?: string | undefined;
  /** How much of the standard output is kept. */
  readonly outputBytes?: number | undefined;
}

/** Runs git commands that reach one source, and stops them where the limits of the source are used up. */
export interface Network {
  readonly usage: Readonly<Usage>;
  /** @throws The reason of `signal` where that is aborted. */
  run(command: Command): Promise<Outcome>;
}

/** @param signal - Ends every command; `run` then throws. */
export function createNetwork(limits: Limits, signal: AbortSignal | undefined): Network {
  const usage: Usage = { bytesFetched: 0, seconds: 0, requests: 0 };

  async function once(command: Command): Promise<Outcome> {
    const left = limits.seconds - usage.seconds;
    if (left <= 0) return { failure: { kind: 'too-slow', stderr: '' } };
    await removeRemains(command.repository, limits.seconds);
    const before = await listPacks(command.repository);
    const watch = watchLimits(command.repository, before, left, limits.sourceBytes - usage.bytesFetched, signal);
    const start = performance.now();
    usage.requests += 1;
    let result: GitRun;
    try {
      result = await runGit([...networkSettings, ...command.args], { ...command, signal: watch.signal });
    } finally {
      watch.end();
      usage.seconds += (performance.now() - start) / 1000;
    }
    usage.bytesFetched += await growth(command.repository, before);
    signal?.throwIfAborted();
    if (usage.bytesFetched > limits.sourceBytes) return { failure: { kind: 'too-large', stderr: '' } };
    const reason = watch.reason();
    if (reason !== undefined) return { failure: { kind: reason, stderr: '' } };
    return result.code === 0 ? result : { failure: { kind: classify(result.stderr), stderr: result.stderr } };
  }

  return {
    usage,
    async run(command) {
      signal?.throwIfAborted();
      // Another process may fetch into the same repository, for as long as it may take itself.
      const patience = performance.now() + limits.seconds * 1000;
      for (let attempt = 1; ; attempt += 1) {
        const outcome = await once(command);
        if (outcome.failure?.kind !== 'locked' || performance.now() > patience) return outcome;
        await sleep(Math.min(attempt * 100, LONGEST_PAUSE_MILLISECONDS), undefined, { signal });
      }
    },
  };
}

interface Watch {
  readonly signal: AbortSignal;
  /** Which limit stopped it. */
  reason(): 'too-large' | 'too-slow' | undefined;
  end(): void;
}

function watchLimits(
  repository: string | undefined,
  before: ReadonlyMap<string, number>,
  seconds: number,
  bytes: number,
  signal: AbortSignal | undefined,
): Watch {
  const controller = new AbortController();
  let reason: 'too-large' | 'too-slow' | undefined;
  const stop = (why?: 'too-large' | 'too-slow'): void => {
    reason ??= why;
    controller.abort();
  };
  const abort = (): void => stop();
  signal?.addEventListener('abort', abort, { once: true });
  const timeout = setTimeout(stop, seconds * 1000, 'too-slow');
  const poll = setInterval(() => {
    void growth(repository, before).then((grown) => grown > bytes && stop('too-large'));
  }, POLL_MILLISECONDS);
  return {
    signal: controller.signal,
    reason: () => reason,
    end() {
      clearTimeout(timeout);
      clearInterval(poll);
      signal?.removeEventListener('abort', abort);
    },
  };
}

function packFolder(repository: string): string {
  return join(repository, 'objects', 'pack');
}

/** Size by name of everything in the pack folder; every fetch is kept as a pack. */
async function listPacks(repository: string | undefined): Promise<Map<string, number>> {
  if (repository === undefined) return new Map();
  const folder = packFolder(repository);
  const names = await readdir(folder).catch(() => []);
  const sizes = names.map(async (name): Promise<[string, number]> => {
    // Git renames its temporary files while they are counted.
    const found = await stat(join(folder, name)).catch(() => undefined);
    return [name, found?.size ?? 0];
  });
  return new Map(await Promise.all(sizes));
}

async function growth(repository: string | undefined, before: ReadonlyMap<string, number>): Promise<number> {
  const sizes = await listPacks(repository);
  return [...sizes].reduce((sum, [name, size]) => sum + (before.has(name) ? 0 : size), 0);
}

/**
 * Git leaves its half-written packs behind when it is killed. One that nobody has written to for as long as a command
 * may take belongs to no other process.
 */
async function removeRemains(repository: string | undefined, seconds: number): Promise<void> {
  if (repository === undefined) return;
  const folder = packFolder(repository);
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((candidate) => candidate.startsWith('tmp_'))) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > seconds * 1000) await rm(join(folder, name), { force: true });
  }
}
