import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assemble } from '../../src/build.ts';
import type { AssembledCatalog } from '../../src/domain/assembled.ts';
import { EntryList, FullEntry, Root, Shard, SourceList } from '../../src/domain/index-v1.ts';
import { shardOf } from '../../src/domain/paths.ts';
import { emitIndex, schemaFiles } from '../../src/emit/emit-index.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('the index of the starter catalog', { tags: ['slow'] }, () => {
  let catalog: AssembledCatalog;
  let files: ReadonlyMap<string, string>;
  const read = (path: string): string => {
    const text = files.get(path);
    if (text === undefined) throw new Error(`${path} is not emitted.`);
    return text;
  };
  const json = (path: string): unknown => JSON.parse(read(path));

  const cacheDir = mkdtempSync(join(tmpdir(), 'skillyard-test-'));
  afterAll(() => rmSync(cacheDir, { recursive: true }));
  beforeAll(async () => {
    const catalogDir = resolve(import.meta.dirname, '../../catalog');
    const result = await assemble({ catalogDir, cacheDir, onStep: () => undefined });
    if (!result.catalog) throw new Error('The starter catalog cannot be used.');
    catalog = result.catalog;
    files = emitIndex(catalog, catalog.file.url);
  });

  test('stands at fixed addresses', () => {
    const fixed = [...files.keys()].filter((path) => !path.startsWith('api/v1/entries/')).toSorted();
    expect(fixed).toEqual([
      'api/v1/diagnostics.json',
      'api/v1/entries.all.json',
      'api/v1/entries.json',
      'api/v1/index.json',
      'api/v1/shards/0.json',
      'api/v1/sources.json',
      'schemas/v1/diagnostics.schema.json',
      'schemas/v1/entries.schema.json',
      'schemas/v1/entry.schema.json',
      'schemas/v1/index.schema.json',
      'schemas/v1/shard.schema.json',
      'schemas/v1/sources.schema.json',
    ]);
    expect(files.has('api/v1/entries/mcp_server/yard-tools/index-search.json')).toBe(true);
  });

  test('hangs from its root by hash: every list, every shard, and through them every record', () => {
    const root = Root.parse(json('api/v1/index.json'));
    for (const { url, sha256, bytes } of Object.values(root.files)) {
      const text = read(`api/v1/${url}`);
      expect({ sha256: hash(text), bytes: Buffer.byteLength(text) }, url).toEqual({ sha256, bytes });
    }
    const records = new Set<string>();
    for (const [n, sha256] of root.shards.sha256.entries()) {
      const text = read(`api/v1/shards/${n}.json`);
      expect(hash(text)).toBe(sha256);
      for (const { record, name } of Shard.parse(JSON.parse(text)).entries) {
        const path = posix.join('api/v1/shards', record.url);
        expect({ shard: shardOf(name, root.shards.count), sha256: hash(read(path)) }).toEqual({
          shard: n,
          sha256: record.sha256,
        });
        records.add(path);
      }
    }
    expect([...records].toSorted()).toEqual(
      [...files.keys()].filter((path) => path.startsWith('api/v1/entries/')).toSorted(),
    );
  });

  test('has addresses that are relative to the file they stand in', () => {
    for (const { url, page, kind, source, name } of EntryList.parse(json('api/v1/entries.all.json')).entries) {
      const record = FullEntry.parse(json(posix.join('api/v1', url)));
      expect(record).toMatchObject({ kind, source, name });
      const folder = `api/v1/entries/${kind}/${source}`;
      expect(posix.join(folder, record.url)).toBe(posix.join('api/v1', url));
      expect(posix.join(folder, record.page)).toBe(posix.join('api/v1', page));
    }
    const [desk] = SourceList.parse(json('api/v1/sources.json')).sources.filter(({ id }) => id === 'yard-tools');
    expect(posix.join('api/v1', desk?.page ?? '')).toBe('sources/yard-tools/');
  });

  test('says nothing twice and leaves out what is absent', () => {
    for (const [path, text] of files) {
      if (!path.startsWith('api/')) continue;
      expect(text.endsWith('}\n'), path).toBe(true);
      expect(text, path).not.toMatch(/:null[,}]/);
    }
    const { entries } = EntryList.parse(json('api/v1/entries.all.json'));
    expect(entries.map(({ id }) => id)).toEqual([...new Set(entries.map(({ id }) => id))].toSorted());
  });

  test('hides stubs from the default list and keeps them everywhere else, marked', () => {
    const offered = EntryList.parse(json('api/v1/entries.json')).entries;
    const all = EntryList.parse(json('api/v1/entries.all.json')).entries;
    const sharded = Shard.parse(json('api/v1/shards/0.json')).entries;
    const stubs = (entries: readonly { id: string; stub: boolean }[]): string[] =>
      entries.filter(({ stub }) => stub).map(({ id }) => id);
    expect(stubs(offered)).toEqual([]);
    expect(stubs(all)).toEqual(['skill:field-notes/translate-skill-description', 'skill:workbench/catalog-statistics']);
    expect(stubs(sharded)).toEqual(stubs(all));
    const root = Root.parse(json('api/v1/index.json'));
    const sum = (counts: object): number =>
      Object.values(counts).reduce((total: number, count: number) => total + count, 0);
    expect([sum(root.counts), sum(root.countsAll)]).toEqual([offered.length, all.length]);
  });
});

test.each([...schemaFiles()])('the JSON Schema %s is what it was', async (name, text) => {
  await expect(text).toMatchFileSnapshot(`schemas/${name}`);
});
