import { describe, expect, test } from 'vitest';
import { pathPattern } from '../../src/introspect/path-pattern.ts';

describe('a pattern', () => {
  test.each([
    ['**', 'skills/pdf'],
    ['**/*', 'skills/pdf'],
    ['skills', 'skills'],
    ['skills', 'skills/pdf/SKILL.md'],
    ['skills/', 'skills/pdf'],
    ['./skills', 'skills/pdf'],
    ['skills/**', 'skills'],
    ['skills/**', 'skills/cargo/customs'],
    ['skills/*', 'skills/pdf/SKILL.md'],
    ['**/pdf', 'pdf'],
    ['**/pdf', 'skills/cargo/pdf'],
    ['skills/**/pdf', 'skills/pdf'],
    ['skills/**/pdf', 'skills/a/b/pdf/scripts'],
    ['skills/p?f', 'skills/pdf'],
    ['*-table', 'tide-table'],
    ['t*-*e', 'tide-table'],
    ['.claude/**', '.claude/skills/pdf'],
    ['*', '.claude'],
    ['skills/(safety)/**', 'skills/(safety)/drills'],
    ['skills/[id]', 'skills/[id]'],
    ['skills/+(a|b)', 'skills/+(a|b)'],
    ['潮汐/*', '潮汐/表'],
  ])('%s takes %s', (pattern, path) => {
    expect(pathPattern(pattern)(path)).toBe(true);
  });

  test.each([
    ['skills', 'skill'],
    ['skills', 'other/skills'],
    ['skills/*', 'skills'],
    ['skills/pdf', 'skills/pdf-tools'],
    ['**/pdf', 'skills/pdf-tools'],
    ['p?f', 'pf'],
    ['a/**/b', 'a/c'],
    ['*.md', 'skills'],
    ['skills/[abc]', 'skills/a'],
  ])('%s does not take %s', (pattern, path) => {
    expect(pathPattern(pattern)(path)).toBe(false);
  });

  test.each([
    ['stars in a name', '*a'.repeat(99), `${'a'.repeat(4000)}b`],
    ['folders', '**/a/'.repeat(39), `${'a/'.repeat(2000)}b`],
    ['both', '**/*a*a*b/'.repeat(19), `${`${'a'.repeat(100)}/`.repeat(40)}c`],
    ['nested groups', '+(+(+(a|aa)))b', 'a'.repeat(4000)],
  ])('of many %s is no slower than another', (_what, pattern, path) => {
    const begin = performance.now();
    pathPattern(pattern)(path);
    expect(performance.now() - begin).toBeLessThan(2000);
  });
});
