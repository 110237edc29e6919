import { describe, expect, test } from 'vitest';
import { readMarkdown } from '../../../src/introspect/markdown/front-matter.ts';

const tide = 'name: tide-table\ndescription: Reads a tide table.';

describe('what was made to be slow is decided soon', () => {
  const size = 1_000_000;
  const lines = (line: string): string => line.repeat(size / line.length);
  test.each<[string, string, string | undefined]>([
    ['lines of dashes', lines('---\n'), undefined],
    ['lines that begin with dashes', `---\n${tide}\n${lines('---x\n')}`, undefined],
    ['one key over and over', `---\n${lines('a: \n')}---\n`, 'front-matter-invalid'],
    ['one key, as often as is read', `---\n${'a: \n'.repeat(16_000)}---\n`, 'front-matter-invalid'],
    ['many keys', `---\n${Array.from({ length: 7000 }, (_, n) => `k${n}: 1\n`).join('')}---\n`, undefined],
    ['one line', `---\nname: ${'x'.repeat(size)}\n---\n`, 'front-matter-invalid'],
    ['opening brackets', `---\nname: ${'['.repeat(size)}\n---\n`, 'front-matter-invalid'],
    ['opening brackets, as many as are read', `---\nname: ${'['.repeat(65_000)}\n---\n`, 'front-matter-invalid'],
    ['line breaks', `---\n${'\n'.repeat(size)}name: x\n---\n`, 'front-matter-invalid'],
    ['line breaks, as many as are read', `---\n${'\n'.repeat(65_000)}\n---\n`, 'front-matter-invalid'],
    ['shorter runs of line breaks', `---\n${`${'\n'.repeat(900)}x: 1`.repeat(70)}\n---\n`, 'front-matter-invalid'],
    ['50,000 aliases', `---\nname: &a x\nl: [${'*a,'.repeat(50_000)}]\n---\n`, 'front-matter-invalid'],
    ['20,000 aliases', `---\nname: &a x\nl: [${'*a,'.repeat(20_000)}]\n---\n`, 'front-matter-feature-refused'],
    ['lists in lists', `---\nname:\n${'- '.repeat(32_000)}\n---\n`, 'front-matter-invalid'],
    ['question marks', `---\n${'? '.repeat(32_000)}\n---\n`, 'front-matter-invalid'],
    ['colons', `---\n${'a: '.repeat(21_000)}\n---\n`, 'front-matter-invalid'],
    ['keys after a broken one', `---\nname: a: b\ndescription: x\n${'y: z\n'.repeat(13_000)}---\n`, undefined],
    ['a body of brackets', `---\n${tide}\n---\n${'['.repeat(size)}`, undefined],
    ['a billion laughs', laughs(), 'front-matter-feature-refused'],
  ])('%s', (_what, text, fatal) => {
    const begin = performance.now();
    expect(readMarkdown('SKILL.md', text).fatal).toBe(fatal);
    expect(performance.now() - begin).toBeLessThan(4000);
  });
});

function laughs(): string {
  const names = [...'abcdefghij'];
  const rows = names.map((name, n) => `${name}: &${name} [${`*${names[n - 1] ?? 'x'},`.repeat(10)}]`);
  return `---\n${tide}\nx: &x ha\n${rows.join('\n')}\n---\n`.replaceAll('*x', 'ha');
}
