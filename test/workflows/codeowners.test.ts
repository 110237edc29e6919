import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogParts } from '../../src/load/catalog-files.ts';
import { templates } from './workflow-file.ts';

/** The lines: a pattern and who owns what it matches. */
const lines = readFileSync(join(templates, 'CODEOWNERS'), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  .map((line) => line.trim().split(/\s+/));

/** Who owns a file, as GitHub reads it: the last line that matches decides. Only the forms that are used here. */
function ownersOf(file: string): readonly string[] {
  const matches = ([pattern = '']: readonly string[]): boolean =>
    pattern === '*' || (pattern.endsWith('/') ? `/${file}`.startsWith(pattern) : `/${file}` === pattern);
  return lines.findLast(matches)?.slice(1) ?? [];
}

test('a contributor can change sources and nothing else without the operators', () => {
  const parts = catalogParts.filter((part) => part !== 'sources');
  expect(parts).toHaveLength(catalogParts.length - 1);
  const decided = parts.map((part) => `catalog/${part.includes('.') ? part : `${part}/acme.yaml`}`);
  decided.push('catalog/pages/guide.mdx', 'catalog/new-part/acme.yaml', 'catalog/starter/SKILL.md');
  decided.push('package.json', 'package-lock.json', '.npmrc', 'README.md', 'sources/acme.yaml');
  decided.push('.github/CODEOWNERS', '.github/workflows/submission.yml');
  for (const file of decided) expect([file, ownersOf(file)]).toEqual([file, ['{{operators}}']]);
  for (const file of ['catalog/sources/acme.yaml', 'catalog/sources/a/b.yaml'])
    expect([file, ownersOf(file)]).toEqual([file, []]);
});

test('every part of a catalog has a line of its own', () => {
  const named = lines.map(([pattern = '']) => pattern.replaceAll(/^\/catalog\/|\/$/g, ''));
  expect(named).toEqual(expect.arrayContaining([...catalogParts, 'pages']));
});
