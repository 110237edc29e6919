import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ChangeList } from '../../src/domain/change.ts';
import { Compliance } from '../../src/domain/compliance.ts';
import { sha256 } from '../../src/domain/digest.ts';
import {
  DiagnosticList,
  EntryList,
  FullEntry,
  Root,
  Shard,
  ShardFiles,
  SourceList,
} from '../../src/domain/index-v1.ts';
import { kindWords } from '../../src/domain/kind.ts';
import { isProven } from '../../src/domain/shard-text.ts';
import { Statistics } from '../../src/domain/statistics.ts';
import { AdvisoryList } from '../../src/domain/withdrawal.ts';
import { dock, emitted, json, quay } from '../helpers/emitted.ts';

describe('the emitted files', () => {
  test('lie where they are promised', async () => {
    // Schemas and feeds have tests of their own.
    const paths = [...(await emitted()).keys()].filter((path) => !/^schemas\/|feed\.\w+$/.test(path));
    expect(paths.toSorted()).toMatchInlineSnapshot(`
      [
        "api/v1/advisories.json",
        "api/v1/changes.json",
        "api/v1/compliance.json",
        "api/v1/diagnostics.json",
        "api/v1/entries.all.json",
        "api/v1/entries.json",
        "api/v1/entries/command/quay/moor.json",
        "api/v1/entries/hook/quay/desk-hooks.json",
        "api/v1/entries/mcp_server/quay/sea.json",
        "api/v1/entries/mcp_server/quay/tides.json",
        "api/v1/entries/plugin/quay/desk.json",
        "api/v1/entries/skill/dock/tides.json",
        "api/v1/entries/skill/quay/log.json",
        "api/v1/entries/skill/quay/tides.json",
        "api/v1/entries/subagent/quay/pilot.json",
        "api/v1/index.json",
        "api/v1/shards.json",
        "api/v1/shards/0.json",
        "api/v1/sources.json",
        "api/v1/statistics.json",
        "compliance.cdx.json",
        "compliance.csv",
      ]
    `);
  });

  test('are what their schemas say, without anything more', async () => {
    const files = await emitted();
    for (const [path, text] of files) {
      // The register and the feeds are not of the index; they have tests of their own.
      if (!path.startsWith('api/')) continue;
      const [schema] = schemaOf(path);
      expect(`${JSON.stringify(schema.parse(JSON.parse(text)))}\n`).toBe(text);
      expect(text).not.toContain('null');
    }
  });

  test('hang from the root by their hashes', async () => {
    const files = await emitted();
    const root = json(files, 'api/v1/index.json', Root);
    const listed = json(files, 'api/v1/shards.json', ShardFiles);
    const shards = listed.sha256.map((hash, n) => ({
      url: `shards/${n}.json`,
      sha256: hash,
      bytes: listed.bytes[n],
    }));
    expect(shards).toHaveLength(root.shards.count);
    for (const [n, { url }] of shards.entries())
      expect(isProven(files.get(`api/v1/${url}`) ?? '', n, root.shards)).toBe(true);
    const records = shards.flatMap(({ url }) =>
      json(files, `api/v1/${url}`, Shard).entries.map(({ record }) => ({
        ...record,
        url: posix.join('shards', record.url),
      })),
    );
    expect(records).toHaveLength(9);
    const named = Object.values(root.files).filter((file) => file !== undefined);
    for (const { url, sha256: hash, bytes } of [...named, ...shards, ...records]) {
      const text = files.get(posix.join('api/v1', url)) ?? '';
      expect({ hash: sha256(text), bytes: Buffer.byteLength(text) }).toEqual({ hash, bytes });
    }
  });

  test('name no address that leads nowhere', async () => {
    const files = await emitted();
    const pages = new Set<string>();
    for (const [path, text] of files) {
      // The register and the feeds are not of the index; they have tests of their own.
      if (!path.startsWith('api/')) continue;
      for (const { key, value } of addresses(JSON.parse(text))) {
        const target = posix.join(posix.dirname(path), value);
        if (key === 'page') pages.add(target);
        else expect([...files.keys()]).toContain(target);
      }
    }
    const plural = Object.values(kindWords).map((words) => words.plural);
    for (const page of pages)
      expect(page).toMatch(new RegExp(`^(?:(?:${plural.join('|')})/[a-z]+/[a-z-]+|sources/[a-z]+)/$`));
    expect(pages.size).toBe(9 + 2);
  });

  test('are the same whatever the order of the sources', async () => {
    const [one, other] = [await emitted([dock, quay]), await emitted([quay, dock])];
    expect(Object.fromEntries(one)).toEqual(Object.fromEntries(other));
  });

  test('hold no value of env, headers, tokens or addresses with keys', async () => {
    for (const [path, text] of await emitted([{ ...quay, governance: 'mirror: always' }])) {
      expect({ path, leaks: text.match(/hush-\d/g) }).toEqual({ path, leaks: null });
    }
  });
});

function schemaOf(path: string): [{ parse(value: unknown): unknown }] {
  if (path.includes('/entries/')) return [FullEntry];
  if (path.includes('/shards/')) return [Shard];
  const table: Record<string, { parse(value: unknown): unknown }> = {
    'index.json': Root,
    'entries.json': EntryList,
    'entries.all.json': EntryList,
    'sources.json': SourceList,
    'diagnostics.json': DiagnosticList,
    'advisories.json': AdvisoryList,
    'changes.json': ChangeList,
    'compliance.json': Compliance,
    'statistics.json': Statistics,
    'shards.json': ShardFiles,
  };
  return [table[path.replace('api/v1/', '')] ?? Root];
}

function* addresses(value: unknown): Generator<{ key: string; value: string }> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    const isAddress = (key === 'url' || key === 'page') && typeof item === 'string' && !/^https?:/.test(item);
    if (isAddress) yield { key, value: item };
    else yield* addresses(item);
  }
}
