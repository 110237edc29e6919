import { expect, test } from 'vitest';
import { compareLink } from '../../src/domain/compare-link.ts';
import { parseRemote } from '../../src/domain/place.ts';

const [a, b] = ['a'.repeat(40), 'b'.repeat(40)] as const;

test.each([
  ['https://github.com/Harbour/quay.git', `https://github.com/harbour/quay/compare/${a}...${b}`],
  ['git@github.com:harbour/quay', `https://github.com/harbour/quay/compare/${a}...${b}`],
  ['https://gitlab.com/group/sub/quay', `https://gitlab.com/group/sub/quay/-/compare/${a}...${b}`],
  ['https://codeberg.org/harbour/my quay', `https://codeberg.org/harbour/my%20quay/compare/${a}...${b}`],
  ['https://git.example.org/harbour/quay', undefined],
  ['https://constructor/quay', undefined],
])('the page of %s', (address, expected) => {
  expect(compareLink(parseRemote(address)?.repository ?? '', a, b)).toBe(expected);
});

test('there is none of a single commit', () => {
  expect(compareLink('github.com/harbour/quay', a, a)).toBeUndefined();
  expect(compareLink('github.com/harbour/quay', undefined, a)).toBeUndefined();
});
