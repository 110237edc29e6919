import { z } from 'zod';
import type { Archives } from '../domain/archive.ts';
import type { AssembledCatalog, SourceOutcome } from '../domain/assembled.ts';
import type { CatalogFile } from '../domain/catalog.ts';
import { ChangeList, MOST_CHANGES } from '../domain/change.ts';
import { Compliance } from '../domain/compliance.ts';
import { catalogAddress } from '../domain/claim-text.ts';
import { sha256 } from '../domain/digest.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import { isOffered } from '../domain/is-offered.ts';
import { extentOf } from '../domain/history.ts';
import type { FileRef } from '../domain/distribution.ts';
import {
  DiagnosticList,
  EntryList,
  FullEntry,
  publishedSchemas,
  Root,
  ShardFiles,
  SourceList,
} from '../domain/index-v1.ts';
import { type SourceRecord } from '../domain/source-record.ts';
import { Kind } from '../domain/kind.ts';
import { writtenOn } from '../domain/lock.ts';
import { api, apiFiles, recordPath, registerFiles, schemas, shardPath } from '../domain/paths.ts';
import { Statistics } from '../domain/statistics.ts';
import { AdvisoryList } from '../domain/withdrawal.ts';
import { toChanges } from './to-changes.ts';
import { toClaim } from './to-claim.ts';
import { toFormer } from './to-former.ts';
import { toCompact, up } from './to-compact.ts';
import { toComplianceBom } from './to-compliance-bom.ts';
import { toComplianceCsv } from './to-compliance-csv.ts';
import { toCompliance } from './to-compliance.ts';
import { shardTexts, toShardFiles } from './shard-texts.ts';
import { toFeeds } from './to-feeds.ts';
import { toStatistics } from './to-statistics.ts';
import { relate, toFull } from './to-full.ts';

/** The published files by their path below the site's base. */
export type EmittedFiles = ReadonlyMap<string, string>;

const formatVersion = '1.0';

/**
 * Writes the whole index as texts: UTF-8, keys in the order of the schemas, arrays sorted, no clock. Every file passes
 * through its published schema, so nothing leaves that a reader could not parse.
 *
 * @param baseUrl The public address of the marketplace.
 * @param archives The packed copies that are published beside it.
 */
export function emitIndex(catalog: AssembledCatalog, baseUrl: string, archives: Archives = new Map()): EmittedFiles {
  const files = new Map<string, string>();
  const put = (path: string, text: string): FileRef => {
    files.set(`${api}/${path}`, text);
    return { url: path, sha256: sha256(text), bytes: Buffer.byteLength(text) };
  };
  const emit = <T extends z.ZodType>(path: string, schema: T, value: z.input<T>): FileRef =>
    put(path, `${JSON.stringify(schema.parse(value))}\n`);

  const { file, entries, outcomes, date } = catalog;
  const relations = relate(catalog, archives);
  const records = new Map<string, FileRef>();
  for (const entry of entries) {
    const path = recordPath({ kind: entry.kind, source: entry.source.id, name: entry.name });
    records.set(entry.id, emit(path, FullEntry, toFull(entry, relations, file.policy.licenses)));
  }
  const offered = entries.filter((entry) => isOffered(entry, catalog));
  const list = (listed: readonly CatalogEntry[]): EntryList => ({
    formatVersion,
    entries: listed.map((entry) => toCompact(entry, catalog, '')),
  });
  const shards = shardTexts(catalog, records, archives);
  const shardFiles = shards.texts.map((text, n) => put(shardPath(n), text));

  const compliance = toCompliance(catalog);
  files.set(registerFiles.csv, toComplianceCsv(catalog, compliance.entries, baseUrl));
  files.set(registerFiles.bom, `${JSON.stringify(toComplianceBom(catalog, compliance, baseUrl))}\n`);

  const changes = toChanges(catalog);
  for (const [path, text] of toFeeds(catalog, changes, baseUrl)) files.set(path, text);

  emit(apiFiles.index, Root, {
    formatVersion,
    catalog: toCatalog(file, baseUrl),
    generatedAt: date,
    counts: countKinds(offered),
    countsAll: countKinds(entries),
    history: extentOf(catalog.history),
    files: {
      entries: emit(apiFiles.entries, EntryList, list(offered)),
      entriesAll: emit(apiFiles.entriesAll, EntryList, {
        ...list(entries),
        former: catalog.former.map((former) => toFormer(former, '')),
      }),
      sources: emit(apiFiles.sources, SourceList, toSourceList(outcomes, file)),
      diagnostics: emit(apiFiles.diagnostics, DiagnosticList, { formatVersion, diagnostics: [...catalog.diagnostics] }),
      advisories: emit(apiFiles.advisories, AdvisoryList, {
        formatVersion,
        advisories: [...catalog.withdrawals.advisories],
      }),
      changes: emit(apiFiles.changes, ChangeList, {
        formatVersion,
        total: changes.length,
        changes: changes.slice(0, MOST_CHANGES),
      }),
      compliance: emit(apiFiles.compliance, Compliance, compliance),
      statistics: emit(apiFiles.statistics, Statistics, toStatistics(catalog)),
      shards: emit(apiFiles.shards, ShardFiles, toShardFiles(shardFiles)),
    },
    shards: { count: shardFiles.length, merkleRoot: shards.merkleRoot },
  });
  for (const [name, text] of schemaFiles()) files.set(`${schemas}/${name}`, text);
  return files;
}

function toCatalog(file: CatalogFile, baseUrl: string): Root['catalog'] {
  const { id, title, description, url, repository, owner, policy } = file;
  const claimedAs = catalogAddress(url);
  return {
    id,
    title,
    description,
    url: baseUrl,
    ...(claimedAs !== undefined && claimedAs !== catalogAddress(baseUrl) && { claimedAs }),
    transports: policy.transports,
    ...(repository !== undefined && { repository }),
    ...(owner && { owner }),
  };
}

/** The JSON Schema of each published file, by file name. */
export function schemaFiles(): Map<string, string> {
  const texts = Object.entries(publishedSchemas).map(([name, schema]): [string, string] => {
    // The input form: the output form would close the objects, and every added field would break a validator.
    return [`${name}.schema.json`, `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`];
  });
  return new Map(texts);
}

function countKinds(entries: readonly CatalogEntry[]): Partial<Record<Kind, number>> {
  const counts: Partial<Record<Kind, number>> = {};
  for (const kind of Kind.options) {
    const count = entries.filter((entry) => entry.kind === kind).length;
    if (count > 0) counts[kind] = count;
  }
  return counts;
}

function toSourceList(outcomes: readonly SourceOutcome[], { url }: CatalogFile): SourceList {
  return { formatVersion, sources: outcomes.map((outcome) => toSourceRecord(outcome, url)) };
}

function toSourceRecord({ source, state, entries, quarantined, references }: SourceOutcome, url: string): SourceRecord {
  const { id, origin, lock, governance } = source;
  const place =
    'remote' in origin
      ? { git: origin.remote.url, repository: origin.remote.repository, ref: source.ref }
      : { local: origin.local };
  return {
    id,
    state,
    ...place,
    path: source.path,
    ...(lock?.commit !== undefined && { commit: lock.commit }),
    ...(lock && { lockedAt: lock.date, syncedAt: writtenOn(lock) }),
    trust: governance.trust,
    ...toClaim(source, url),
    mirror: governance.mirror,
    owners: [...source.file.owners],
    ...(source.file.versions && { versions: source.file.versions }),
    ...(lock?.unreachableSince !== undefined && { unreachableSince: lock.unreachableSince }),
    counts: countKinds(entries),
    quarantined: [...quarantined],
    references: [...references],
    page: `${up(api)}sources/${id}/`,
  };
}
