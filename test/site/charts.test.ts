import { expect, test } from 'vitest';
import { barsOf, formatShare, growthChart, growthRows, niceTop } from '../../src/site/data/charts.ts';

test('sums up the tail of a chart, and never a single row of it', () => {
  const label = (value: string): string => value.toUpperCase();
  const rest = (count: number): string => `${count} more`;
  expect(barsOf({ a: 1, b: 3 }, { label })).toEqual([
    { label: 'A', href: undefined, count: 1 },
    { label: 'B', href: undefined, count: 3 },
  ]);
  const counts = { a: 1, b: 3, c: 2, d: 2 };
  expect(barsOf(counts, { label, most: 3, rest }).map((bar) => bar.label)).toEqual(['B', 'C', 'D', 'A']);
  expect(barsOf(counts, { label, most: 2, rest, href: (value) => `#${value}` })).toEqual([
    { label: 'B', href: '#b', count: 3 },
    { label: 'C', href: '#c', count: 2 },
    { label: '2 more', count: 3, isRest: true },
  ]);
  expect(barsOf({}, { label, most: 2, rest })).toEqual([]);
});

test.each([
  [0, 0, '0%'],
  [0, 5, '0%'],
  [1, 5000, '<1%'],
  [1, 3, '33%'],
  [4999, 5000, '99%'],
  [5, 5, '100%'],
])('%i of %i are %s', (part, whole, said) => {
  expect(formatShare(part, whole)).toBe(said);
});

test.each([
  [0, 2],
  [1, 2],
  [3, 4],
  [26, 40],
  [41, 50],
  [5000, 5000],
  [5001, 6000],
  [9200, 10_000],
])('a scale for %i ends at %i', (most, top) => {
  expect(niceTop(most)).toBe(top);
});

test('draws growth as steps up to the day of the catalog, and nothing where all came at once', () => {
  const day = (text: string, entries: number) => ({ day: text, entries, revisions: entries });
  expect(growthChart([], '2026-11-20')).toBeUndefined();
  expect(growthChart([day('2026-11-20', 5000)], '2026-11-20')).toBeUndefined();
  // What came long ago and has not grown since has nothing to be drawn either.
  expect(growthChart([day('2026-01-01', 3)], '2026-11-20')).toBeUndefined();
  expect(growthChart([day('2026-11-01', 5), day('2026-11-11', 10)], '2026-11-21')).toEqual({
    line: 'M0 100H0V50H500V0H1000',
    area: 'M0 100H0V50H500V0H1000V100Z',
    from: '2026-11-01',
    to: '2026-11-21',
    top: 10,
  });
});

test('tells long growth by month, with the state at its end', () => {
  const growth = Array.from({ length: 60 }, (_, n) => ({
    day: `2026-${String(1 + Math.floor(n / 30)).padStart(2, '0')}-${String(1 + (n % 30)).padStart(2, '0')}`,
    entries: n + 1,
    revisions: 2 * n,
  }));
  expect(growthRows(growth.slice(0, 24))).toHaveLength(24);
  expect(growthRows(growth)).toEqual([
    { day: '2026-01', entries: 30, revisions: 58 },
    { day: '2026-02', entries: 60, revisions: 118 },
  ]);
});
