import { expect, test } from 'vitest';
import { cutIntoPages, pageParam } from '../../src/site/data/pages.ts';
import type { ListedEntry } from '../../src/site/data/index-files.ts';
import { hasDiscovery, licensesOf } from '../../src/site/data/source-facts.ts';
import { ownerLink, sourceFileLink } from '../../src/site/links/source-file-link.ts';

test.each([
  ['https://github.com/acme/market', 'https://github.com/acme/market/blob/HEAD/catalog/sources/harbour.yaml'],
  [
    'https://github.com/acme/market/tree/main/lists/public',
    'https://github.com/acme/market/blob/main/lists/public/sources/harbour.yaml',
  ],
  ['https://gitlab.com/acme/market', 'https://gitlab.com/acme/market/-/blob/HEAD/catalog/sources/harbour.yaml'],
  ['https://git.example.org/acme/market', undefined],
  ['ssh://git@github.com/acme/market', undefined],
  [undefined, undefined],
])('the file of a source in %s is at %s', (repository, link) => {
  expect(sourceFileLink(repository, 'harbour')).toBe(link);
});

test.each([
  ['github:acme', 'https://github.com/acme'],
  ['gitlab:@acme-2', 'https://gitlab.com/acme-2'],
  ['github:acme/../evil', undefined],
  ['javascript:alert', undefined],
  ['constructor:acme', undefined],
  ['Ada <ada@example.org>', undefined],
])('the owner %s has the page %s', (owner, link) => {
  expect(ownerLink(owner)).toBe(link);
});

test('cuts a list into pages, and leaves an empty one a page', () => {
  expect(cutIntoPages([], 2)).toEqual([{ items: [], current: 1, last: 1, total: 0 }]);
  const pages = cutIntoPages(['a', 'b', 'c'], 2);
  expect(pages.map(({ items, current }) => [current, ...items])).toEqual([
    [1, 'a', 'b'],
    [2, 'c'],
  ]);
  expect(pages.map(({ current }) => pageParam(current))).toEqual([undefined, 'page/2']);
});

const skill = { kind: 'skill', listed: true } as ListedEntry;

test('counts licences, the most frequent first, and those without one', () => {
  const entries = ['MIT', undefined, 'Apache-2.0', 'MIT'].map((license) => ({ ...skill, license }));
  expect(licensesOf(entries)).toEqual([
    ['MIT', 2],
    ['Apache-2.0', 1],
    [undefined, 1],
  ]);
});

test('knows of a discovery index by the skills that stand in it', async () => {
  const read = (surfaces: object | undefined) => async () => ({ distribution: { surfaces } }) as never;
  expect(await hasDiscovery([skill], read({ wellKnown: { scope: 's/a/b' } }))).toBe(true);
  expect(await hasDiscovery([skill], read({ claude: { name: 'b' } }))).toBe(false);
  expect(await hasDiscovery([{ ...skill, listed: false }], read({ wellKnown: { scope: 's/a/b' } }))).toBe(false);
});
