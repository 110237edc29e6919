import { contentDigest, sha256 } from '../domain/digest.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import type { FoundEntry, MeasuredEntry } from '../domain/entry.ts';
import type { FileRecord } from '../domain/index-v1.ts';
import type { QuarantinedEntry } from '../domain/source-record.ts';
import type { Tree } from '../domain/tree.ts';
import { findingsOf } from './entry-findings.ts';
import { evidenceOf } from './evidence/evidence-of.ts';
import { quarantine } from './read-text.ts';
import { type Content, contentOf } from './text-content.ts';

export interface Measured {
  readonly entries: readonly MeasuredEntry[];
  readonly quarantined: readonly QuarantinedEntry[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the files of every entry, one entry at a time, and takes its digest, hashes and evidence. An entry with a file
 * that cannot be read whole has no digest and is quarantined.
 */
export async function measureEntries(tree: Tree, source: string, entries: readonly FoundEntry[]): Promise<Measured> {
  await tree.prefetch([...new Set(entries.flatMap(({ files }) => files.map(({ treePath }) => treePath)))]);
  const measured: MeasuredEntry[] = [];
  const quarantined: QuarantinedEntry[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const entry of entries) {
    const result = await measure(tree, entry);
    if ('digest' in result) {
      measured.push(result);
    } else {
      diagnostics.push({ ...result, source });
      quarantined.push(quarantine(entry.kind, entry.path, result));
    }
  }
  return { entries: measured, quarantined, diagnostics };
}

async function measure(tree: Tree, entry: FoundEntry): Promise<MeasuredEntry | Diagnostic> {
  const contents: Content[] = [];
  const fileRecords: FileRecord[] = [];
  for (const { treePath, path, executable } of entry.files) {
    const { bytes, problem } = await tree.read(treePath);
    const at = { root: 'source', file: treePath } as const;
    if (problem === 'too-large')
      return diagnose('file-too-large', { message: `${treePath} is over the limit for a single file.`, at });
    if (problem !== undefined)
      return diagnose('object-unavailable', { message: `The content of ${treePath} cannot be had.`, at });
    contents.push(contentOf(path, bytes));
    fileRecords.push({ path, bytes: bytes.byteLength, sha256: sha256(bytes), executable });
  }
  const evidence = evidenceOf(entry, contents);
  const findings = findingsOf(entry, contents);
  if (entry.canonical !== undefined)
    return { ...entry, digest: sha256(entry.canonical), fileRecords, evidence, findings };

  const result = contentDigest(contents);
  if ('digest' in result) return { ...entry, digest: result.digest, fileRecords, evidence, findings };
  const [one, other] = result.collision;
  const message = `${JSON.stringify(one)} and ${JSON.stringify(other)} are one path after Unicode normalisation.`;
  return diagnose('digest-ambiguous', {
    message,
    at: { root: 'source', file: entry.files.find(({ path }) => path === one)?.treePath ?? one },
  });
}
