import { describe, expect, test } from 'vitest';
import { type Query, searchEntries } from '../../src/client/discovery/search-entries.ts';
import { Refusal } from '../../src/client/model/refusal.ts';
import type { Registry } from '../../src/client/model/registry.ts';
import type { CompactEntry } from '../../src/domain/index-v1.ts';

function entry(id: string, more: Partial<CompactEntry> = {}): CompactEntry {
  const [, kind = 'skill', source = '', name = ''] = /^(\w+):([^/]+)\/(.+)$/.exec(id) ?? [];
  const said = { id, kind, source, name, title: name, description: '', keywords: [], harnesses: [] };
  const judged = { riskTier: 'minimal', category: 'standard', stub: false, status: 'active' };
  return { ...said, ...judged, ...more } as unknown as CompactEntry;
}

function registry(address: string, offered: readonly CompactEntry[], more: readonly CompactEntry[] = []): Registry {
  const entries = (all: boolean) =>
    Promise.resolve({ formatVersion: '1.0' as const, entries: all ? [...offered, ...more] : [...offered] });
  return { address, kind: 'folder', entries } as unknown as Registry;
}

async function search(words: string, { in: registries, ...more }: Partial<Query> & { in: readonly Registry[] }) {
  const { found } = await searchEntries(registries, { words: words.split(' '), includeStubs: false, ...more });
  return found.map(({ registry: { address }, entry: { id } }) => (registries.length > 1 ? `${address} ${id}` : id));
}

const harbour = registry(
  'harbour',
  [
    entry('skill:a/tide-table', { description: 'Reads pdf files.' }),
    entry('skill:a/pdf-forms', { riskTier: 'limited' }),
    entry('skill:b/pdf', { harnesses: ['codex'] }),
    entry('skill:c/read-pdf', { description: 'Fills in forms.' }),
    entry('plugin:c/office', { keywords: ['PDF', 'forms'] }),
    entry('skill:d/port', { title: 'Häfen und 港口表', description: 'Unpdfed.' }),
  ],
  [
    entry('skill:e/pdf-stub', { stub: true }),
    entry('skill:e/pdf-draft', { status: 'draft' }),
    entry('skill:e/pdf-gone', { withdrawn: { advisory: 'x', reason: 'y' } }),
    entry('skill:e/pdf-deleted', { status: 'deleted' }),
  ],
);

describe('a search', () => {
  test.each([
    ['pdf', {}, ['skill:b/pdf', 'skill:a/pdf-forms', 'skill:c/read-pdf', 'plugin:c/office', 'skill:a/tide-table']],
    [
      'PDF forms',
      {},
      ['skill:a/pdf-forms', 'plugin:c/office', 'skill:c/read-pdf', 'skill:b/pdf', 'skill:a/tide-table'],
    ],
    ['is there a skill to fill in forms?', {}, ['skill:c/read-pdf', 'skill:a/pdf-forms', 'plugin:c/office']],
    ['tides', {}, ['skill:a/tide-table']],
    ['pdg tabel forms tide table', {}, ['skill:a/tide-table']],
    ['the', {}, []],
    ['b/pdf', {}, ['skill:b/pdf']],
    ['skill:b/pdf', {}, ['skill:b/pdf']],
    ['hafen', {}, ['skill:d/port']],
    ['口', {}, ['skill:d/port']],
    ['df', {}, []],
    ['pdf', { kind: 'plugin' }, ['plugin:c/office']],
    ['pdf', { tier: 'limited' }, ['skill:a/pdf-forms']],
    ['pdf', { harness: 'codex' }, ['skill:b/pdf']],
    ['pdf', { source: 'c' }, ['skill:c/read-pdf', 'plugin:c/office']],
    ['stub', {}, []],
    ['pdf stub', { includeStubs: true, source: 'e' }, ['skill:e/pdf-stub']],
    ['draft', { includeStubs: true }, []],
    ['gone', { includeStubs: true }, []],
    ['deleted', { includeStubs: true }, []],
  ] as const)('for "%s" with %j', async (words, more, expected) => {
    expect(await search(words, { in: [harbour], ...more })).toEqual(expected);
  });

  test.each([
    ['tabel', 'table', ['skill:a/tide-table']],
    ['offise', 'office', ['plugin:c/office']],
    ['forns', 'forms', ['skill:a/pdf-forms', 'plugin:c/office', 'skill:c/read-pdf']],
    ['pfd', undefined, []],
    ['harbourmaster', undefined, []],
  ] as const)('takes "%s" for "%s"', async (word, meant, expected) => {
    const { found, corrected } = await searchEntries([harbour], { words: [word], includeStubs: false });
    expect(corrected).toEqual(meant === undefined ? [] : [{ word, meant }]);
    expect(found.map(({ entry: { id } }) => id)).toEqual(expected);
  });

  test('goes on without a registry that is down, and is refused where all are', async () => {
    const refusal = new Refusal('registry-unreachable', 'It is down.');
    const down = { address: 'down', kind: 'folder', entries: () => Promise.reject(refusal) } as unknown as Registry;
    const { found, unread } = await searchEntries([down, harbour], { words: ['office'], includeStubs: false });
    expect(found.map(({ entry: { id } }) => id)).toEqual(['plugin:c/office']);
    expect(unread).toEqual([refusal]);
    await expect(searchEntries([down, down], { words: [], includeStubs: false })).rejects.toBe(refusal);
  });

  test('asks every registry; among equals the one named first goes first', async () => {
    const quay = registry('quay', [entry('skill:z/pdf'), entry('skill:a/pdf-forms')]);
    const both = await search('pdf', { in: [quay, harbour] });
    expect(both.slice(0, 4)).toEqual([
      'quay skill:z/pdf',
      'harbour skill:b/pdf',
      'quay skill:a/pdf-forms',
      'harbour skill:a/pdf-forms',
    ]);
  });
});
