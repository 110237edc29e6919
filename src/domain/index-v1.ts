import { z } from 'zod';
import { CapabilityDiff } from './capability.ts';
import { ChangeList } from './change.ts';
import { Compliance } from './compliance.ts';
import { Coordinate } from './coordinate.ts';
import { Diagnostic } from './diagnostic.ts';
import { Distribution, FileRef, Sha256 } from './distribution.ts';
import { Evidence } from './evidence.ts';
import { ContentFinding } from './finding.ts';
import { FormerEntry } from './former.ts';
import { Attestation, Category, Origin, RiskTier, Status, Trust } from './governance.ts';
import { Harness } from './harness.ts';
import { HistoryEvent, HistoryExtent } from './history.ts';
import { Kind, KindCounts } from './kind.ts';
import { LockedMember } from './lock.ts';
import { Member, Reference } from './reference.ts';
import { ScanResult } from './scan.ts';
import { Claim } from './source-claim.ts';
import { SourceRecord } from './source-record.ts';
import { Statistics } from './statistics.ts';
import { AdvisoryList, Withdrawal } from './withdrawal.ts';

/*
 * The published contract, version 1. It only ever grows: fields are added, none is renamed, removed or given another
 * meaning. Objects are tolerant, so that a reader of today reads the files of tomorrow. Absent rather than null. Every
 * address is relative to the file it stands in.
 */

const formatVersion = z
  .literal('1.0')
  .describe('The version of the format; the first number changes with the address.');

/** `index.json`: the root every client starts from. */
export const Root = z.object({
  formatVersion,
  catalog: z.object({
    id: z.string(),
    title: z.string(),
    description: z.string(),
    url: z.url(),
    claimedAs: z.string().optional().describe('The address by which sources name the catalog, where it is not url.'),
    transports: z
      .array(z.string())
      .optional()
      .describe('The ways in which git may reach the sources that are listed here.'),
    repository: z.string().optional().describe('Where the catalog itself is kept, for corrections and submissions.'),
    owner: z.object({ name: z.string(), url: z.string().optional(), email: z.string().optional() }).optional(),
  }),
  generatedAt: z.iso.datetime().describe("The date of the catalog's commit, not of the build."),
  counts: KindCounts.describe('Entries of the default list, by kind.'),
  countsAll: KindCounts.describe('The same with stubs, drafts and deleted entries.'),
  history: HistoryExtent.describe(
    'Whether records have a history: a shallow or exported checkout of the catalog has none. partial: of the newest commits only.',
  ),
  files: z.object({
    entries: FileRef,
    entriesAll: FileRef,
    sources: FileRef,
    diagnostics: FileRef,
    advisories: FileRef,
    changes: FileRef,
    compliance: FileRef,
    statistics: FileRef.optional().describe('The catalog in numbers.'),
    shards: FileRef.describe('Hash and size of every shard, for mirrors; clients need only the proof in a shard.'),
  }),
  shards: z.object({
    count: z.int().describe('A power of two. The shard of a name is given by the first bits of its SHA-256.'),
    merkleRoot: Sha256.describe('What the proof in every shard leads to (RFC 6962, section 2.1).'),
  }),
});
export type Root = z.infer<typeof Root>;

/** What lists and search need of one entry. */
export const CompactEntry = z.object({
  id: Coordinate,
  kind: Kind,
  source: z.string(),
  name: z.string(),
  title: z.string(),
  description: z.string(),
  riskTier: RiskTier,
  riskTierOrigin: Origin.describe('defaults and policy mean that nobody has set a tier for this entry.'),
  category: Category,
  stub: z.boolean(),
  status: Status,
  revision: z.int(),
  version: z.string().optional().describe("The publisher's label. Identity rests on revision and digest, never on it."),
  digest: Sha256,
  license: z.string().optional(),
  keywords: z.array(z.string()),
  tags: z.record(z.string(), z.string()),
  harnesses: z.array(Harness).describe('The harnesses that take it as it is, by its kind and formats.'),
  updatedAt: z.iso.datetime(),
  copyOf: Coordinate.optional().describe('The entry whose content is the same and that goes first.'),
  withdrawn: Withdrawal.optional().describe('Set where it has been taken back: do not install it.'),
  url: z.string().describe('The full record.'),
  page: z.string().describe('The page for people.'),
});
export type CompactEntry = z.infer<typeof CompactEntry>;

/** `entries.json` and `entries.all.json`. */
export const EntryList = z.object({
  formatVersion,
  entries: z.array(CompactEntry),
  former: z.array(FormerEntry).optional().describe('What was listed and is not listed now; in entries.all.json.'),
});
export type EntryList = z.infer<typeof EntryList>;

const moreVersions = z.array(z.string()).optional().describe('More labels of the same content.');
const takenBack = z.string().optional().describe('The advisory that takes this revision back.');

const Pin = z.object({
  revision: z.int(),
  version: z.string().optional(),
  versions: moreVersions,
  digest: Sha256,
  status: Status,
  commit: z.string().optional(),
  withdrawn: takenBack,
});

/** What a client needs to resolve and verify one coordinate. */
export const ShardEntry = CompactEntry.extend({
  pins: z.array(Pin).describe('Every revision, oldest first.'),
  aliases: z.record(z.string(), z.int()),
  record: FileRef.describe('The full record, with its hash.'),
  archive: FileRef.optional().describe('The files of the latest revision as .tar.gz, where a copy may be offered.'),
});
export type ShardEntry = z.infer<typeof ShardEntry>;

/** `shards/<n>.json`. */
export const Shard = z.object({
  formatVersion,
  entries: z.array(ShardEntry),
  former: z.array(FormerEntry).optional().describe('Names that are no longer listed, or listed under another name.'),
  proof: z
    .array(Sha256)
    .optional()
    .describe(
      'The last key. The leaf is all that stands before `,"proof":`; with the sibling of each level, lowest first, it leads to shards.merkleRoot of the root.',
    ),
});
export type Shard = z.infer<typeof Shard>;

/** `shards.json`: every shard as a file, by its number. */
export const ShardFiles = z.object({ formatVersion, sha256: z.array(Sha256), bytes: z.array(z.int()) });
export type ShardFiles = z.infer<typeof ShardFiles>;

const GovernanceRecord = z.object({
  riskTier: z.object({ value: RiskTier, origin: Origin, attestation: Attestation.optional() }),
  category: z.object({ value: Category, origin: Origin }),
  stub: z.object({ value: z.boolean(), origin: Origin, reason: z.string().optional() }),
  status: z.object({ value: Status, origin: Origin, reason: z.string().optional(), replacedBy: z.string().optional() }),
});
export type GovernanceRecord = z.infer<typeof GovernanceRecord>;

const Provenance = z.object({
  git: z.string().optional().describe('The address git was given; absent for a local source.'),
  repository: z.string().optional().describe('Host and path, one spelling for every form of address.'),
  local: z.string().optional().describe('The folder below the catalog.'),
  ref: z.string().optional(),
  commit: z.string().optional(),
  path: z.string().describe('In the source; empty for its root. A part of a file is written file#key.'),
});

const FileRecord = z.object({ path: z.string(), bytes: z.int(), sha256: Sha256, executable: z.boolean() });
export type FileRecord = z.infer<typeof FileRecord>;

/** A member of a plugin or workflow. */
const Brought = Member.extend({
  findings: z.int().min(1).optional().describe('How many places in it deserve a look; absent where none was seen.'),
  revision: z.int().optional().describe('The revision that an assembled plugin has frozen.'),
  digest: Sha256.optional(),
  as: z.string().optional().describe('Its name in the assembled plugin, where that is not its own.'),
});

/** The text an entry is about: SKILL.md, the Markdown of a subagent or command, the JSON of hooks and servers. */
const Document = z.object({
  path: z.string(),
  format: z.enum(['markdown', 'json']),
  headings: z.array(z.object({ depth: z.int(), text: z.string() })),
  text: z.string().optional().describe('Without front matter. Absent where licence or policy do not allow a copy.'),
  withheld: z.enum(['license', 'policy', 'credential', 'withdrawn']).optional().describe('Why there is no text.'),
});
export type Document = z.infer<typeof Document>;

/** `entries/<kind>/<source>/<name>.json`: everything about one entry. */
export const FullEntry = CompactEntry.extend({
  formatVersion,
  governance: GovernanceRecord,
  trust: Trust.describe('How far the operator trusts the source.'),
  claim: Claim.optional(),
  provenance: Provenance,
  files: z.array(FileRecord),
  licenseFile: z
    .string()
    .optional()
    .describe('The file in the source whose text names the licence, where the entry itself names none.'),
  frontMatter: z.record(z.string(), z.unknown()).optional(),
  document: Document.optional(),
  formats: z.array(z.string()).describe('The formats it is written in.'),
  members: z.array(Brought).describe('What a plugin or workflow brings with it.'),
  memberOf: z.array(Member).describe('The plugins and workflows that bring it.'),
  references: z.array(Reference).describe('What a workflow loads from other places, resolved where it is listed.'),
  referencedBy: z.array(Member).describe('The workflows that refer to it.'),
  variants: z.array(z.object({ path: z.string() })).describe('Copies for other harnesses in the same source.'),
  copies: z.array(Member).describe('Entries with the same content; on the one that goes first.'),
  aliases: z.record(z.string(), z.int()),
  revisions: z.array(
    z.object({
      revision: z.int(),
      version: z.string().optional(),
      digest: Sha256,
      commit: z.string().optional(),
      versions: moreVersions,
      status: Status,
      reason: z.string().optional().describe('Why the status is what it is.'),
      replacedBy: z.string().optional(),
      withdrawn: takenBack,
      members: z.array(LockedMember).optional().describe('The members of an assembled plugin, frozen.'),
      since: z.iso.datetime(),
      changes: CapabilityDiff.optional().describe('What it can do more or less than the revision before it.'),
    }),
  ),
  evidence: Evidence,
  findings: z
    .array(ContentFinding)
    .describe('What its content does that a reader should know of. Evidence, no verdict.'),
  scans: z.array(ScanResult).describe('What scanners outside this build have said of this content.'),
  diagnostics: z.array(Diagnostic),
  distribution: Distribution,
  renamedFrom: z.array(Coordinate).optional().describe('The names it was listed under before.'),
  history: z.array(HistoryEvent).optional().describe('Decisions about it, oldest first. Absent without git history.'),
});
export type FullEntry = z.infer<typeof FullEntry>;

/** `sources.json`. */
export const SourceList = z.object({ formatVersion, sources: z.array(SourceRecord) });
export type SourceList = z.infer<typeof SourceList>;

/** `diagnostics.json`. */
export const DiagnosticList = z.object({ formatVersion, diagnostics: z.array(Diagnostic) });
export type DiagnosticList = z.infer<typeof DiagnosticList>;

/** The schemas that are published, by file name. */
export const publishedSchemas = {
  index: Root,
  entries: EntryList,
  entry: FullEntry,
  shard: Shard,
  sources: SourceList,
  diagnostics: DiagnosticList,
  advisories: AdvisoryList,
  changes: ChangeList,
  compliance: Compliance,
  statistics: Statistics,
  shards: ShardFiles,
} as const;
