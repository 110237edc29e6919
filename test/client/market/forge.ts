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
