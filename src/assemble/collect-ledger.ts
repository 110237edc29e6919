import type { SourceOutcome } from '../domain/assembled.ts';
import { type Coordinate, coordinate, type EntryKey, keyParts } from '../domain/coordinate.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import type { Kind } from '../domain/kind.ts';
import { latestOf, rateRevisions, type RatedRevision } from '../domain/lifecycle.ts';
import type { Source } from '../domain/source.ts';

/** Everything that a coordinate was ever locked with, listed today or not. */
export interface LedgerItem {
  readonly id: Coordinate;
  readonly kind: Kind;
  /** Its key in its source: `skill:pdf`. */
  readonly key: EntryKey;
  readonly source: Source;
  /** Oldest first, at least one. */
  readonly revisions: readonly RatedRevision[];
  /** The one that "latest" means. */
  readonly latest: RatedRevision;
  /** What is listed of it now. */
  readonly entry?: CatalogEntry | undefined;
}

/** By coordinate. */
export type Ledger = ReadonlyMap<Coordinate, LedgerItem>;

/** The ledgers of all sources in one map: what is listed, then what is only locked any more. */
export function collectLedger(entries: readonly CatalogEntry[], outcomes: readonly SourceOutcome[]): Ledger {
  const items = new Map<Coordinate, LedgerItem>();
  for (const entry of entries) {
    const { id, kind, name, source, revisions, latest } = entry;
    items.set(id, { id, kind, key: `${kind}:${name}`, source, revisions, latest, entry });
  }
  for (const { source } of outcomes) {
    for (const [text, { revisions: locked }] of Object.entries(source.lock?.entries ?? {})) {
      const key = text as EntryKey;
      const { kind, name } = keyParts(key);
      const id = coordinate(kind, source.id, name);
      if (items.has(id)) continue;
      const [published, operator] = [source.file.entries[key], source.governance.entries[key]];
      const revisions = rateRevisions(locked, published, operator);
      items.set(id, { id, kind, key, source, revisions, latest: latestOf(revisions) });
    }
  }
  return items;
}
