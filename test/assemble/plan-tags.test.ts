import { describe, expect, test } from 'vitest';
import { planTags } from '../../src/assemble/plan-tags.ts';
import { byVersion } from '../../src/domain/version.ts';
import type { VersionTag } from '../../src/domain/version-tag.ts';

/** `1.0.0` or `1.0.0=b`: a version, and the digit of its commit, which is `a` where none is given. */
const tag = (text: string): VersionTag => {
  const [version = '', digit = 'a'] = text.split('=');
  return { name: `v${version}`, version, commit: digit.repeat(40) };
};
const tags = (...texts: string[]): VersionTag[] => texts.map(tag).toSorted((a, b) => byVersion(a.version, b.version));
const known = (...texts: string[]): Record<string, string> =>
  Object.fromEntries(texts.map(tag).map(({ name, commit }) => [name, commit]));

describe('tags', () => {
  test.each([
    ['the first time: the highest alone', tags('1.0.0', '1.10.0', '1.9.0'), {}, ['v1.10.0'], [], ['v1.0.0', 'v1.9.0']],
    ['nothing new', tags('1.0.0'), known('1.0.0'), [], [], []],
    ['every higher one, upwards', tags('1.0.0', '1.2.0', '1.1.0'), known('1.0.0'), ['v1.1.0', 'v1.2.0'], [], []],
    ['a back-port', tags('1.0.1', '2.0.0', '2.1.0'), known('2.0.0'), ['v2.1.0'], [], ['v1.0.1']],
    ['one that moved', tags('1.0.0=b', '1.1.0'), known('1.0.0'), ['v1.1.0'], ['v1.0.0'], []],
    ['one that is gone', tags('1.0.0'), known('1.0.0', '1.1.0'), [], [], []],
    ['all of them gone', [], known('1.0.0'), [], [], []],
    ['builds of one version', tags('1.0.0+1', '1.0.0+2'), known('1.0.0+1'), [], [], ['v1.0.0+2']],
    ['builds of a higher one', tags('1.1.0+1', '1.1.0+2', '1.2.0'), known('1.0.0'), ['v1.1.0+1', 'v1.2.0'], [], []],
    ['none', [], {}, [], [], []],
  ] as const)('%s', (_what, listed, locked, fresh, moved, lower) => {
    const plan = planTags(listed, locked, 'v*');
    const names = (of: readonly VersionTag[]): string[] => of.map(({ name }) => name);
    expect({ fresh: names(plan.fresh), moved: names(plan.moved), lower: names(plan.lower) }).toEqual({
      fresh,
      moved,
      lower,
    });
  });

  test('are taken twenty at a time: the highest, from the lowest of them on', () => {
    const many = tags(...Array.from({ length: 50 }, (_, n) => `1.${n}.0`));
    const plan = planTags(many, known('1.4.0'), 'v*');
    expect([plan.fresh.length, plan.fresh[0]?.version, plan.fresh.at(-1)?.version, plan.skipped]).toEqual([
      20,
      '1.30.0',
      '1.49.0',
      25,
    ]);
  });

  test('of another pattern that are locked do not count', () => {
    const plan = planTags(tags('1.0.0'), { 'tides--v9.0.0': 'a'.repeat(40) }, 'v*');
    expect([plan.locked, plan.fresh.length]).toEqual([undefined, 1]);
  });
});
