import type { Dialogue } from '../model/dialogue.ts';
import type { Layout } from '../report/layout.ts';
import type { Flags } from './flags.ts';

/** What a command has found or done. */
export interface Outcome {
  /** For `--json`; undefined where the command has spoken for itself. */
  readonly json: unknown;
  /** For a person; may be empty. */
  readonly text: string;
  /** 0: clean. 1: something was found, or refused. */
  readonly exitCode: 0 | 1;
}

/** What a command is given. */
export interface Input {
  /** The words after its name. */
  readonly words: readonly string[];
  readonly flags: Flags;
  readonly cwd: string;
  readonly home: string;
  /** What git repositories are kept in. */
  readonly cacheDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly layout: Layout;
  readonly dialogue: Dialogue;
  /** Says something beside the result, on the standard error. */
  readonly warn: (text: string) => void;
}

/** One command of the client. */
export type Run = (input: Input) => Promise<Outcome>;
