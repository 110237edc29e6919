import { describe, expect, test } from 'vitest';
import { byVersion, isHigher, normalVersion, releaseVersion, starOf } from '../../src/domain/version.ts';

test.each([
  ['1', '1.0.0'],
  ['1.10', '1.10.0'],
  ['v1.2.3', '1.2.3'],
  ['V1.2.3-rc.1+build', '1.2.3-rc.1+build'],
  ['  1.0 ', '1.0.0'],
  ['2024-05', '2024-05'],
  ['01.2.3', '01.2.3'],
  ['vNext', 'vNext'],
  ['', undefined],
  ['  ', undefined],
  [undefined, undefined],
  ['1.0\u200B', undefined],
  ['1.0\n2.0', undefined],
  ['9'.repeat(101), undefined],
])('the label %j is %j', (label, expected) => {
  expect(normalVersion(label)).toBe(expected);
});

test.each([
  ['v*', 'v1.2.0', '1.2.0'],
  ['*', 'v1.2.0', 'v1.2.0'],
  ['tide-tables--v*', 'tide-tables--v1.2.0', '1.2.0'],
  ['v*-skills', 'v1.2.0-skills', '1.2.0'],
  ['v*', 'v', undefined],
  ['v*', 'release-1', undefined],
  ['a*a', 'a', undefined],
  ['@acme/tides@*', '@acme/tides@2.0.0', '2.0.0'],
])('the pattern %s has of the tag %s the version %j', (pattern, tag, expected) => {
  expect(starOf(pattern, tag)).toBe(expected);
});

describe('versions', () => {
  test.each([
    ['1.2', '1.2.0'],
    ['v1.2.0', '1.2.0'],
    ['1.2.0-rc.1', undefined],
    ['2024.05.01', undefined],
    ['nightly', undefined],
  ])('%s is the release %j', (text, expected) => {
    expect(releaseVersion(text)).toBe(expected);
  });

  test('are ordered by number', () => {
    expect(['1.10.0', '1.9.0', '1.9.0+2', '1.9.0+1'].toSorted(byVersion)).toEqual([
      '1.9.0',
      '1.9.0+1',
      '1.9.0+2',
      '1.10.0',
    ]);
    expect(isHigher('1.9.0+2', '1.9.0+1')).toBe(false);
  });
});
