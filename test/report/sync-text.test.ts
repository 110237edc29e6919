import { expect, test } from 'vitest';
import { syncText } from '../../src/report/sync-text.ts';

test('what moved, and what changed entries can do more and less', () => {
  const added = Array.from({ length: 14 }, (_, n) => ({ kind: 'variable' as const, value: `TIDE_${n}` }));
  const text = syncText([
    {
      id: 'quay',
      state: 'locked',
      from: 'a'.repeat(40),
      to: 'b'.repeat(40),
      bytesFetched: 1_234_567,
      changes: [
        { key: 'skill:charts', revision: 1, change: 'added' },
        {
          key: 'skill:tides',
          revision: 3,
          change: 'changed',
          diff: {
            added: [{ kind: 'host', value: 'api.tides.dev' }],
            removed: [{ kind: 'tool', value: `Bash\n::error::\u001B[2J${'x'.repeat(100)}` }],
            bytes: { from: 1200, to: 1400 },
            tokensBody: { from: 300, to: 350 },
          },
        },
        { key: 'skill:moor', revision: 2, change: 'changed', diff: { added: [], removed: [] } },
        { key: 'skill:load', revision: 2, change: 'changed', diff: { added, removed: [] } },
      ],
    },
    { id: 'shed', state: 'unchanged', changes: [], bytesFetched: 0 },
  ]);
  expect(text).toMatchInlineSnapshot(`
    "quay: aaaaaaaaaaaa → bbbbbbbbbbbb 4 changes, 1.23 MB fetched
      + skill:charts @1
      ~ skill:tides @3
          + host api.tides.dev
          - tool Bash\\u{a}::error::\\u{1b}[2Jxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
          ~ 1200 → 1400 bytes, 300 → 350 tokens of body
      ~ skill:moor @2
      ~ skill:load @2
          + variable TIDE_0
          + variable TIDE_1
          + variable TIDE_2
          + variable TIDE_3
          + variable TIDE_4
          + variable TIDE_5
          + variable TIDE_6
          + variable TIDE_7
          + variable TIDE_8
          + variable TIDE_9
          + variable TIDE_10
          + variable TIDE_11
          … and 2 more
    shed: unchanged

    2 sources: 1 locked, 1 unchanged, 0 failed."
  `);
});
