import type { Kind } from '../../domain/kind.ts';
import type { Placement, Scope } from './action.ts';
import type { Content } from './content.ts';

/** What an adapter may look at to tell whether its harness is used: names of files and folders, never their content. */
export interface Surroundings {
  /** True where a path relative to the folder of the project exists. */
  inProject(path: string): boolean;
  /** True where a path relative to the home folder exists. */
  inHome(path: string): boolean;
}

/** One harness, as far as the client has to know it: where it looks, and in which form it wants things. */
export interface Adapter {
  /** As on the command line: `claude-code`, `codex`, `agents` … */
  readonly id: string;
  readonly title: string;
  /** The kinds it can hold in each scope. */
  readonly holds: Readonly<Record<Scope, readonly Kind[]>>;
  /** True where the project, or for the scope `user` the home folder, shows that it is used. */
  detect(around: Surroundings, scope: Scope): boolean;
  /** What has to be written so that the harness finds the entry. Reads and writes nothing. */
  place(content: Content, scope: Scope): Placement;
}
