import { expect, test } from 'vitest';
import type { FormerEntry } from '../../src/domain/former.ts';
import type { ListedEntry } from '../../src/site/data/index-files.ts';
import type { AdvisoryRecord } from '../../src/domain/withdrawal.ts';
import { tombstonesOf } from '../../src/site/data/tombstones.ts';

function listed(name: string, more: Partial<ListedEntry> = {}): ListedEntry {
  const id = `skill:quay/${name}` as const;
  const facts = { id, kind: 'skill', source: 'quay', name, title: name.toUpperCase(), status: 'active' } as const;
  return { ...facts, ...more } as ListedEntry;
}

function gone(name: string, more: Partial<FormerEntry>): FormerEntry {
  const id = `skill:quay/${name}` as const;
  return { id, kind: 'skill', source: 'quay', name, state: 'removed', pins: [], aliases: {}, page: '', ...more };
}

const advisory: AdvisoryRecord = {
  id: 'leak',
  origin: 'advisory',
  severity: 'high',
  reason: 'It leaks.',
  on: '2026-11-05',
  replacement: 'skill:quay/tight',
  references: [],
  affected: [
    { digest: 'a', entry: 'skill:quay/bad', revision: 1, through: 'name' },
    { digest: 'b', entry: 'skill:quay/mended', revision: 2, through: 'name' },
    { digest: 'a', entry: 'skill:quay/mended', revision: 1, through: 'name' },
    { digest: 'f'.repeat(64), through: 'digest' },
  ],
};

test('tells of every name what became of it, newest first', () => {
  const withdrawn = {
    advisory: 'leak',
    severity: 'high',
    reason: 'It leaks.',
    replacement: 'skill:quay/tight',
  } as const;
  const stones = tombstonesOf({
    entries: [
      listed('fine'),
      listed('mended'),
      listed('bad', { withdrawn }),
      listed('copied', { withdrawn: { ...withdrawn, copyOf: 'skill:quay/bad' } }),
      listed('over', { status: 'deleted', withdrawn: { advisory: 'skill:quay/over', reason: 'Nobody used it.' } }),
    ],
    former: [
      gone('lost', { since: '2026-11-07T10:00:00Z' }),
      gone('old', { state: 'renamed', since: '2026-10-01T10:00:00Z', renamedTo: 'skill:quay/fine' }),
      gone('away', { state: 'unavailable' }),
      gone('gone-and-bad', { withdrawn }),
    ],
    advisories: [advisory],
  });
  expect(
    stones.map(({ day, name, fate, reason, instead, through, revisions }) =>
      [day, name, fate, reason, instead, through, revisions?.join('+')].map((value) => value ?? '-').join(' | '),
    ),
  ).toMatchInlineSnapshot(`
    [
      "2026-11-07 | lost | removed | - | - | - | -",
      "2026-11-05 | bad | withdrawn | It leaks. | skill:quay/tight | - | -",
      "2026-11-05 | copied | withdrawn | It leaks. | skill:quay/tight | skill:quay/bad | -",
      "2026-11-05 | gone-and-bad | withdrawn | It leaks. | skill:quay/tight | - | -",
      "2026-11-05 | mended | revisions | It leaks. | skill:quay/tight | - | 1+2",
      "2026-10-01 | old | renamed | - | skill:quay/fine | - | -",
      "- | away | unavailable | - | - | - | -",
      "- | over | deleted | Nobody used it. | - | - | -",
    ]
  `);
});

test('is empty where nothing was taken back', () => {
  expect(tombstonesOf({ entries: [listed('fine')], former: [], advisories: [] })).toEqual([]);
});
