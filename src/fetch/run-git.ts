import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Environment } from './git-environment.ts';

export interface GitRun {
  /** Null where it was killed. */
  readonly code: number | null;
  readonly stdout: string;
  /** The last 64 kB. */
  readonly stderr: string;
}

interface RunOptions {
  readonly cwd: string;
  readonly environment: Environment;
  /** What git reads from its standard input. */
  readonly input?: string | undefined;
  /** How much of the standard output is kept; 64 kB where nothing is said. */
  readonly outputBytes?: number | undefined;
  /** Kills git and everything it has started. */
  readonly signal: AbortSignal;
}

// What a server sends is printed by git: neither stream may fill the memory.
const OUTPUT_LIMIT = 64 * 1024;
const GRACE_MILLISECONDS = 1000;

/**
 * Runs one git command that may reach the network.
 *
 * Not through simple-git: it kills git alone, and `git-remote-https` (a grandchild) then outlives it, keeps the
 * connection and holds the pipes of this process open. Here git leads a process group that is killed as a whole.
 *
 * @throws Where git cannot be started at all.
 */
export async function runGit(args: readonly string[], options: RunOptions): Promise<GitRun> {
  const { cwd, environment, input = '', outputBytes = OUTPUT_LIMIT, signal } = options;
  if (signal.aborted) return { code: null, stdout: '', stderr: '' };
  const child = spawn('git', args, { cwd, env: environment, detached: true, windowsHide: true });
  const stdout = collect(child.stdout, 'first', outputBytes);
  const stderr = collect(child.stderr, 'last', OUTPUT_LIMIT);
  // Git may end before it has read everything, which its exit code tells better than a broken pipe.
  child.stdin.on('error', () => {});
  child.stdin.end(input);

  const stop = (): void => killGroup(child);
  signal.addEventListener('abort', stop, { once: true });
  live.add(child);
  watchSignals();
  try {
    await once(child, 'close');
    return { code: child.exitCode, stdout: stdout(), stderr: stderr() };
  } finally {
    signal.removeEventListener('abort', stop);
    live.delete(child);
    watchSignals();
  }
}

function collect(stream: NodeJS.ReadableStream, keep: 'first' | 'last', limit: number): () => string {
  let held = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    if (keep === 'first' && held.byteLength === limit) return;
    const all = Buffer.concat([held, chunk]);
    held = keep === 'first' ? all.subarray(0, limit) : all.subarray(-limit);
  });
  return () => held.toString('utf8');
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended, or this system has none.
    child.kill(signal);
  }
  if (signal === 'SIGKILL') return;
  const timer = setTimeout(() => killGroup(child, 'SIGKILL'), GRACE_MILLISECONDS);
  child.once('close', () => clearTimeout(timer));
}

// A group of its own does not hear the Ctrl-C of the terminal, so this process passes it on.
const live = new Set<ChildProcess>();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
let watching = false;

function passOn(signal: NodeJS.Signals): void {
  for (const child of live) killGroup(child);
  for (const name of signals) process.off(name, passOn);
  watching = false;
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}

function watchSignals(): void {
  if (watching === live.size > 0) return;
  watching = live.size > 0;
  for (const name of signals) {
    if (watching) process.on(name, passOn);
    else process.off(name, passOn);
  }
}
