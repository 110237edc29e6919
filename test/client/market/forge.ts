import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../../src/domain/digest.ts';
import { Root, Shard } from '../../../src/domain/index-v1.ts';
import { withProofs } from '../../../src/domain/shard-text.ts';
import type { Market } from './market.ts';

type Shards = ReturnType<typeof Shard.parse>;

/** Changes the only shard of a market, and the root with it, as somebody could who has the registry. */
export function forge(market: Market, change: (shard: Shards) => void): void {
  const api = join(market.folder, 'api/v1');
  const root = Root.parse(JSON.parse(readFileSync(join(api, 'index.json'), 'utf8')));
  const { proof: _proof, ...shard } = Shard.parse(JSON.parse(readFileSync(join(api, 'shards/0.json'), 'utf8')));
  change(shard);
  const { texts, merkleRoot } = withProofs([JSON.stringify(shard)]);
  writeFileSync(join(api, 'shards/0.json'), texts[0] ?? '');
  writeFileSync(join(api, 'index.json'), JSON.stringify({ ...root, shards: { count: 1, merkleRoot } }));
}

/** Puts other bytes in the place of the archive of quay/moor, with the right hash. */
export function forgeArchive(market: Market, bytes: Uint8Array): void {
  forge(market, ({ entries }) => {
    const entry = entries.find(({ id }) => id === 'skill:quay/moor');
    if (!entry?.archive) throw new Error('There is no archive.');
    writeFileSync(join(market.folder, 'api/v1/shards', entry.archive.url), bytes);
    entry.archive = { ...entry.archive, sha256: sha256(bytes), bytes: bytes.byteLength };
  });
}

/** Changes the full record of an entry, and says of it in the index what is true of it then. */
export function forgeRecord(market: Market, id: string, change: (record: Record<string, unknown>) => void): void {
  forge(market, ({ entries }) => {
    const entry = entries.find((one) => one.id === id);
    if (!entry) throw new Error(`There is no ${id}.`);
    const place = join(market.folder, 'api/v1/shards', entry.record.url);
    const record = JSON.parse(readFileSync(place, 'utf8')) as Record<string, unknown>;
    change(record);
    const bytes = Buffer.from(JSON.stringify(record));
    writeFileSync(place, bytes);
    entry.record = { ...entry.record, sha256: sha256(bytes), bytes: bytes.byteLength };
  });
}
