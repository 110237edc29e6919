import type { CapabilityDiff } from '../domain/capability.ts';
import { diffCapabilities, recordEvidence } from '../domain/capability-diff.ts';
import { type EntryKey, entryKey } from '../domain/coordinate.ts';
import type { Evidence } from '../domain/evidence.ts';
import { type Lock, type LockedEntry, type LockedRevision, READER } from '../domain/lock.ts';
import { by } from '../domain/order.ts';
import { selectionDigest, type Source } from '../domain/source.ts';

/** What a sync has seen of one entry. */
export interface Sighting {
  readonly kind: Parameters<typeof entryKey>[0];
  readonly name: string;
  readonly path: string;
  readonly digest: string;
  readonly tree?: string | undefined;
  readonly version?: string | undefined;
  /** Absent for what was not read again. */
  readonly evidence?: Evidence | undefined;
}

/** What a sync changes in the ledger of one source. */
export interface LedgerChange {
  readonly key: EntryKey;
  readonly revision: number;
  readonly change: 'added' | 'changed';
  /** What it can do more or less than the revision before it, where both are recorded. */
  readonly diff?: CapabilityDiff;
}

/**
 * Appends what a sync has seen to the ledger of a source. Nothing that stands in it is changed or taken out; an entry
 * gets a new revision where its digest is not that of its newest one.
 *
 * @param at The commit that was read (a local source has none) and its date.
 */
export function appendLedger(
  source: Source,
  sightings: readonly Sighting[],
  at: { readonly commit?: string | undefined; readonly date: string },
): { lock: Lock; changes: LedgerChange[] } {
  const entries: Record<string, LockedEntry> = { ...source.lock?.entries };
  const changes: LedgerChange[] = [];
  for (const sighting of sightings.toSorted(by(({ kind, name }) => entryKey(kind, name)))) {
    const key = entryKey(sighting.kind, sighting.name);
    const before = entries[key];
    const newest = before?.revisions.at(-1);
    if (newest?.digest === sighting.digest) continue;
    const revision: LockedRevision = {
      revision: (newest?.revision ?? 0) + 1,
      digest: sighting.digest,
      ...(sighting.tree !== undefined && { tree: sighting.tree }),
      ...(at.commit !== undefined && { commit: at.commit }),
      ...(sighting.version !== undefined && { version: sighting.version }),
      date: at.date,
      ...(sighting.evidence && { evidence: recordEvidence(sighting.evidence) }),
    };
    const diff = diffCapabilities(newest?.evidence, revision.evidence);
    entries[key] = { path: before?.path ?? sighting.path, revisions: [...(before?.revisions ?? []), revision] };
    changes.push({ key, revision: revision.revision, change: before ? 'changed' : 'added', ...(diff && { diff }) });
  }
  const lock: Lock = {
    formatVersion: '1.0',
    place: source.place,
    selection: selectionDigest(source),
    reader: READER,
    ...(at.commit !== undefined && { commit: at.commit }),
    date: at.date,
    entries: Object.fromEntries(Object.entries(entries).toSorted(by(([key]) => key))),
  };
  return { lock, changes };
}
