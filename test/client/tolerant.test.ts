import { z } from 'zod';
import { expect, test } from 'vitest';
import { readTolerantly } from '../../src/client/registry/tolerant.ts';
import { openRegistry } from '../../src/client/registry/open-registry.ts';
import { EntryList } from '../../src/domain/index-v1.ts';
import { forge } from './market/forge.ts';
import { harbour, openMarket } from './market/market.ts';
import { openWorkbench } from './market/workbench.ts';

const Schema = z.object({
  name: z.string(),
  size: z.enum(['small', 'large']).optional(),
  items: z.array(z.object({ kind: z.enum(['a', 'b']), marks: z.array(z.enum(['x', 'y'])) })),
});

test.each([
  ['an unknown field', { name: 'n', items: [], other: 1 }, { name: 'n', items: [] }],
  ['an unknown word', { name: 'n', size: 'huge', items: [] }, { name: 'n', items: [] }],
  [
    'unknown words in lists',
    {
      name: 'n',
      items: [
        { kind: 'c', marks: [] },
        { kind: 'a', marks: ['z', 'x', 'w'] },
        { kind: 'd', marks: ['z'] },
      ],
    },
    { name: 'n', items: [{ kind: 'a', marks: ['x'] }] },
  ],
  [
    'a broken item',
    { name: 'n', items: [{ kind: 'a' }, { kind: 'b', marks: [] }] },
    { name: 'n', items: [{ kind: 'b', marks: [] }] },
  ],
  ['a broken field', { name: 1, items: [] }, undefined],
  ['no object', [], undefined],
])('%s', (_, value, read) => {
  expect(readTolerantly(Schema, value)).toEqual(read);
});

test('a kind of tomorrow breaks nothing, and is refused by its name', async () => {
  const market = await openMarket(harbour);
  forge(market, (shard) => {
    const entries = shard.entries as unknown as Record<string, unknown>[];
    entries.push({ ...entries[0], id: 'robot:quay/arm', kind: 'robot', name: 'arm', harnesses: ['claude-code'] });
    for (const entry of entries) entry['harnesses'] = ['claude-code', 'some-harness'];
    Object.assign(shard, { formatVersion: '1.7', more: true });
  });
  const registry = openRegistry({ kind: 'folder', address: market.folder });
  expect((await registry.shard('moor')).unread).toEqual(['robot:quay/arm']);
  // The lists that a search reads.
  const list = await registry.entries(false);
  const [first] = list.entries;
  const robot = { ...first, id: 'robot:quay/arm', kind: 'robot', name: 'arm', harnesses: ['some-harness'] };
  const tomorrow = { ...list, entries: [robot, ...list.entries] };
  expect(readTolerantly(EntryList, tomorrow)?.entries).toEqual(list.entries);
  const bench = openWorkbench(market.folder);
  expect((await bench.install(['quay/moor'])).written).toBe(true);
  await expect(bench.install(['quay/arm'])).rejects.toThrow(
    /of a kind that this client does not know: update skillyard/,
  );
});
