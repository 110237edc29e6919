import type { GovernanceEntry, SourceEntry } from '../domain/catalog.ts';
import type { MeasuredEntry } from '../domain/entry.ts';
import type { Verdict } from '../domain/governance.ts';
import type { RatedRevision } from '../domain/lifecycle.ts';
import type { LockedEntry } from '../domain/lock.ts';
import type { Source } from '../domain/source.ts';
import type { Finding } from './finding.ts';
import type { Voice } from './statements.ts';

/** What the checks look at: one entry, and everything that has been said about it. */
export interface Subject {
  readonly source: Source;
  readonly entry: MeasuredEntry;
  readonly verdict: Verdict;
  /** What the publisher says, voice by voice, as it was written. */
  readonly voices: readonly Voice[];
  readonly governance: GovernanceEntry | undefined;
  readonly published: SourceEntry | undefined;
  readonly locked: LockedEntry;
  /** The ledger of the entry with what is said of each revision, oldest first. */
  readonly revisions: readonly RatedRevision[];
  /** `YYYY-MM-DD`: the date of the catalog's commit, never the clock. */
  readonly today: string;
}

/** One thing that is looked at in every entry. */
export type Check = (subject: Subject) => readonly Finding[];
