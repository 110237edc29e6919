import { z } from 'zod';
import { Capability, CapabilityDiff } from './capability.ts';
import { Coordinate, EntryKey } from './coordinate.ts';
import { Diagnostic } from './diagnostic.ts';
import { Severity } from './rules/rule.ts';

/** What a sync adds to the ledger of one entry. */
export const SyncChange = z.object({
  key: EntryKey,
  id: Coordinate,
  change: z
    .enum(['added', 'changed', 'returned', 'removed'])
    .describe('returned: it was gone from its source. removed: it is gone now; its name and revisions stay.'),
  revision: z.int().describe('The newest one after the sync.'),
  version: z.string().optional().describe('The label of that revision.'),
  digest: z.string().describe('Of that revision.'),
  path: z.string().describe('The path in the source to which the name is bound.'),
  previous: z.int().optional().describe('The newest revision before the sync, where there is another one now.'),
  can: z.array(Capability).readonly().optional().describe('What a new entry can do; absent for nothing.'),
  diff: CapabilityDiff.optional().describe('What it can do more or less, where both revisions are recorded.'),
  findings: z
    .array(z.object({ rule: z.string(), severity: Severity, message: z.string(), file: z.string(), line: z.int() }))
    .readonly()
    .optional()
    .describe('What in new content deserves a look: errors and warnings, at most 20.'),
  members: z
    .array(
      z.object({
        id: Coordinate,
        revision: z.int().optional().describe('In the new version; absent for one that is out of it.'),
        previous: z.int().optional().describe('In the version before; absent for one that is new in it.'),
      }),
    )
    .readonly()
    .optional()
    .describe('For an assembled plugin: the members that are not what they were.'),
  movedFrom: EntryKey.optional().describe(
    'The entry that went in the same step and had this content or calls itself the same.',
  ),
  movedTo: EntryKey.optional().describe('The entry that came in the same step with this content or name.'),
});
export type SyncChange = z.infer<typeof SyncChange>;

/** What a sync did with one source. The source `catalog` stands for the assembled plugins. */
export const SourceSync = z.object({
  id: z.string(),
  state: z
    .enum(['unchanged', 'locked', 'failed'])
    .describe('locked: its lock was written. failed: nothing new of it was locked; the diagnostics say why.'),
  from: z.string().optional().describe('The commit that was locked before.'),
  to: z.string().optional().describe('The commit that is locked now, or that could not be read.'),
  compareUrl: z.url().optional().describe('The page of its host that shows what lies between the two.'),
  repointed: z
    .object({ from: z.string(), to: z.string() })
    .optional()
    .describe('It is another repository (or local folder) than the one that was locked under this id before.'),
  claim: z
    .object({ change: z.enum(['gained', 'lost']), path: z.string(), commit: z.string() })
    .optional()
    .describe(
      'A file in it names this catalog now and did not before, or no longer does; with the commit in which it did.',
    ),
  tags: z
    .array(z.string())
    .readonly()
    .optional()
    .describe('The tags that were locked in this run, in the order of versions.'),
  unreachableSince: z.iso.datetime().optional().describe('Since when it cannot be had where it was.'),
  bytesFetched: z.int(),
  changes: z.array(SyncChange).readonly(),
  diagnostics: z.array(Diagnostic).readonly(),
});
export type SourceSync = z.infer<typeof SourceSync>;

/** What `sync --json` prints. */
export const SyncReport = z.object({
  formatVersion: z.literal('1.0'),
  sources: z.array(SourceSync).readonly().describe('In the order of their ids, the source catalog last.'),
  diagnostics: z.array(Diagnostic).readonly().describe('All of them: of the files of the catalog and of the sources.'),
});
export type SyncReport = z.infer<typeof SyncReport>;
