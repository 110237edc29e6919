import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { openRegistry } from '../../src/client/registry/open-registry.ts';
import { parseRequest } from '../../src/client/resolve/parse-request.ts';
import { resolve } from '../../src/client/resolve/resolve.ts';
import { sha256 } from '../../src/domain/digest.ts';
import { Root, Shard, type ShardEntry } from '../../src/domain/index-v1.ts';
import { shardCount, shardOf } from '../../src/domain/paths.ts';
import { withProofs } from '../../src/domain/shard-text.ts';

const words =
  'review code pull request test browser data table chart report summary meeting notes email draft translate document slide page design component style token deploy cloud cluster database query schema migration index cache queue event log trace metric alert incident security audit secret policy licence release version branch commit merge diff patch lint format type error debug profile memory network request header cookie session user role group team project issue ticket sprint plan estimate budget invoice contract legal tax payroll customer support chat message template prompt agent tool skill plugin workflow image video audio music photo map route weather travel recipe health fitness finance stock crypto news search crawl scrape parse extract convert merge split sort filter group count when using user asks needs wants create update delete read write analyse generate validate explain compare'.split(
    ' ',
  );

/** Numbers that look random and are the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** An entry as long as those of public catalogs: some 250 characters of description, one to four revisions. */
function entry(n: number, names: number): ShardEntry {
  const roll = dice(n + 1);
  const pick = (): string => words[roll(words.length)] ?? '';
  const some = (count: number): string => Array.from({ length: count }, pick).join(' ');
  const own = dice((n % names) + 77);
  // Every tenth name is there more than once.
  const name = `${words[own(words.length)]}-${words[own(words.length)]}-${(n % names).toString(36)}`;
  const source = `source-${(n % 401).toString(36)}`;
  const digest = sha256(`${n}`);
  const pins = Array.from({ length: 1 + roll(4) }, (_, k) => ({
    revision: k + 1,
    version: `1.${k}.0`,
    digest: sha256(`${n} ${k}`),
    status: 'active' as const,
    commit: sha256(`commit ${n} ${k}`).slice(0, 40),
  }));
  const revision = pins.length;
  pins[revision - 1] = { revision, version: '2.0.0', digest, status: 'active', commit: sha256(`c ${n}`).slice(0, 40) };
  return {
    id: `skill:${source}/${name}`,
    kind: 'skill',
    source,
    name,
    title: some(3),
    description: `${some(20)}. Use when ${some(14)}.`,
    riskTier: 'limited',
    riskTierOrigin: 'defaults',
    category: 'standard',
    stub: false,
    status: 'active',
    revision,
    version: '2.0.0',
    digest,
    license: 'MIT',
    keywords: [pick(), pick()],
    tags: { team: pick() },
    harnesses: ['claude-code', 'codex', 'cursor', 'gemini-cli', 'github-copilot', 'opencode'],
    updatedAt: '2026-10-01T08:00:00Z',
    url: `../entries/skill/${source}/${name}.json`,
    page: `../../../skills/${source}/${name}/`,
    pins,
    aliases: { production: 1 },
    record: { url: `../entries/skill/${source}/${name}.json`, sha256: sha256(`r ${n}`), bytes: 4000 + roll(9000) },
    archive: {
      url: `../../../dl/${name}-${digest.slice(0, 12)}.tar.gz`,
      sha256: sha256(`a ${n}`),
      bytes: 3000 + roll(90000),
    },
  };
}

interface Index {
  readonly root: string;
  readonly shards: readonly string[];
}

function indexOf(entries: readonly ShardEntry[]): Index {
  const count = shardCount(new Set(entries.map(({ name }) => name)).size);
  const lists = Array.from({ length: count }, (): ShardEntry[] => []);
  for (const one of entries) lists[shardOf(one.name, count)]?.push(one);
  const { texts, merkleRoot } = withProofs(
    lists.map((list) => JSON.stringify({ formatVersion: '1.0', entries: list })),
  );
  const file = (url: string) => ({ url, sha256: sha256(url), bytes: 1_234_567 });
  const root = Root.parse({
    formatVersion: '1.0',
    catalog: {
      id: 'large',
      title: 'A large market',
      description: 'More than anybody can read.',
      url: 'https://large.example.org/market',
      owner: { name: 'Ada', url: 'https://large.example.org' },
    },
    generatedAt: '2026-10-01T08:00:00Z',
    counts: { skill: entries.length },
    countsAll: { skill: entries.length },
    history: 'complete',
    files: {
      entries: file('entries.json'),
      entriesAll: file('entries.all.json'),
      sources: file('sources.json'),
      diagnostics: file('diagnostics.json'),
      advisories: file('advisories.json'),
      changes: file('changes.json'),
      compliance: file('compliance.json'),
      shards: file('shards.json'),
    },
    shards: { count, merkleRoot },
  });
  return { root: JSON.stringify(root), shards: texts };
}

/** Serves an index with gzip, and counts what goes over the wire. */
async function serve({
  root,
  shards,
}: Index): Promise<{ readonly address: string; readonly sent: [string, number][] }> {
  const sent: [string, number][] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const n = /^\/api\/v1\/shards\/(\d+)\.json$/.exec(path)?.[1];
    const text = path === '/api/v1/index.json' ? root : n === undefined ? undefined : shards[Number(n)];
    const body = gzipSync(text ?? 'missing');
    sent.push([path, body.byteLength]);
    response.writeHead(text === undefined ? 404 : 200, {
      'content-type': 'application/json',
      'content-encoding': 'gzip',
    });
    response.end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, sent };
}

const MOST = 16_000;

test.each([10_000, 100_000])(
  'resolving and verifying one of %i entries takes two requests and at most 16 kB',
  { tags: ['slow'] },
  async (count) => {
    const entries = Array.from({ length: count }, (_, n) => entry(n, Math.floor(count * 0.9)));
    const index = indexOf(entries);
    Shard.parse(JSON.parse(index.shards[0] ?? ''));
    const { address, sent } = await serve(index);
    const registry = openRegistry({ kind: 'http', address });
    const wanted = entries[Math.floor(count / 2)];
    const { resolved } = await resolve(parseRequest(wanted?.id ?? ''), [registry], { includeStubs: false });
    expect([resolved.entry.id, resolved.pin.digest]).toEqual([wanted?.id, wanted?.digest]);
    expect(sent).toHaveLength(2);
    expect(sent.reduce((sum, [, bytes]) => sum + bytes, 0)).toBeLessThan(MOST);

    const sizes = index.shards.map((text) => gzipSync(text).byteLength).toSorted((a, b) => a - b);
    const root = gzipSync(index.root).byteLength;
    const [median = 0, largest = 0] = [sizes[Math.floor(sizes.length / 2)], sizes.at(-1)];
    const figures = `${count} entries: ${sizes.length} shards; root ${root}, shard median ${median}, largest ${largest} bytes`;
    expect(root + largest, figures).toBeLessThan(MOST);
  },
);
