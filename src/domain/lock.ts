import { z } from 'zod';
import { EvidenceRecord } from './capability-diff.ts';
import { Coordinate, EntryKey } from './coordinate.ts';
import { Category, RiskTier } from './governance.ts';
import { shorten } from './shorten.ts';

/**
 * Grows when introspection finds other entries or other digests in the same bytes, so that `sync` looks again at
 * sources that have not moved.
 */
export const READER = 2;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const ObjectId = z.string().regex(/^[0-9a-f]{40}$/);

/** A member of an assembled plugin, frozen. */
export const LockedMember = z.strictObject({
  id: Coordinate,
  revision: z.int().positive(),
  digest: Sha256,
  /** Its name in the plugin, where that is not its own. */
  as: z.string().optional(),
});
export type LockedMember = z.infer<typeof LockedMember>;

/** A person or organisation as the manifests of plugins name them. */
export const Author = z.strictObject({
  name: z.string().min(1).max(200),
  email: z.email().optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
});
export type Author = z.infer<typeof Author>;

/** What the operator wrote about one version of an assembled plugin. */
export const FrozenPlugin = z.strictObject({
  title: z.string().optional(),
  description: z.string(),
  author: Author,
  license: z.string().optional(),
  keywords: z.array(z.string()),
  /** The lines of `members`, pins included. */
  members: z.array(z.string()),
  /** The members that another registry holds. */
  references: z.array(z.strictObject({ registry: z.string(), name: z.string(), version: z.string().optional() })),
});
export type FrozenPlugin = z.infer<typeof FrozenPlugin>;

/** The highest that a publisher says of an entry, in all the places where it can say something. */
export const Says = z.strictObject({
  riskTier: RiskTier.optional(),
  category: Category.optional(),
  stub: z.boolean().optional(),
  stubReason: z.string().optional(),
});
export type Says = z.infer<typeof Says>;

/** A time in which an entry was not in its source. */
export const Absence = z.strictObject({
  /** When a sync missed it first, and in which commit. */
  since: z.iso.datetime(),
  commit: ObjectId.optional(),
  /** When a sync saw it again. */
  until: z.iso.datetime().optional(),
});
export type Absence = z.infer<typeof Absence>;

/** One immutable state of an entry. */
export const LockedRevision = z.strictObject({
  /** Counts from 1, grows by one with each new digest, is never used again. */
  revision: z.int().positive(),
  digest: Sha256,
  /** Git's id of the entry's folder or file: the same id is the same content. */
  tree: ObjectId.optional(),
  /** The commit of the source in which it was found; a local source has none. */
  commit: ObjectId.optional(),
  /** The label its publisher gave. */
  version: z.string().optional(),
  /** When it came into the catalog: the commit's date, or the day of the sync for a local source. */
  date: z.iso.datetime(),
  /** When `sync` wrote it: what feeds are dated by. Revisions that were locked before this was kept have none. */
  locked: z.iso.datetime().optional(),
  /** What its publisher had said of it by then: later words of the same publisher do not go below it. */
  says: Says.optional(),
  /** For an assembled plugin: its members as they were resolved. */
  members: z.array(LockedMember).optional(),
  /** For an assembled plugin: what its file said. */
  definition: FrozenPlugin.optional(),
  /** What it could do when it was locked; revisions that were locked before this was kept have none. */
  evidence: EvidenceRecord.optional(),
});
export type LockedRevision = z.infer<typeof LockedRevision>;

/** When a revision came into the catalog. The date of a commit is what its author says. */
export function lockedOn({ locked, date }: Pick<LockedRevision, 'locked' | 'date'>): string {
  return locked ?? date;
}

/** One entry of the ledger: a name, once bound to a path, stays bound to it. */
export const LockedEntry = z.strictObject({
  path: z.string(),
  revisions: z.array(LockedRevision).min(1),
  /** More labels of revisions, where a source follows tags and the content stayed the same: version to revision. */
  labels: z.record(z.string(), z.int().positive()).optional(),
  /** Oldest first; the last is open while the entry is gone. */
  absences: z.array(Absence).optional(),
});
export type LockedEntry = z.infer<typeof LockedEntry>;

/** The absence that lasts, where an entry is gone from its source. */
export function openAbsence({ absences }: LockedEntry): Absence | undefined {
  const last = absences?.at(-1);
  return last?.until === undefined ? last : undefined;
}

/** A file in the source that names this catalog, as it stood in the resolved commit. */
export const LockedClaim = z.strictObject({
  /** Relative to the root of the repository. */
  path: z.string(),
  commit: ObjectId,
  /** The address of the catalog that it names: in another catalog the same lock claims nothing. */
  catalog: z.string(),
  /** When a sync first found it; every later one has found it again. */
  since: z.iso.datetime(),
});
export type LockedClaim = z.infer<typeof LockedClaim>;

/** `lock/<id>.json`: the resolved commit, and the ledger. Machine-written. */
export const Lock = z.strictObject({
  formatVersion: z.literal('1.0'),
  /** The canonical place that was resolved. */
  place: z.string(),
  /** `selectionDigest` of the source file that was resolved. */
  selection: Sha256,
  /** The `READER` that made it. */
  reader: z.int().positive(),
  commit: ObjectId.optional(),
  /** The date of the commit, or of the sync for a local source. */
  date: z.iso.datetime(),
  /** Of the resolved commit, and no part of the ledger: it goes when the file goes. Absent also where nobody has looked. */
  claim: LockedClaim.optional(),
  /** The tags that were followed, with their commits: a tag that moves is an error. */
  tags: z.record(z.string(), ObjectId).optional(),
  /** Since when the source cannot be had. */
  unreachableSince: z.iso.datetime().optional(),
  entries: z.record(EntryKey, LockedEntry),
});
export type Lock = z.infer<typeof Lock>;

/** When `sync` last wrote something into a ledger, whatever dates commits claim; of an old one the date of its commit. */
export function writtenOn({ date, entries }: Pick<Lock, 'date' | 'entries'>): string {
  let newest: string | undefined;
  for (const { revisions, absences = [] } of Object.values(entries)) {
    for (const { locked } of revisions) if (locked !== undefined && locked > (newest ?? '')) newest = locked;
    for (const { since, until = since } of absences) if (until > (newest ?? '')) newest = until;
  }
  return newest ?? date;
}

/** What `sync` never writes, one sentence each: a hand that joined two locks has left such marks. */
export function lockFaults({ entries }: Pick<Lock, 'entries'>): string[] {
  return Object.entries(entries).flatMap(([key, { revisions, labels = {}, absences = [] }]) => {
    const faults: string[] = [];
    for (const [index, { revision, digest }] of revisions.entries()) {
      if (revision !== index + 1)
        faults.push(`The revisions of ${key} are not numbered 1, 2, 3 in order: number ${index + 1} is ${revision}.`);
      if (digest === revisions[index - 1]?.digest)
        faults.push(`Revision ${revision} of ${key} has the content of the one before it.`);
    }
    for (const [label, revision] of Object.entries(labels))
      if (revision > revisions.length)
        faults.push(`The label "${shorten(label)}" of ${key} stands for revision ${revision}, which is not there.`);
    if (absences.slice(0, -1).some(({ until }) => until === undefined))
      faults.push(`An absence of ${key} that is not its last one has no end.`);
    return faults;
  });
}

/** One thing that a later ledger takes back of an earlier one. */
export interface LedgerBreak {
  /** One sentence. */
  readonly message: string;
  /** Both hold a revision of this number with other content: two branches have locked from the same state. */
  readonly conflict: boolean;
}

/**
 * Proves that a ledger has only grown: an earlier ledger is a prefix of every later one.
 *
 * @returns What the later ledger takes back of the earlier one; empty where it is a prefix.
 */
export function ledgerBreaks(earlier: Lock, later: Lock): LedgerBreak[] {
  const breaks: LedgerBreak[] = [];
  const broken = (message: string): void => void breaks.push({ message, conflict: false });
  for (const [key, before] of Object.entries(earlier.entries)) {
    const after = later.entries[key as EntryKey];
    if (!after) {
      broken(`${key} is gone from the ledger.`);
      continue;
    }
    if (after.path !== before.path) broken(`${key} was bound to ${before.path} and is now bound to ${after.path}.`);
    breaks.push(...brokenRevisions(key, before.revisions, after.revisions));
    if (!isGrown(before.absences ?? [], after.absences ?? []))
      broken(`The times in which ${key} was gone are not what they were.`);
    for (const [label, revision] of Object.entries(before.labels ?? {})) {
      const labels = after.labels ?? {};
      if (!Object.hasOwn(labels, label) || labels[label] !== revision)
        broken(`The label ${label} of ${key} no longer stands for revision ${revision}.`);
    }
  }
  for (const [tag, commit] of Object.entries(earlier.tags ?? {})) {
    const tags = later.tags ?? {};
    if (!Object.hasOwn(tags, tag)) broken(`The tag ${tag} is gone from the ledger.`);
    else if (tags[tag] !== commit) broken(`The tag ${tag} was ${commit.slice(0, 12)} and is now something else.`);
  }
  return breaks;
}

function brokenRevisions(
  key: string,
  before: readonly LockedRevision[],
  after: readonly LockedRevision[],
): LedgerBreak[] {
  return before.flatMap((earlier, index): LedgerBreak[] => {
    const later = after[index];
    const named = `Revision ${earlier.revision} of ${key}`;
    if (!later) return [{ message: `${named} is gone from the ledger.`, conflict: false }];
    if (isSame(earlier, later)) return [];
    if (later.revision !== earlier.revision || later.digest === earlier.digest)
      return [{ message: `${named} is not what it was.`, conflict: false }];
    const digests = `${earlier.digest.slice(0, 12)} in the earlier lock and ${later.digest.slice(0, 12)} in this one`;
    return [{ message: `${named} is ${digests}.`, conflict: true }];
  });
}

/** True where nothing was taken back; the last absence of the earlier list may have ended since. */
function isGrown(before: readonly Absence[], after: readonly Absence[]): boolean {
  return before.every((earlier, index) => {
    const later = after[index];
    if (!later || isSame(earlier, later)) return later !== undefined;
    const { until, ...open } = later;
    return until !== undefined && index === before.length - 1 && isSame(earlier, open);
  });
}

/** Both come from a strict schema, which gives them the same order of keys. */
function isSame(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
