import type { ContentFile } from '../../domain/composed.ts';

/** Whether things are placed for one project or for all projects of a person. */
export type Scope = 'project' | 'user';

/** One thing to write. Every target is relative to the folder of the project or to the home folder, with `/`. */
export type Action =
  /** A whole folder that belongs to one entry: put in place at once, replaced at once. */
  | { readonly type: 'folder'; readonly target: string; readonly files: readonly ContentFile[] }
  | { readonly type: 'file'; readonly target: string; readonly bytes: Uint8Array; readonly executable: boolean }
  /** One value in a settings file of the harness, beside what the person keeps there. */
  | {
      readonly type: 'setting';
      readonly target: string;
      /** jsonc takes comments and trailing commas. */
      readonly format: 'json' | 'jsonc' | 'toml';
      /** Where in the file: `['mcpServers', 'github']`. */
      readonly keys: readonly string[];
      readonly value: unknown;
      /** Only what a person starts from: what they make of it is no trouble, stays over updates, and goes with the entry. */
      readonly initial?: true;
    };

/** Something a harness cannot hold as it is, or holds only in part. */
export interface Skipped {
  /** What: `hook:acme/desk-hooks`, or a part of a plugin. */
  readonly what: string;
  /** Why, one sentence. */
  readonly why: string;
}

/** What one harness needs written for one entry. */
export interface Placement {
  readonly actions: readonly Action[];
  readonly skipped: readonly Skipped[];
  /** What the person has to know or do: one sentence each. */
  readonly notes: readonly string[];
}
