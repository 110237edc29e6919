import type { GovernanceFile, SourceFile } from './catalog.ts';
import type { Lock } from './lock.ts';
import type { PluginFile } from './plugin-file.ts';
import type { Locate } from './source.ts';

/** A file of a catalog that is there, as far as it can be read. */
export interface Readable<T> {
  /** Absent where nothing of it can be understood. */
  readonly value?: T | undefined;
  readonly locate: Locate;
}

/** What a catalog holds about one source at one commit. What is absent is no file of it. */
export interface SourceRecords {
  readonly source?: Readable<SourceFile> | undefined;
  readonly governance?: Readable<GovernanceFile> | undefined;
  readonly lock?: Readable<Lock> | undefined;
}

/** Everything about one source at the base commit and now. */
export interface SourceComparison {
  /** The name of its files. */
  readonly id: string;
  readonly base: SourceRecords;
  readonly now: SourceRecords;
  /** The operator's file is another than it was, if only by a comment; also where it came or went. */
  readonly isGovernanceChanged: boolean;
}

/** One assembled plugin at the base commit and now. */
export interface PluginComparison {
  readonly name: string;
  readonly base?: Readable<PluginFile> | undefined;
  readonly now?: Readable<PluginFile> | undefined;
}

/** What differs between a catalog as it stands in its folder and the same catalog at an earlier commit. */
export interface Comparison {
  /** The commit it is compared with. */
  readonly commit: string;
  /** The catalog folder from the top of the repository, with a slash at its end; empty for the top itself. */
  readonly prefix: string;
  /** Those with a file that has changed. */
  readonly sources: readonly SourceComparison[];
  /** Those whose file has changed. */
  readonly plugins: readonly PluginComparison[];
  /** The ids of advisories that were there and are not. */
  readonly endedAdvisories: readonly string[];
  /** The ledger of the assembled plugins at the base commit. */
  readonly pluginLock?: Lock | undefined;
}
