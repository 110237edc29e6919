import { expect, test } from 'vitest';
import { webLink } from '../../src/domain/web-link.ts';

const commit = 'a'.repeat(40);

test.each([
  ['folder', 'github.com/harbour/tides', `https://github.com/harbour/tides/tree/${commit}/skills/sea%20charts`],
  ['file', 'github.com/harbour/tides', `https://github.com/harbour/tides/blob/${commit}/skills/sea%20charts`],
  ['raw', 'github.com/harbour/tides', `https://github.com/harbour/tides/raw/${commit}/skills/sea%20charts`],
  ['file', 'gitlab.com/harbour/tides', `https://gitlab.com/harbour/tides/-/blob/${commit}/skills/sea%20charts`],
  [
    'folder',
    'codeberg.org/harbour/tides',
    `https://codeberg.org/harbour/tides/src/commit/${commit}/skills/sea%20charts`,
  ],
  ['file', 'git.example.org/harbour/tides', undefined],
  ['file', 'constructor/harbour', undefined],
  ['file', '/srv/git/tides', undefined],
] as const)('the %s page at %s', (view, repository, address) => {
  expect(webLink(view, repository, commit, 'skills/sea charts')).toBe(address);
});

test('a path cannot leave the address', () => {
  expect(webLink('file', 'github.com/harbour/tides', commit, 'a?b#c/"><script>')).toBe(
    `https://github.com/harbour/tides/blob/${commit}/a%3Fb%23c/%22%3E%3Cscript%3E`,
  );
});

test('half a character in a path is none', () => {
  expect(webLink('file', 'github.com/harbour/tides', commit, 'a\ud800b')).toBe(
    `https://github.com/harbour/tides/blob/${commit}/a%EF%BF%BDb`,
  );
});
