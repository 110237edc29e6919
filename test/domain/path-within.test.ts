import { describe, expect, test } from 'vitest';
import { isBelowAny, isWithin, isWithinAny } from '../../src/domain/path-within.ts';

test.each([
  ['a/b', 'a', true],
  ['a', 'a', true],
  ['ab', 'a', false],
  ['a', 'a/b', false],
  ['a', '', true],
  ['', '', true],
])('%j is within %j: %j', (path, folder, expected) => {
  expect(isWithin(path, folder)).toBe(expected);
});

describe('of the folders a/b, c and the root', () => {
  test.each([
    ['a/b', true, false],
    ['a/b/x/y', true, true],
    ['a/bc', false, false],
    ['a', false, false],
    ['c', true, false],
    ['c/x', true, true],
    ['', false, false],
    ['/c', false, false],
  ])('%j is within one: %j, below one: %j', (path, within, below) => {
    const folders = new Set(['a/b', 'c', '']);
    expect([isWithinAny(path, folders), isBelowAny(path, folders)]).toEqual([within, below]);
  });
});
