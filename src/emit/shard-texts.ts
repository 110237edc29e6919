import type { Archives } from '../domain/archive.ts';
import type { AssembledCatalog } from '../domain/assembled.ts';
import type { FileRef } from '../domain/distribution.ts';
import type { FormerEntry } from '../domain/former.ts';
import { Shard, type ShardEntry, type ShardFiles } from '../domain/index-v1.ts';
import { api, shardCount, shardOf } from '../domain/paths.ts';
import { withProofs } from '../domain/shard-text.ts';
import { toCompact, up } from './to-compact.ts';
import { toFormer } from './to-former.ts';
import { toPins } from './to-revisions.ts';

const formatVersion = '1.0';

/**
 * The shards as texts, each with its proof, and the hash that all proofs lead to.
 *
 * @param records By coordinate the full records.
 */
export function shardTexts(
  catalog: AssembledCatalog,
  records: ReadonlyMap<string, FileRef>,
  archives: Archives,
): ReturnType<typeof withProofs> {
  const shards = toShards(catalog, records, archives);
  return withProofs(shards.map((shard) => JSON.stringify(Shard.parse({ formatVersion, ...shard }))));
}

/** What `shards.json` says of the shards, in their order. */
export function toShardFiles(files: readonly FileRef[]): ShardFiles {
  return { formatVersion, sha256: files.map(({ sha256 }) => sha256), bytes: files.map(({ bytes }) => bytes) };
}

interface ShardContent {
  readonly entries: ShardEntry[];
  readonly former: FormerEntry[];
}

function toShards(
  { entries, former, copyOf, withdrawals }: AssembledCatalog,
  records: ReadonlyMap<string, FileRef>,
  archives: Archives,
): readonly ShardContent[] {
  const count = shardCount(new Set([...entries, ...former].map(({ name }) => name)).size);
  const shards = Array.from({ length: count }, (): ShardContent => ({ entries: [], former: [] }));
  for (const gone of former) shards[shardOf(gone.name, count)]?.former.push(toFormer(gone, 'shards'));
  for (const entry of entries) {
    const record = records.get(entry.id);
    if (!record) throw new Error(`${entry.id} has no record.`);
    const compact = toCompact(entry, { copyOf, withdrawals }, 'shards');
    const archive = archives.get(entry.id)?.find(({ format }) => format === 'tar.gz');
    shards[shardOf(entry.name, count)]?.entries.push({
      ...compact,
      pins: toPins(entry, withdrawals),
      aliases: entry.aliases,
      record: { ...record, url: compact.url },
      ...(archive && {
        archive: { url: up(`${api}/shards`) + archive.path, sha256: archive.sha256, bytes: archive.bytes },
      }),
    });
  }
  return shards;
}
