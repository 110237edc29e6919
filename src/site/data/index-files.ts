import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { ChangeList } from '../../domain/change.ts';
import { Compliance } from '../../domain/compliance.ts';
import type { FormerEntry } from '../../domain/former.ts';
import { CompactEntry, DiagnosticList, EntryList, FullEntry, Root, Shard, SourceList } from '../../domain/index-v1.ts';
import { api, apiFiles, shardPath } from '../../domain/paths.ts';
import { Statistics } from '../../domain/statistics.ts';
import { AdvisoryList } from '../../domain/withdrawal.ts';

/** The folder that holds `api/v1/`, as `renderSite` names it; `dist` for `astro dev` and `astro check`. */
const indexDir = process.env['SKILLYARD_INDEX'] ?? 'dist';

/**
 * Reads one file of the index through its published schema.
 *
 * @param folder The folder that holds `api/v1/`.
 * @param file Relative to `api/v1/`.
 * @throws Where the file is missing or is not what the contract says: a site of half an index must not come about.
 */
async function readIndexFile<T extends z.ZodType>(schema: T, file: string, folder = indexDir): Promise<z.infer<T>> {
  const path = join(folder, api, file);
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new Error(`The index file ${path} cannot be read.`, { cause });
  }
}

export function readRoot(folder = indexDir): Promise<Root> {
  return readIndexFile(Root, apiFiles.index, folder);
}

/** A compact record, and whether it stands in the default list. */
export const ListedEntry = CompactEntry.extend({ listed: CompactEntry.shape.stub });
export type ListedEntry = z.infer<typeof ListedEntry>;

/** Every entry of the catalog, in the order of the index. */
export async function readEntries(): Promise<ListedEntry[]> {
  const [all, offered] = await Promise.all([
    readIndexFile(EntryList, apiFiles.entriesAll),
    readIndexFile(EntryList, apiFiles.entries),
  ]);
  const ids = new Set(offered.entries.map(({ id }) => id));
  return all.entries.map((entry) => ({ ...entry, listed: ids.has(entry.id) }));
}

/** What was listed and is not listed now. */
export async function readFormer(): Promise<FormerEntry[]> {
  return (await readIndexFile(EntryList, apiFiles.entriesAll)).former ?? [];
}

/** What was taken back. */
export async function readAdvisories(): Promise<AdvisoryList['advisories']> {
  return (await readIndexFile(AdvisoryList, apiFiles.advisories)).advisories;
}

export async function readSources(): Promise<SourceList['sources']> {
  return (await readIndexFile(SourceList, apiFiles.sources)).sources;
}

export async function readDiagnostics(): Promise<DiagnosticList['diagnostics']> {
  return (await readIndexFile(DiagnosticList, apiFiles.diagnostics)).diagnostics;
}

/** What changed, newest first. */
export function readChanges(): Promise<ChangeList> {
  return readIndexFile(ChangeList, apiFiles.changes);
}

/** The declared tiers of all entries. */
export function readCompliance(): Promise<Compliance> {
  return readIndexFile(Compliance, apiFiles.compliance);
}

/** One shard of the index. */
export function readShard(n: number): Promise<Shard> {
  return readIndexFile(Shard, shardPath(n));
}

/** The catalog in numbers. */
export function readStatistics(): Promise<Statistics> {
  return readIndexFile(Statistics, apiFiles.statistics);
}

/** Everything about one entry, from its own file. */
export function readFullEntry({ url }: Pick<CompactEntry, 'url'>): Promise<FullEntry> {
  return readIndexFile(FullEntry, url);
}
