import { z } from 'zod';
import { EvidenceRecord } from './capability-diff.ts';
import { EntryKey } from './coordinate.ts';

/**
 * Grows when introspection finds other entries or other digests in the same bytes, so that `sync` looks again at
 * sources that have not moved.
 */
export const READER = 2;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const ObjectId = z.string().regex(/^[0-9a-f]{40}$/);

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
  /** What it could do when it was locked; revisions that were locked before this was kept have none. */
  evidence: EvidenceRecord.optional(),
});
export type LockedRevision = z.infer<typeof LockedRevision>;

/** One entry of the ledger: a name, once bound to a path, stays bound to it. */
export const LockedEntry = z.strictObject({ path: z.string(), revisions: z.array(LockedRevision).min(1) });
export type LockedEntry = z.infer<typeof LockedEntry>;

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
  entries: z.record(EntryKey, LockedEntry),
});
export type Lock = z.infer<typeof Lock>;

/**
 * Proves that a ledger has only grown.
 *
 * @returns What the later ledger takes back of the earlier one, one sentence each; empty where it is a prefix.
 */
export function ledgerBreaks(earlier: Lock, later: Lock): string[] {
  const breaks: string[] = [];
  for (const [key, before] of Object.entries(earlier.entries)) {
    const after = later.entries[key as EntryKey];
    if (!after) {
      breaks.push(`${key} is gone from the ledger.`);
      continue;
    }
    if (after.path !== before.path)
      breaks.push(`${key} was bound to ${before.path} and is now bound to ${after.path}.`);
    for (const [index, revision] of before.revisions.entries()) {
      const same = JSON.stringify(after.revisions[index]) === JSON.stringify(revision);
      if (!same) breaks.push(`Revision ${revision.revision} of ${key} is not what it was.`);
    }
  }
  return breaks;
}
