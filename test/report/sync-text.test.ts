import { expect, test } from 'vitest';
import type { SyncChange } from '../../src/domain/sync-report.ts';
import { syncText } from '../../src/report/sync-text.ts';

const change = (name: string, more: Partial<SyncChange>): SyncChange => ({
  key: `skill:${name}`,
  id: `skill:quay/${name}`,
  change: 'changed',
  revision: 2,
  digest: 'd'.repeat(64),
  path: `skills/${name}`,
  ...more,
});

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
        change('charts', { revision: 1, change: 'added', version: '1.0.0', movedFrom: 'skill:maps' }),
        change('maps', { change: 'removed', movedTo: 'skill:charts' }),
        change('winds', { change: 'returned' }),
        change('tides', {
          revision: 3,
          diff: {
            added: [{ kind: 'host', value: 'api.tides.dev' }],
            removed: [{ kind: 'tool', value: `Bash\n::error::\u001B[2J${'x'.repeat(100)}` }],
            bytes: { from: 1200, to: 1400 },
            tokensBody: { from: 300, to: 350 },
          },
        }),
        change('moor', { diff: { added: [], removed: [] } }),
        change('load', { diff: { added, removed: [] } }),
      ],
      diagnostics: [],
    },
    { id: 'shed', state: 'unchanged', changes: [], bytesFetched: 0, diagnostics: [] },
    {
      id: 'pier',
      state: 'failed',
      changes: [],
      bytesFetched: 0,
      diagnostics: [],
      unreachableSince: '2026-11-02T00:00:00Z',
    },
  ]);
  expect(text).toMatchInlineSnapshot(`
    "quay: aaaaaaaaaaaa → bbbbbbbbbbbb 6 changes, 1.23 MB fetched
      + skill:charts @1 v1.0.0, content of skill:maps
      - skill:maps @2, is gone, now skill:charts
      + skill:winds @2, is back
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
    pier: failed, not to be had since 2026-11-02

    3 sources: 1 locked, 1 unchanged, 1 failed."
  `);
});
