import type { ReadStream, WriteStream } from 'node:tty';
import type { Flags } from './flags.ts';

/** What a command is given. Only `cli.ts` prints: a command does so by what it is given for it. */
export interface Input {
  /** The words after its name. */
  readonly words: readonly string[];
  readonly flags: Flags;
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  readonly stderr: WriteStream;
  /** Prints the result. */
  readonly print: (text: string) => void;
  /** Says something beside the result. */
  readonly report: (text: string) => void;
}

/** Exit codes: 0 clean, 1 findings of severity error, 2 the tool could not do what was asked. */
export const FINDINGS = 1;
export const FAILED = 2;

/** One command. What it gives is the exit code; that something cannot be done it says by throwing a UsageError. */
export type Run = (input: Input) => Promise<number> | number;
