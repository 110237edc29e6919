import { describe, expect, test } from 'vitest';
import { findCopies } from '../../src/assemble/find-copies.ts';
import { relate } from '../../src/emit/to-full.ts';
import { catalogOf, type Harbour } from '../helpers/harbour.ts';
import { skill } from '../helpers/memory-tree.ts';

const moor = { 'moor/SKILL.md': skill('name: moor\ndescription: Ties ships up.') };

/** A source that holds the one skill. */
function keeper(id: string, says: Partial<Harbour> = {}): Harbour {
  return { id, files: moor, source: `local: ${id}`, ...says };
}

const status = (id: string, word: string): Partial<Harbour> => ({
  source: `local: ${id}\nentries: { "skill:moor": { status: ${word}, reason: Old. } }`,
});
const stub: Partial<Harbour> = {
  governance: 'trust: first-party\nentries: { "skill:moor": { stub: true, stubReason: Soon. } }',
};

async function copies(...harbours: Harbour[]): Promise<Record<string, string>> {
  return Object.fromEntries((await catalogOf(harbours)).copyOf);
}

describe('of entries with the same content goes first', () => {
  test('the one whose source is trusted more', async () => {
    const sources = [
      keeper('a'),
      keeper('b', { governance: 'trust: verified' }),
      keeper('c', { governance: 'trust: first-party' }),
    ];
    const expected = { 'skill:a/moor': 'skill:c/moor', 'skill:b/moor': 'skill:c/moor' };
    expect(await copies(...sources)).toEqual(expected);
    expect(await copies(...sources.toReversed())).toEqual(expected);
    expect(await copies(...sources.slice(0, 2))).toEqual({ 'skill:a/moor': 'skill:b/moor' });
  });

  test('the one that was listed with it first, then the coordinate', async () => {
    const { entries } = await catalogOf([keeper('a'), keeper('b'), keeper('c')]);
    expect(Object.fromEntries(findCopies(entries))).toEqual({
      'skill:b/moor': 'skill:a/moor',
      'skill:c/moor': 'skill:a/moor',
    });
    const dated = entries.map((entry) => {
      const [newest] = entry.revisions;
      if (!newest || entry.source.id === 'a') return entry;
      const before = { ...newest, date: '2025-01-01T00:00:00Z', digest: '0'.repeat(64) };
      // `b` is listed the longest, with other content; `c` has had this content the longest.
      const date = entry.source.id === 'b' ? newest.date : '2025-06-01T00:00:00Z';
      return { ...entry, revisions: [before, { ...newest, revision: 2, date }] };
    });
    expect(Object.fromEntries(findCopies(dated))).toEqual({
      'skill:a/moor': 'skill:c/moor',
      'skill:b/moor': 'skill:c/moor',
    });
  });

  test('whatever date its publisher gave its commit', async () => {
    const { entries } = await catalogOf([keeper('a'), keeper('b')]);
    const dated = entries.map((entry) => {
      const [date, locked] = entry.source.id === 'b' ? ['1970-01-01', '2026-11-02'] : ['2026-10-01', '2026-11-01'];
      const revisions = entry.revisions.map((one) => ({
        ...one,
        date: `${date}T00:00:00Z`,
        locked: `${locked}T00:00:00Z`,
      }));
      return { ...entry, revisions };
    });
    expect(Object.fromEntries(findCopies(dated))).toEqual({ 'skill:b/moor': 'skill:a/moor' });
  });

  test('never one that was deleted', async () => {
    expect(await copies(keeper('a', status('a', 'deleted')), keeper('b'))).toEqual({ 'skill:a/moor': 'skill:b/moor' });
    expect(await copies(keeper('a', status('a', 'deleted')), keeper('b', status('b', 'deleted')))).toEqual({});
  });

  test('a stub or draft only among its like', async () => {
    expect(await copies(keeper('a', stub), keeper('b'))).toEqual({ 'skill:a/moor': 'skill:b/moor' });
    expect(await copies(keeper('a', status('a', 'draft')), keeper('b'))).toEqual({ 'skill:a/moor': 'skill:b/moor' });
    expect(await copies(keeper('a', stub), keeper('b', status('b', 'draft')))).toEqual({
      'skill:b/moor': 'skill:a/moor',
    });
  });
});

test('only the same kind with the same content is a copy, in one source too', async () => {
  const text = skill('name: moor\ndescription: Ties ships up.');
  const files = {
    'one/moor/SKILL.md': text,
    'two/moor/SKILL.md': text,
    'three/moor/SKILL.md': text,
    'three/moor/knots.md': 'Bowline.\n',
    '.claude/agents/moor.md': text,
  };
  expect(await copies({ id: 'a', files })).toEqual({ 'skill:a/two-moor': 'skill:a/moor' });
});

test('what has no files is no copy', async () => {
  const listing = (name: string) =>
    JSON.stringify({ name, plugins: [{ name, description: name, source: './', strict: false, skills: ['./none'] }] });
  const { entries, copyOf } = await catalogOf(
    ['a', 'b'].map((id) => ({ id, files: { '.claude-plugin/marketplace.json': listing(id) } })),
  );
  expect(entries.map(({ kind, fileRecords }) => [kind, fileRecords.length])).toEqual([
    ['plugin', 0],
    ['plugin', 0],
  ]);
  expect([...copyOf]).toEqual([]);
});

test('the one that goes first knows its copies', async () => {
  const catalog = await catalogOf([keeper('a'), keeper('b'), keeper('c')]);
  const { copies: known } = relate(catalog);
  expect(known.get('skill:a/moor')?.map(({ id }) => id)).toEqual(['skill:b/moor', 'skill:c/moor']);
  expect(known.size).toBe(1);
});

test('20,000 entries take well under a second', async () => {
  const { entries } = await catalogOf([keeper('a')]);
  const [entry] = entries;
  if (!entry) throw new Error('There is no entry.');
  const many = Array.from(
    { length: 20_000 },
    (_, n) => ({ ...entry, id: `skill:a/m-${n}`, digest: String(n % 5000) }) as const,
  );
  const begin = performance.now();
  expect(findCopies(many).size).toBe(15_000);
  expect(performance.now() - begin).toBeLessThan(1000);
});

test('a server or hook that starts something of its plugin is not the same in another plugin', async () => {
  const plugin = (name: string, command: string) => ({
    [`${name}/.claude-plugin/plugin.json`]: JSON.stringify({ name, description: name, license: name }),
    [`${name}/.mcp.json`]: JSON.stringify({ mcpServers: { [name]: { command: 'bun', args: ['run', command] } } }),
  });
  const both = (command: string) => copies({ id: 'a', files: { ...plugin('x', command), ...plugin('y', command) } });
  expect(await both('@harbour/tides')).toEqual({ 'mcp_server:a/y': 'mcp_server:a/x' });
  expect(await both('${CLAUDE_PLUGIN_ROOT}/server.ts')).toEqual({});
  expect(await both('./server.ts')).toEqual({});
});
