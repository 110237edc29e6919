import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ChangeList } from '../../src/domain/change.ts';
import { sha256 } from '../../src/domain/digest.ts';
import {
  CompactEntry,
  DiagnosticList,
  EntryList,
  FullEntry,
  publishedSchemas,
  Root,
  Shard,
  ShardEntry,
  ShardFiles,
  SourceList,
} from '../../src/domain/index-v1.ts';
import { Kind } from '../../src/domain/kind.ts';
import {
  api,
  apiFiles,
  feedPaths,
  pagePath,
  recordPath,
  registerFiles,
  schemas,
  shardCount,
  shardOf,
  shardPath,
} from '../../src/domain/paths.ts';
import { withProofs } from '../../src/domain/shard-text.ts';
import { AdvisoryList } from '../../src/domain/withdrawal.ts';
import { sampleChanges } from './sample-changes.ts';
import { sampleCompliance } from './sample-compliance.ts';
import { sampleEntries } from './sample-entries.ts';
import { sampleStatistics } from './sample-statistics.ts';
import type { SampleEntry } from './sample-entry.ts';
import { sampleDiagnostics, sampleSources } from './sample-sources.ts';

const formatVersion = '1.0' as const;

export interface SampleOptions {
  readonly baseUrl?: string;
  /** Instead of the ordinary sixteen. */
  readonly entries?: readonly SampleEntry[];
}

function isOffered({ stub, status, withdrawn }: SampleEntry): boolean {
  return !stub && !withdrawn && (status === 'active' || status === 'deprecated');
}

function complete(sample: SampleEntry): FullEntry {
  const { kind, source, name } = sample;
  const page = '../'.repeat(5) + pagePath(sample);
  // Relative to the record itself, as in every full record.
  const url = '../'.repeat(3) + recordPath(sample);
  return FullEntry.parse({ ...sample, id: `${kind}:${source}/${name}`, url, page });
}

function counts(entries: readonly SampleEntry[]): Partial<Record<Kind, number>> {
  const pairs = Kind.options.map((kind) => [kind, entries.filter((entry) => entry.kind === kind).length] as const);
  return Object.fromEntries(pairs.filter(([, count]) => count > 0));
}

/**
 * Writes an index as the emit stage does, every file through its published schema.
 *
 * @param folder Gets `api/v1/…` and `schemas/v1/…`.
 */
export async function writeSampleIndex(folder: string, options: SampleOptions = {}): Promise<void> {
  const samples = options.entries ?? sampleEntries;
  const put = async (path: string, text: string): Promise<{ url: string; sha256: string; bytes: number }> => {
    const file = join(folder, api, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    return { url: path, sha256: sha256(text), bytes: Buffer.byteLength(text) };
  };
  const write = (path: string, value: unknown) => put(path, `${JSON.stringify(value, undefined, 2)}\n`);

  const full = samples.map(complete);
  const compact = full.map((entry) => CompactEntry.parse({ ...entry, url: recordPath(entry) }));
  const offered = compact.filter((_, index) => isOffered(samples[index] as SampleEntry));
  const shards = new Map<number, ShardEntry[]>();
  const count = shardCount(full.length);
  for (const entry of full) {
    const record = await write(recordPath(entry), entry);
    const n = shardOf(entry.name, count);
    const url = `../${recordPath(entry)}`;
    const pins = entry.revisions;
    shards.set(n, [...(shards.get(n) ?? []), ShardEntry.parse({ ...entry, url, pins, record: { ...record, url } })]);
  }
  const { texts, merkleRoot } = withProofs(
    Array.from({ length: count }, (_, n) =>
      JSON.stringify(Shard.parse({ formatVersion, entries: shards.get(n) ?? [] })),
    ),
  );
  const shardRefs = await Promise.all(texts.map((text, n) => put(shardPath(n), text)));
  const files = {
    entries: await write(apiFiles.entries, EntryList.parse({ formatVersion, entries: offered })),
    entriesAll: await write(apiFiles.entriesAll, EntryList.parse({ formatVersion, entries: compact })),
    sources: await write(apiFiles.sources, SourceList.parse({ formatVersion, sources: sampleSources(full) })),
    diagnostics: await write(
      apiFiles.diagnostics,
      DiagnosticList.parse({ formatVersion, diagnostics: sampleDiagnostics(full) }),
    ),
    advisories: await write(apiFiles.advisories, AdvisoryList.parse({ formatVersion, advisories: [] })),
    changes: await write(apiFiles.changes, ChangeList.parse(sampleChanges(full))),
    compliance: await write(apiFiles.compliance, sampleCompliance(full, '2026-11-20')),
    statistics: await write(apiFiles.statistics, sampleStatistics(full, sampleSources(full), '2026-11-20')),
    shards: await write(
      apiFiles.shards,
      ShardFiles.parse({
        formatVersion,
        sha256: shardRefs.map((ref) => ref.sha256),
        bytes: shardRefs.map(({ bytes }) => bytes),
      }),
    ),
  };
  const root = Root.parse({
    formatVersion,
    catalog: {
      id: 'sample-yard',
      title: 'Sample yard',
      description: 'Skills for people who test a marketplace: ordinary ones, long ones and hostile ones.',
      url: options.baseUrl ?? 'https://yard.example.org',
      transports: ['https', 'http'],
      repository: 'https://github.com/yard/catalog',
      owner: { name: 'Yard <office>', url: 'https://office.yard.example.org', email: 'office@yard.example.org' },
    },
    generatedAt: '2026-11-20T09:30:00Z',
    counts: counts(samples.filter(isOffered)),
    countsAll: counts(samples),
    history: 'complete',
    files,
    shards: { count, merkleRoot },
  });
  await write(apiFiles.index, root);

  for (const source of [undefined, ...sampleSources(full).map(({ id }) => id)]) {
    const { atom, json } = feedPaths(source);
    await mkdir(join(folder, dirname(atom)), { recursive: true });
    await writeFile(join(folder, atom), '<feed xmlns="http://www.w3.org/2005/Atom"></feed>\n');
    await writeFile(join(folder, json), '{}\n');
  }
  await writeFile(join(folder, registerFiles.csv), '"id"\r\n');
  await writeFile(join(folder, registerFiles.bom), '{}\n');
  await mkdir(join(folder, schemas), { recursive: true });
  for (const [name, schema] of Object.entries(publishedSchemas))
    await writeFile(join(folder, schemas, `${name}.schema.json`), JSON.stringify(z.toJSONSchema(schema)));
}
