import { diffCapabilities, recordedCapabilities, recordEvidence } from '../../domain/capability-diff.ts';
import { coordinate, type EntryKey, entryKey, keyParts } from '../../domain/coordinate.ts';
import type { MeasuredEntry } from '../../domain/entry.ts';
import {
  type FrozenPlugin,
  type Lock,
  type LockedEntry,
  type LockedMember,
  type LockedRevision,
  openAbsence,
  READER,
} from '../../domain/lock.ts';
import { by, byText } from '../../domain/order.ts';
import { CATALOG_SOURCE, pluginPath } from '../../domain/plugin-file.ts';
import { selectionDigest, type Source } from '../../domain/source.ts';
import type { SyncChange } from '../../domain/sync-report.ts';

/** A version that a sync has put together. */
export interface NewVersion {
  readonly entry: MeasuredEntry;
  readonly definition: FrozenPlugin;
  readonly members: readonly LockedMember[];
}

/**
 * Appends new versions to the ledger of what the catalog defines, and marks what is gone from it and what is back.
 *
 * @param source The source of what the catalog defines, with its lock.
 * @param names Those of all files that are there.
 * @param now ISO 8601, UTC.
 * @returns No lock where nothing changes.
 */
export function appendPlugins(
  source: Source,
  versions: readonly NewVersion[],
  names: readonly string[],
  now: string,
): { lock?: Lock; changes: SyncChange[] } {
  const entries = new Map(Object.entries(source.lock?.entries ?? {}) as [EntryKey, LockedEntry][]);
  const changes: SyncChange[] = [];
  for (const { entry, definition, members } of versions) {
    const key = entryKey('plugin', entry.name);
    const before = entries.get(key);
    const newest = before?.revisions.at(-1);
    const revision: LockedRevision = {
      revision: (newest?.revision ?? 0) + 1,
      digest: entry.digest,
      ...(entry.version !== undefined && { version: entry.version }),
      date: now,
      locked: now,
      members: [...members],
      definition,
      evidence: recordEvidence(entry.evidence),
    };
    const after = { ...before, path: pluginPath(entry.name), revisions: [...(before?.revisions ?? []), revision] };
    entries.set(key, after);
    const diff = diffCapabilities(newest?.evidence, revision.evidence);
    const can = newest ? [] : recordedCapabilities(recordEvidence(entry.evidence));
    changes.push({
      ...changeOf(entry.name, after, before ? 'changed' : 'added'),
      ...(newest && { previous: newest.revision }),
      ...(can.length > 0 && { can }),
      ...(diff && { diff }),
      members: movedMembers(newest?.members ?? [], members),
    });
  }
  const present = new Set(names.map((name) => entryKey('plugin', name)));
  for (const [key, locked] of entries) {
    const absences = movedAbsences(locked, present.has(key), now);
    if (!absences) continue;
    entries.set(key, { ...locked, absences });
    if (!changes.some((change) => change.key === key))
      changes.push(changeOf(keyParts(key).name, locked, present.has(key) ? 'returned' : 'removed'));
  }
  if (changes.length === 0) return { changes };
  const lock: Lock = {
    formatVersion: '1.0',
    place: source.place,
    selection: selectionDigest(source),
    reader: READER,
    date: now,
    entries: Object.fromEntries([...entries].toSorted(by(([key]) => key))),
  };
  return { lock, changes: changes.toSorted(by(({ key }) => key)) };
}

/** The members whose revision is another one, in the order of their coordinates. */
function movedMembers(before: readonly LockedMember[], after: readonly LockedMember[]): SyncChange['members'] {
  const [was, is] = [before, after].map((members) => new Map(members.map(({ id, revision }) => [id, revision])));
  const ids = [...new Set([...before, ...after].map(({ id }) => id))].toSorted(byText);
  return ids.flatMap((id) => {
    const [previous, revision] = [was?.get(id), is?.get(id)];
    if (previous === revision) return [];
    return [{ id, ...(revision !== undefined && { revision }), ...(previous !== undefined && { previous }) }];
  });
}

function changeOf(name: string, { path, revisions }: LockedEntry, change: SyncChange['change']): SyncChange {
  const newest = revisions.at(-1);
  return {
    key: entryKey('plugin', name),
    id: coordinate('plugin', CATALOG_SOURCE, name),
    change,
    revision: newest?.revision ?? 0,
    ...(newest?.version !== undefined && { version: newest.version }),
    digest: newest?.digest ?? '',
    path,
  };
}

/** The absences of an entry where they change. */
function movedAbsences(locked: LockedEntry, isThere: boolean, now: string): LockedEntry['absences'] {
  const open = openAbsence(locked);
  if (isThere === (open === undefined)) return undefined;
  const { absences = [] } = locked;
  return open ? [...absences.slice(0, -1), { ...open, until: now }] : [...absences, { since: now }];
}
