import type { Packing } from '../../domain/archive.ts';
import { unfitPath } from '../../domain/archive-path.ts';
import type { CatalogEntry } from '../../domain/entry.ts';
import { mayCopy } from '../../domain/may-copy.ts';
import type { ArchiveFormat } from '../../domain/paths.ts';
import type { NoArchive } from '../../domain/distribution.ts';
import { heldBackMember } from './held-back.ts';

/** What decides about copies beside the entry itself. */
export interface PackingRules {
  /** SPDX ids under which content may be copied. */
  readonly licenses: readonly string[];
  readonly isWithdrawn: boolean;
  /** What a plugin brings with it; its files are in the copy. */
  readonly members: readonly CatalogEntry[];
}

/** The largest archive that clients take (Claude Code: 256 MiB packed), in bytes of files. */
const MOST_BYTES = 256 * 2 ** 20;

/** What is packed of an entry, or why nothing is. */
export function packingOf(entry: CatalogEntry, rules: PackingRules): Packing {
  const why = obstacle(entry, rules);
  if (why !== undefined) return { why };
  const isStub = entry.verdict.stub.value;
  return { formats: isStub ? ['tar.gz'] : formatsOf(entry), isStub };
}

function formatsOf({ kind }: CatalogEntry): readonly ArchiveFormat[] {
  if (kind === 'skill') return ['tar.gz', 'skill'];
  return kind === 'plugin' ? ['tar.gz', 'zip'] : ['tar.gz'];
}

function obstacle(entry: CatalogEntry, { licenses, isWithdrawn, members }: PackingRules): NoArchive | undefined {
  if (isWithdrawn) return 'withdrawn';
  if (entry.status.value === 'draft' || entry.status.value === 'deleted') return 'held-back';
  if (entry.fileRecords.length === 0 || entry.canonical !== undefined) return 'part';
  if (!entry.verdict.stub.value && heldBackMember(entry, members)) return 'member';
  // Of a plugin that the catalog has put together, its members were asked when it was.
  if (entry.assembled) return entry.folder ? unfit(entry) : 'member';
  const { mirror } = entry.source.governance;
  if (!mayCopy(entry.license, mirror, licenses)) return mirror === 'never' ? 'policy' : 'license';
  // A copy would outlive the moment in which its owner takes a credential out of the source.
  if (leaks(entry)) return 'credential';
  const isKept = (member: CatalogEntry): boolean => !mayCopy(member.license, mirror, licenses) || leaks(member);
  return members.some(isKept) ? 'member' : unfit(entry);
}

function leaks({ findings }: CatalogEntry): boolean {
  return findings.some(({ rule, exception }) => rule === 'finding-credential' && exception === undefined);
}

function unfit({ fileRecords }: CatalogEntry): NoArchive | undefined {
  if (unfitPath(fileRecords.map(({ path }) => path)) !== undefined) return 'path';
  return fileRecords.reduce((sum, { bytes }) => sum + bytes, 0) > MOST_BYTES ? 'size' : undefined;
}
