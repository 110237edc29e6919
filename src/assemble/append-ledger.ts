import { diffCapabilities, recordedCapabilities, recordEvidence } from '../domain/capability-diff.ts';
import { coordinate, type EntryKey, entryKey, keyParts } from '../domain/coordinate.ts';
import { toSlug } from '../domain/slug.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { fileOf, isPartOfFile } from '../domain/entry-path.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { ContentFinding } from '../domain/finding.ts';
import type { Statement } from '../domain/governance.ts';
import type { QuarantinedEntry } from '../domain/source-record.ts';
import { kindNoun } from '../domain/kind.ts';
import {
  type Lock,
  type LockedClaim,
  type LockedEntry,
  type LockedRevision,
  openAbsence,
  READER,
} from '../domain/lock.ts';
import { by } from '../domain/order.ts';
import { isWithinAny } from '../domain/path-within.ts';
import { selectionDigest, type Source } from '../domain/source.ts';
import type { SyncChange } from '../domain/sync-report.ts';
import { normalVersion } from '../domain/version.ts';
import { pairMoves } from './pair-moves.ts';

/** What a sync has seen of one entry. */
export interface Sighting {
  readonly kind: Parameters<typeof entryKey>[0];
  readonly name: string;
  readonly path: string;
  readonly digest: string;
  readonly tree?: string | undefined;
  /** The label its publisher gave, as it is written. */
  readonly version?: string | undefined;
  /** The file of the source in which that label stands. */
  readonly file?: string | undefined;
  /** Absent for what was not read again. */
  readonly evidence?: Evidence | undefined;
  /** What it calls itself. */
  readonly title?: string | undefined;
  /** What of its content deserves a look; absent for what was not read again. */
  readonly findings?: readonly ContentFinding[] | undefined;
  /** The highest that its publisher says of it. */
  readonly says?: Statement | undefined;
}

/** What was read, and when. */
export interface LedgerStep {
  /** The commit that was read; a local source has none. */
  readonly commit?: string | undefined;
  /** Of the commit, or of the sync for a local source. */
  readonly date: string;
  /** When the sync writes it. */
  readonly locked?: string | undefined;
  /** The version of the tag that was followed: it goes before what the entries say of themselves. */
  readonly version?: string | undefined;
  /** The file in this commit that names the catalog. */
  readonly claim?: LockedClaim | undefined;
  /** What is there and could not be read: it is not gone. */
  readonly unread?: readonly Pick<QuarantinedEntry, 'kind' | 'path'>[];
}

export interface AppendedLedger {
  readonly lock: Lock;
  /** In the order of keys. */
  readonly changes: readonly SyncChange[];
  /** Labels that were dropped, and what looks like a rename. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Appends what a sync has seen to the ledger of a source. Nothing that stands in it is changed or taken out: an entry
 * gets a new revision where its digest is not that of its newest one, and a time of absence where it is not there.
 */
export function appendLedger(source: Source, sightings: readonly Sighting[], step: LedgerStep): AppendedLedger {
  const entries = new Map(Object.entries(source.lock?.entries ?? {}) as [EntryKey, LockedEntry][]);
  const changes: SyncChange[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const sighting of sightings) {
    const key = entryKey(sighting.kind, sighting.name);
    const appended = see(source, entries.get(key), sighting, step);
    entries.set(key, appended.entry);
    if (appended.change) changes.push(appended.change);
    diagnostics.push(...appended.diagnostics);
  }
  const seen = new Set<string>(sightings.map(({ kind, name }) => entryKey(kind, name)));
  const isUnread = unreadPlaces(step.unread ?? []);
  for (const [key, entry] of entries) {
    if (seen.has(key) || openAbsence(entry) || isUnread(keyParts(key).kind, entry.path)) continue;
    entries.set(key, miss(entry, step));
    changes.push({ ...changeOf(source, key, entry), change: 'removed' });
  }
  const called = new Map(sightings.map(({ kind, name, title = '' }) => [entryKey(kind, name), toSlug(title) ?? name]));
  const paired = pairMoves(source, changes.toSorted(by(({ key }) => key)), called);
  return {
    lock: toLock(source, entries, step),
    changes: paired.changes,
    diagnostics: [...diagnostics, ...paired.diagnostics],
  };
}

function toLock(source: Source, entries: ReadonlyMap<EntryKey, LockedEntry>, step: LedgerStep): Lock {
  const { commit, date, claim } = step;
  return {
    formatVersion: '1.0',
    place: source.place,
    selection: selectionDigest(source),
    reader: READER,
    ...(commit !== undefined && { commit }),
    date,
    ...(claim && { claim }),
    ...(source.lock?.tags && { tags: source.lock.tags }),
    entries: Object.fromEntries([...entries].toSorted(by(([key]) => key))),
  };
}

interface Seen {
  readonly entry: LockedEntry;
  /** Absent where nothing is new. */
  readonly change?: SyncChange;
  readonly diagnostics: readonly Diagnostic[];
}

function see(source: Source, before: LockedEntry | undefined, sighting: Sighting, step: LedgerStep): Seen {
  const key = entryKey(sighting.kind, sighting.name);
  const version = step.version ?? normalVersion(sighting.version);
  const clash = before && version !== undefined ? sameLabel(before, version, sighting.digest) : undefined;
  const label = clash ? undefined : version;
  const diagnostics = clash && version !== undefined ? [reused(source, sighting, version, clash, step)] : [];
  const absent = before && openAbsence(before);
  const back = before && absent ? endAbsence(before, step) : before;
  const newest = before?.revisions.at(-1);
  if (back && newest?.digest === sighting.digest) {
    const entry = step.version === undefined ? back : withLabel(back, newest, label);
    const change = absent && ({ ...changeOf(source, key, entry), change: 'returned' } as const);
    return { entry, ...(change && { change }), diagnostics: step.version === undefined ? [] : diagnostics };
  }
  const revision = toRevision(sighting, (newest?.revision ?? 0) + 1, label, step);
  const entry: LockedEntry = {
    ...back,
    path: back?.path ?? sighting.path,
    revisions: [...(back?.revisions ?? []), revision],
  };
  const diff = diffCapabilities(newest?.evidence, revision.evidence);
  const can = before || !revision.evidence ? [] : recordedCapabilities(revision.evidence);
  const change: SyncChange = {
    ...changeOf(source, key, entry),
    change: absent ? 'returned' : before ? 'changed' : 'added',
    ...(newest && { previous: newest.revision }),
    ...(can.length > 0 && { can }),
    ...(diff && { diff }),
    ...findingsOf(sighting),
  };
  return { entry, change, diagnostics };
}

/** Of one entry in the report of a sync. */
const MOST_FINDINGS = 20;

function findingsOf({ findings = [] }: Sighting): Pick<SyncChange, 'findings'> {
  const serious = findings.filter(({ severity }) => severity !== 'info').slice(0, MOST_FINDINGS);
  return serious.length === 0
    ? {}
    : { findings: serious.map(({ rule, severity, message, file, line }) => ({ rule, severity, message, file, line })) };
}

function toRevision(
  { digest, tree, evidence, says }: Sighting,
  revision: number,
  version: string | undefined,
  { commit, date, locked }: LedgerStep,
): LockedRevision {
  return {
    revision,
    digest,
    ...(tree !== undefined && { tree }),
    ...(commit !== undefined && { commit }),
    ...(version !== undefined && { version }),
    date,
    ...(locked !== undefined && { locked }),
    ...(says && { says }),
    ...(evidence && { evidence: recordEvidence(evidence) }),
  };
}

/** The revision with other content to which a label belongs already. */
function sameLabel({ revisions, labels = {} }: LockedEntry, version: string, digest: string) {
  const labelled = Object.hasOwn(labels, version) ? labels[version] : undefined;
  return revisions.find(
    (earlier) =>
      earlier.digest !== digest && (earlier.revision === labelled || normalVersion(earlier.version) === version),
  );
}

/** Notes that the content of a revision stayed what it was under one more label. */
function withLabel(entry: LockedEntry, { revision, version }: LockedRevision, label: string | undefined): LockedEntry {
  const labels = entry.labels ?? {};
  if (label === undefined || Object.hasOwn(labels, label) || normalVersion(version) === label) return entry;
  const { path, revisions, absences } = entry;
  const sorted = Object.entries({ ...labels, [label]: revision }).toSorted(by(([text]) => text));
  return { path, revisions, labels: Object.fromEntries(sorted), ...(absences && { absences }) };
}

/** Whether an entry may be there although nobody has seen it: it, the file it is a part of, or its plugin is broken. */
function unreadPlaces(unread: NonNullable<LedgerStep['unread']>): (kind: Sighting['kind'], path: string) => boolean {
  const places = new Set(unread.map(({ kind, path }) => `${kind} ${path}`));
  const plugins = new Set(unread.flatMap(({ kind, path }) => (kind === 'plugin' ? [path === '.' ? '' : path] : [])));
  return (kind, path) =>
    [path, fileOf(path)].some((place) => places.has(`${kind} ${place}`)) ||
    (isPartOfFile(path) && (plugins.has('') || isWithinAny(path, plugins)));
}

/** Absences are dated by the sync that saw them: the commit in which something was taken out is seldom the one read. */
function miss(entry: LockedEntry, { date, locked, commit }: LedgerStep): LockedEntry {
  const absence = { since: locked ?? date, ...(commit !== undefined && { commit }) };
  return { ...entry, absences: [...(entry.absences ?? []), absence] };
}

function endAbsence(entry: LockedEntry, { date, locked }: LedgerStep): LockedEntry {
  const last = (entry.absences ?? []).length - 1;
  const ended = entry.absences?.map((absence, index) =>
    index === last ? { ...absence, until: locked ?? date } : absence,
  );
  return { ...entry, absences: ended };
}

/** What there is to tell of an entry whatever has happened to it. */
function changeOf({ id }: Source, key: EntryKey, { path, revisions }: LockedEntry): Omit<SyncChange, 'change'> {
  const newest = revisions.at(-1);
  if (!newest) throw new Error(`${key} has no revision.`);
  const { revision, version, digest } = newest;
  const { kind, name } = keyParts(key);
  return {
    key,
    id: coordinate(kind, id, name),
    revision,
    ...(version !== undefined && { version }),
    digest,
    path,
  };
}

function reused(
  { id, locate }: Source,
  { kind, name, file }: Sighting,
  version: string,
  { revision }: LockedRevision,
  step: LedgerStep,
): Diagnostic {
  const message = `The version ${version} of the ${kindNoun(kind)} "${name}" already stands for revision ${revision}, with other content.`;
  const ofTag = { root: 'catalog', file: `sources/${id}.yaml`, ...locate(['versions']) } as const;
  const ofFile =
    file === undefined
      ? ({ root: 'catalog', file: `lock/${id}.json` } as const)
      : ({ root: 'source', file, line: 1 } as const);
  const at = step.version === undefined ? ofFile : ofTag;
  return diagnose('version-reused', { message, at, source: id, entry: coordinate(kind, id, name) });
}
