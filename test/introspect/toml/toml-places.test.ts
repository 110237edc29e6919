import { describe, expect, test } from 'vitest';
import { readToml } from '../../../src/introspect/toml/read-toml.ts';
import { lineOf, lineStarts, tomlPlaces } from '../../../src/introspect/toml/toml-places.ts';

describe('the keys at the top', () => {
  test.each([
    ['are not those of tables', '[a]\nb = 1\n[b]\n', { a: 1, b: 11 }],
    ['are not those of tables, whose headers follow', '[a]\nb = 1\nc = 2\n', { a: 1 }],
    ['are those before the first table', 'b = 1\n[a]\nc = 2\n', { b: 0, a: 7 }],
  ])('%s', (_what, text, expected) => {
    expect(Object.fromEntries([...tomlPlaces(text)].map(([key, place]) => [key, place.key]))).toEqual(expected);
  });
});

test.each([
  ['', [0]],
  ['a\nb', [0, 0, 1]],
  ['\n\na\n', [0, 1, 2, 2, 3]],
])('the lines of %j', (text, expected) => {
  const starts = lineStarts(text);
  expect(expected.map((_, offset) => lineOf(starts, offset))).toEqual(expected);
});

test('the places of twelve thousand keys are found soon', () => {
  const keys = Array.from({ length: 12_000 }, (_, index) => `k${index.toString(36)}`);
  const start = performance.now();
  const { toml } = readToml('a.toml', keys.map((key) => `${key}=1\n`).join(''));
  expect(performance.now() - start).toBeLessThan(1000);
  expect(toml?.fields.get(keys.at(-1) ?? '')?.at).toEqual({ root: 'source', file: 'a.toml', line: 12_000, column: 1 });
  expect(toml?.textLine(keys.at(-1) ?? '')).toBe(12_000);
});
