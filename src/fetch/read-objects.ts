import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { ReadResult } from '../domain/tree.ts';
import type { Environment } from './git-environment.ts';

/** Reads objects of one repository through one long-lived process. */
export interface ObjectReader {
  /** The content of an object that is in the repository; `unavailable` where it is not, or is not whole. */
  read(oid: string): Promise<ReadResult>;
  /** True once the process has died over an object: the repository is not whole. */
  damaged(): boolean;
  /** Ends the process. Reads that wait, and later ones, are `unavailable`. */
  close(): Promise<void>;
}

interface Request {
  readonly oid: string;
  readonly resolve: (result: ReadResult) => void;
}

/** The object whose bytes are on their way. */
interface Incoming {
  /** With the newline that follows. */
  left: number;
  /** Absent where the content is too large to be held. */
  readonly parts?: Uint8Array[] | undefined;
}

/** @param limit - Largest content that is held in memory, in bytes; what is larger is `too-large`. */
export function createObjectReader(repository: string, environment: Environment, limit: number): ObjectReader {
  const queue: Request[] = [];
  let child: ChildProcessByStdio<Writable, Readable, null> | undefined;
  let damaged = false;
  let closed = false;

  function answer(result: ReadResult): void {
    queue.shift()?.resolve(result);
  }

  function start(): NonNullable<typeof child> {
    const started = spawn('git', ['cat-file', '--batch'], {
      cwd: repository,
      env: environment,
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    // Its end is told by `close`.
    started.stdin.on('error', () => {});
    started.on('error', () => {});
    started.stdout.on('data', parseBatch(limit, answer));
    started.once('close', () => {
      if (child === started) child = undefined;
      if (closed || queue.length === 0) return;
      // It died over the first of the queue; the others can still be read.
      damaged = true;
      answer({ problem: 'unavailable' });
      for (const { oid } of queue) ask(oid);
    });
    return started;
  }

  function ask(oid: string): void {
    child ??= start();
    child.stdin.write(`${oid}\n`);
  }

  return {
    read(oid) {
      if (closed) return Promise.resolve({ problem: 'unavailable' });
      return new Promise((resolve) => {
        queue.push({ oid, resolve });
        ask(oid);
      });
    },
    damaged: () => damaged,
    async close() {
      closed = true;
      while (queue.length > 0) answer({ problem: 'unavailable' });
      if (child === undefined) return;
      const ended = once(child, 'close');
      child.kill();
      await ended;
    },
  };
}

/** Takes the stream of `cat-file --batch` apart: `<oid> <type> <size>`, a newline, the content, a newline. */
function parseBatch(limit: number, answer: (result: ReadResult) => void): (chunk: Buffer) => void {
  let header: Buffer = Buffer.alloc(0);
  let incoming: Incoming | undefined;

  function begin(line: string): void {
    const size = /^[0-9a-f]+ \w+ (\d+)$/.exec(line)?.[1];
    if (size === undefined) answer({ problem: 'unavailable' });
    else incoming = { left: Number(size) + 1, parts: Number(size) > limit ? undefined : [] };
  }

  function end({ parts }: Incoming): void {
    incoming = undefined;
    answer(parts === undefined ? { problem: 'too-large' } : { bytes: Buffer.concat(parts).subarray(0, -1) });
  }

  return (chunk) => {
    let rest: Buffer = chunk;
    while (rest.byteLength > 0) {
      if (incoming === undefined) {
        const newline = rest.indexOf('\n');
        header = Buffer.concat([header, newline === -1 ? rest : rest.subarray(0, newline)]);
        if (newline === -1) return;
        rest = rest.subarray(newline + 1);
        const line = header.toString('latin1');
        header = Buffer.alloc(0);
        begin(line);
      } else {
        const taken = rest.subarray(0, incoming.left);
        incoming.left -= taken.byteLength;
        incoming.parts?.push(taken);
        rest = rest.subarray(taken.byteLength);
        if (incoming.left === 0) end(incoming);
      }
    }
  };
}
