import type { CatalogFile } from './catalog.ts';
import type { Coordinate } from './coordinate.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { CatalogEntry } from './entry.ts';
import type { QuarantinedEntry, Reference, SourceState } from './index-v1.ts';
import type { Source } from './source.ts';

/** What became of one listed source. */
export interface SourceOutcome {
  readonly source: Source;
  readonly state: SourceState;
  readonly entries: readonly CatalogEntry[];
  readonly quarantined: readonly QuarantinedEntry[];
  readonly references: readonly Reference[];
  readonly diagnostics: readonly Diagnostic[];
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
  /** All of them, with the weights and exceptions of policy. */
  readonly diagnostics: readonly Diagnostic[];
}
