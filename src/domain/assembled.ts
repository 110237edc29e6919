import type { CatalogFile } from './catalog.ts';
import type { Coordinate } from './coordinate.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { CatalogEntry } from './entry.ts';
import type { FormerEntry } from './former.ts';
import type { History } from './history.ts';
import type { Offers } from './offers.ts';
import type { QuarantinedEntry, SourceState } from './source-record.ts';
import type { Reference } from './reference.ts';
import type { Source } from './source.ts';
import type { AdvisoryRecord, Withdrawal } from './withdrawal.ts';

/** What became of one listed source. */
export interface SourceOutcome {
  readonly source: Source;
  readonly state: SourceState;
  readonly entries: readonly CatalogEntry[];
  readonly quarantined: readonly QuarantinedEntry[];
  readonly references: readonly Reference[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What is known of a name that is no longer listed, before it has an address. */
export type FormerFacts = Omit<FormerEntry, 'page'>;

/** What advisories and deletions reach. */
export interface Withdrawals {
  /** By id. */
  readonly advisories: readonly AdvisoryRecord[];
  /** Entries whose latest revision is taken back. */
  readonly entries: ReadonlyMap<Coordinate, Withdrawal>;
  /** The id of the advisory that takes back one revision, by `revisionKey`. */
  readonly revisions: ReadonlyMap<string, string>;
}

/** One revision of one entry as a key of a map. */
export function revisionKey(id: Coordinate, revision: number): string {
  return `${id}@${revision}`;
}

/** The whole catalog, joined and judged, ready to be written. */
export interface AssembledCatalog {
  readonly file: CatalogFile;
  /** The date of the catalog's commit. */
  readonly date: string;
  /** By id. */
  readonly outcomes: readonly SourceOutcome[];
  /** By coordinate. */
  readonly entries: readonly CatalogEntry[];
  /** Entries with the same content as another: by coordinate the one that goes first. */
  readonly copyOf: ReadonlyMap<Coordinate, Coordinate>;
  /** The members of plugins and workflows, by their coordinate. */
  readonly membersOf: ReadonlyMap<Coordinate, readonly Coordinate[]>;
  /** What was listed and is not listed now, by coordinate. */
  readonly former: readonly FormerFacts[];
  /** Everything that was taken back. */
  readonly withdrawals: Withdrawals;
  /** What the surfaces for harnesses offer. */
  readonly offers: Offers;
  readonly history: History;
  /** All of them, with the weights and exceptions of policy. */
  readonly diagnostics: readonly Diagnostic[];
}
