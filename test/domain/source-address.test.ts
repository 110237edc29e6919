import { describe, expect, test } from 'vitest';
import { isCommit, isRef, parseSourceAddress, sourcePath } from '../../src/domain/source-address.ts';

const tides = 'https://github.com/harbour/tides';
const deep = `${'quay/'.repeat(59)}tides`;

describe('an address of a source', () => {
  test.each([
    // Bare repositories
    [tides, { url: tides }],
    [`${tides}/`, { url: tides }],
    [`${tides}.git`, { url: `${tides}.git` }],
    [`  ${tides}\n`, { url: tides }],
    [`${tides}?tab=readme`, { url: tides }],
    [`${tides}#readme`, { url: tides }],
    [`${tides}.git#v1.2.0`, { url: `${tides}.git`, ref: 'v1.2.0' }],
    ['git@github.com:harbour/tides.git', { url: 'git@github.com:harbour/tides.git' }],
    ['git@github.com:harbour/tides#main', { url: 'git@github.com:harbour/tides', ref: 'main' }],
    ['ssh://git@git.example.org:2222/tides', { url: 'ssh://git@git.example.org:2222/tides' }],
    ['http://127.0.0.1:8080/tides', { url: 'http://127.0.0.1:8080/tides' }],
    // GitHub
    [`${tides}/tree/main`, { url: tides, ref: 'main' }],
    [`${tides}/tree/main/`, { url: tides, ref: 'main' }],
    [`${tides}/tree/main/skills/moor`, { url: tides, ref: 'main', path: 'skills/moor' }],
    [`${tides}/tree/main//skills/./moor/`, { url: tides, ref: 'main', path: 'skills/moor' }],
    [`${tides}/tree/main/skills?tab=x#moor`, { url: tides, ref: 'main', path: 'skills' }],
    [`${tides}/tree/main/.claude`, { url: tides, ref: 'main', path: '.claude' }],
    [`${tides}/tree/main/sea%20charts/h%C3%A4fen`, { url: tides, ref: 'main', path: 'sea charts/häfen' }],
    [`${tides}/tree/main/häfen/潮汐`, { url: tides, ref: 'main', path: 'häfen/潮汐' }],
    [`${tides}/tree/main/${deep}`, { url: tides, ref: 'main', path: deep }],
    [`${tides}/tree/release%2F2/skills`, { url: tides, ref: 'release/2', path: 'skills' }],
    [`${tides}/tree/release/2/skills`, { url: tides, ref: 'release', path: '2/skills' }],
    [`${tides}/blob/main/skills/moor/SKILL.md`, { url: tides, ref: 'main', path: 'skills/moor' }],
    [`${tides}/blob/main/SKILL.md`, { url: tides, ref: 'main' }],
    [`${tides}/blob/main/agents/pilot.md`, { url: tides, ref: 'main', path: 'agents/pilot.md' }],
    ['https://gitlab.com/a/b/c/d', { url: 'https://gitlab.com/a/b/c/d' }],
    ['https://git.example.org/tides', { url: 'https://git.example.org/tides' }],
    ['https://git.example.org/scm/a/b/c', { url: 'https://git.example.org/scm/a/b/c' }],
    ['https://github.com/harbour/tree', { url: 'https://github.com/harbour/tree' }],
    // GitLab
    [
      'https://gitlab.com/a/b/c/d/-/tree/v2/skills/moor',
      { url: 'https://gitlab.com/a/b/c/d', ref: 'v2', path: 'skills/moor' },
    ],
    [
      'https://gitlab.com/a/b/-/blob/v2/x.md?ref_type=heads',
      { url: 'https://gitlab.com/a/b', ref: 'v2', path: 'x.md' },
    ],
    // Bitbucket, Gitea, Forgejo
    ['https://bitbucket.org/a/b/src/main/skills', { url: 'https://bitbucket.org/a/b', ref: 'main', path: 'skills' }],
    [
      'https://codeberg.org/a/b/src/branch/main/skills',
      { url: 'https://codeberg.org/a/b', ref: 'main', path: 'skills' },
    ],
    ['https://git.example.org/a/b/src/tag/v1', { url: 'https://git.example.org/a/b', ref: 'v1' }],
    [
      `https://git.example.org/a/b/src/commit/${'a'.repeat(40)}/x`,
      { url: 'https://git.example.org/a/b', ref: 'a'.repeat(40), path: 'x' },
    ],
  ])('%s', (text, address) => {
    expect(parseSourceAddress(text)).toEqual(address);
  });

  test.each([
    '',
    'harbour/tides',
    './skills',
    '../tides',
    '/srv/git/tides',
    'tides.bundle',
    'file:///srv/git/tides',
    'ext::sh -c touch% /tmp/pwned',
    'git://github.com/harbour/tides',
    '-u',
    '--upload-pack=touch',
    'https://ada:secret@github.com/harbour/tides',
    'https://ada@github.com/harbour/tides/tree/main',
    'https://github.com',
    'https://github.com/',
    'https://gitlab.com/a/b/-/tree',
    'https://gitlab.com/a/b/-/issues',
    `${tides}/tree/-u/skills`,
    `${tides}/tree/../skills`,
    `${tides}/tree/main/../../etc`,
    `${tides}/tree/main/skills/..`,
    `${tides}/tree/main/%2e%2e/etc`,
    `${tides}/tree/main/%2E./etc`,
    `${tides}/tree/main/a%2Fb`,
    `${tides}/tree/main/a%5Cb`,
    `${tides}/tree/main/a%00b`,
    `${tides}/tree/main/a%FFb`,
    `${tides}/tree/ma%20in/x`,
    `${tides}.git#-u`,
    `${tides}\u0000/tree/main`,
    'javascript:alert(1)',
    `${tides}/pull/3`,
    `${tides}/issues`,
    `${tides}/wiki`,
    `${tides}/tree`,
    'https://github.com/harbour',
    'https://www.GitHub.com/harbour',
    'git@github.com:harbour',
    'https://gitlab.com/harbour',
    'https://gitlab.com/a/b/-/merge_requests/3',
    'https://bitbucket.org/a',
    'https://bitbucket.org/a/b/pull-requests',
    'https://codeberg.org/a',
    'https://codeberg.org/a/b/issues',
    `${tides}/tree/main/a\ud800b`,
    `${tides}.git#a\ud800b`,
    `${tides}/tree/main/${'a/'.repeat(4000)}`,
  ])('%j is refused', (text) => {
    expect(parseSourceAddress(text)).toBeUndefined();
  });

  test('is decided at once, however long', () => {
    const begin = performance.now();
    for (const part of ['/', 'a/', '%2e', '-/tree/', '#', '?', 'https://'])
      parseSourceAddress(`https://github.com/${part.repeat(300_000)}`);
    expect(performance.now() - begin).toBeLessThan(500);
  });
});

test.each([
  ['main', true],
  ['feature/tide-table', true],
  ['v1.2.0', true],
  ['refs/heads/main', true],
  ['häfen', true],
  ['', false],
  ['-u', false],
  ['@', false],
  ['a..b', false],
  ['a b', false],
  ['a~1', false],
  ['a:b', false],
  [String.raw`a\b`, false],
  ['a\u007F', false],
  ['.hidden', false],
  ['a/.b', false],
  ['a//b', false],
  ['a/', false],
  ['a.', false],
  ['a.lock', false],
  ['a.lock/b', false],
  ['a@{1}', false],
  ['a\ud800b', false],
  ['a'.repeat(256), false],
])('git takes %j as a ref: %j', (text, expected) => {
  expect(isRef(text)).toBe(expected);
});

test.each([
  ['', ''],
  ['.', ''],
  ['./skills//moor/', 'skills/moor'],
  ['skills/moor/SKILL.md', 'skills/moor'],
  ['skill.MD', ''],
  ['a%2Fb', 'a%2Fb'],
  ['..', undefined],
  ['skills/../..', undefined],
  ['/etc', undefined],
  [String.raw`..\etc`, undefined],
  ['a\u0000b', undefined],
  ['a\ud800b', undefined],
  ['constructor/__proto__', 'constructor/__proto__'],
])('the path %j is %j', (text, path) => {
  expect(sourcePath(text)).toBe(path);
});

test.each([
  ['a'.repeat(40), true],
  ['A'.repeat(40), true],
  ['a'.repeat(64), true],
  ['a'.repeat(41), false],
  ['a'.repeat(7), false],
  ['v1', false],
  [`${'a'.repeat(40)}\n`, false],
])('%j is a whole commit id: %j', (text, expected) => {
  expect(isCommit(text)).toBe(expected);
});
