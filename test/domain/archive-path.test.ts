import { describe, expect, test } from 'vitest';
import { foldedPath, isArchivePath, unfitPath } from '../../src/domain/archive-path.ts';

const n = (count: number): string => 'n'.repeat(count);

test.each([
  'SKILL.md',
  'scripts/run.sh',
  '.mcp.json',
  '.claude-plugin/plugin.json',
  'references/a file with spaces.md',
  'references/café.md',
  '図/📎.md',
  'a#b%20.md',
  '-rf',
  'constant/com10/nullable.md',
  n(100),
  `f/${n(100)}`,
  `${n(155)}/${n(100)}`,
  `${'d/'.repeat(77)}${n(100)}`,
])('%s can be packed and unpacked everywhere', (path) => {
  expect(isArchivePath(path)).toBe(true);
});

describe('nobody is made to unpack', () => {
  test.each([
    ['nothing', ''],
    ['an absolute path', '/etc/passwd'],
    ['a parent', '../a'],
    ['a parent inside', 'a/../../b'],
    ['a dot', './a'],
    ['an empty folder name', 'a//b'],
    ['a slash at the end', 'a/'],
    ['a backslash', 'a\\b'],
    ['a drive', 'C:a'],
    ['a stream of NTFS', 'a:b'],
    ['a wildcard', 'a*'],
    ['a question mark', 'a?'],
    ['quotes', 'a"b'],
    ['a pipe', 'a|b'],
    ['a newline', 'a\nb'],
    ['a zero byte', 'a\0b'],
    ['an escape', 'a\u001b[31m'],
    ['a letter that turns the text round', 'a\u202egnp.md'],
    ['a letter without width', 'a\u200bb'],
    ['a dot at the end', 'a./b'],
    ['a space at the end', 'a /b'],
    ['a device', 'CON'],
    ['a device with an ending', 'x/nul.txt'],
    ['a port', 'com1.md'],
    ['a port in other digits', 'COM¹'],
    ['the console', 'CONIN$'],
    ['what objects keep for themselves', '__proto__'],
    ['a name of 101 bytes', n(101)],
    ['a name of 101 bytes in 51 letters', 'ö'.repeat(51)],
    ['a prefix of 156 bytes', `${n(156)}/${n(100)}`],
    ['folders and no place to cut', `${'d/'.repeat(78)}${n(101)}`],
  ])('%s', (_, path) => {
    expect(isArchivePath(path)).toBe(false);
  });
});

test.each<[string, readonly string[], string | undefined]>([
  ['paths of an ordinary skill', ['SKILL.md', 'scripts/a.sh', 'scripts/b.sh'], undefined],
  ['one path twice', ['a', 'a'], 'a'],
  ['two cases of one name', ['SKILL.md', 'skill.md'], 'skill.md'],
  ['two cases of one folder', ['Docs/a', 'docs/b'], 'docs/b'],
  ['two spellings of one letter', ['caf\u00e9', 'cafe\u0301'], 'cafe\u0301'],
  ['a letter and its two', ['Straße', 'STRASSE'], 'STRASSE'],
  ['a file that is a folder', ['a', 'a/b'], 'a/b'],
  ['a folder that is a file', ['a/b', 'A'], 'A'],
  ['one that cannot be packed', ['SKILL.md', 'a:b', '..'], 'a:b'],
  ['one whose NFC is shorter', ['e\u0301'.repeat(50)], undefined],
])('of %s the first that does not fit is told', (_, paths, unfit) => {
  expect(unfitPath(paths)).toBe(unfit);
});

test('folded paths are those of file systems that pass over case', () => {
  expect(foldedPath('Caf\u0065\u0301/README.md')).toBe('caf\u00e9/readme.md');
});
