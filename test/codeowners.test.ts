import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { catalogParts } from '../src/load/catalog-files.ts';

const example = resolve(import.meta.dirname, '../examples/public');

/** The lines of the example: a pattern and who owns what it matches. */
const lines = readFileSync(join(example, 'CODEOWNERS'), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  .map((line) => line.split(/\s+/));

/** Who owns a file, as GitHub reads it: the last line that matches decides. Only the forms that the example uses. */
function ownersOf(file: string): readonly string[] {
  const matches = ([pattern = '']: readonly string[]): boolean =>
    pattern === '*' || (pattern.endsWith('/') ? `/${file}`.startsWith(pattern) : `/${file}` === pattern);
  return lines.findLast(matches)?.slice(1) ?? [];
}

test('a contributor can change sources and nothing else without the operator', () => {
  const files = [
    ...catalogParts.map((part) => (part.includes('.') ? part : `${part}/acme`)),
    'CODEOWNERS',
    'README.md',
  ];
  const [others, reviewed] = [files.filter((file) => file !== 'sources/acme'), ['sources/acme', 'sources/a/b.yaml']];
  expect(others).toHaveLength(files.length - 1);
  for (const file of others) expect([file, ownersOf(file)]).toEqual([file, ['@example/operators']]);
  for (const file of reviewed) expect([file, ownersOf(file)]).toEqual([file, ['@example/reviewers']]);
});

test('every part of a catalog has a line of its own, and every line a part', () => {
  const named = lines.map(([pattern = '']) => pattern.replaceAll('/', ''));
  expect(named.toSorted()).toEqual(['*', 'CODEOWNERS', ...catalogParts].toSorted());
  expect(readdirSync(example)).toEqual(expect.arrayContaining(['CODEOWNERS']));
});
