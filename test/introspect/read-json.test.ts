import { describe, expect, test } from 'vitest';
import { readJson } from '../../src/introspect/read-json.ts';
import { memoryTree } from '../helpers/memory-tree.ts';
import { message } from '../helpers/message.ts';

async function read(text: string) {
  const { json, diagnostic } = await readJson(memoryTree({ 'a.json': text }), 'a.json');
  return { json, said: diagnostic ? message(diagnostic) : '' };
}

describe('the place', () => {
  const text = '{\n  "a": { "b": [1, { "c": null }], "__proto__": 2 },\n  "7": 3,\n  "d": 4,\n  "d": 5\n}';
  test.each<[string, (string | number)[], number, number]>([
    ['of the file', [], 1, 1],
    ['of an object', ['a'], 2, 8],
    ['of what lies in lists', ['a', 'b', 1, 'c'], 2, 26],
    ['of a key of the prototype', ['a', '__proto__'], 2, 48],
    ['of a key that is a number', ['7'], 3, 8],
    ['of a key that is written twice, which is the last', ['d'], 5, 8],
    ['of what is not there, which is that of the last that is', ['a', 'b', 9, 'c'], 2, 15],
    ['of what lies in a text', ['d', 'x'], 5, 8],
    ['of what is not there at all', ['x', 'a'], 1, 1],
  ])('%s', async (_what, keys, line, column) => {
    const { json } = await read(text);
    expect(json?.at(keys)).toEqual({ root: 'source', file: 'a.json', line, column });
  });

  test('of each of fifty thousand keys is found soon', async () => {
    const keys = Array.from({ length: 50_000 }, (_, index) => `k${index}`);
    const { json } = await read(JSON.stringify({ all: Object.fromEntries(keys.map((key) => [key, 1])) }));
    const start = performance.now();
    const columns = new Set(keys.map((key) => json?.at(['all', key]).column));
    expect(columns.size).toBe(keys.length);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('what is not JSON', () => {
  test.each([
    ['{ "a": 1, }'],
    ['{ "a": hush }'],
    ['hush'],
    ['{ "hush": hush, "line 1 column 2": 1 }'],
    ['{ "a": "hush'],
    ['{\n'],
    ['{ "a": "hush" "b" }'],
  ])('%j is told without its text', async (text) => {
    const { said } = await read(text);
    expect(said).not.toContain('hush');
    expect(said).toMatch(/It is not JSON[.:]/);
  });

  test('is told with what is wrong and where, as far as that is known', async () => {
    const texts = ['{ "a": 1, }', '{\n', '{ "a": hush }'];
    const said = await Promise.all(texts.map(async (text) => (await read(text)).said));
    expect(said.join('\n')).toMatchInlineSnapshot(`
      "error manifest-invalid source:a.json:1:11 It is not JSON: Expected double-quoted property name in JSON at position 10 (line 1 column 11). | Correct the JSON at the place that is named.
      error manifest-invalid source:a.json:2:1 It is not JSON: Expected property name or '}' in JSON at position 2 (line 2 column 1). | Correct the JSON at the place that is named.
      error manifest-invalid source:a.json It is not JSON. | Correct the JSON at the place that is named."
    `);
  });
});
