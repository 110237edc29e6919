import { expect, test } from 'vitest';
import { toReference } from '../../../src/introspect/plugins/reference.ts';

const url = 'https://git.example.org/tugs';
const sha = 'a'.repeat(40);

test.each<[unknown, object]>([
  [`https://example.org/x.zip?token=hush`, { type: 'url', url: 'https://example.org/x.zip' }],
  [{ source: 'url', url: `${url}#token=hush` }, { url }],
  [
    { source: 'url', url: `${url}.git#v1` },
    { url: `${url}.git`, ref: 'v1' },
  ],
  [
    { source: 'url', url: `${url}.git#v1`, ref: 'v2' },
    { url: `${url}.git`, ref: 'v2' },
  ],
  [{ source: 'url', url: `${url}.git#token=hush` }, { url: `${url}.git` }],
  [{ source: 'url', url: 'ssh://ada:hush@git.example.org/x' }, { url: 'ssh://git.example.org/x' }],
  [{ source: 'url', url: 'git+https://ada:hush@git.example.org/x' }, { url: 'git+https://git.example.org/x' }],
  [{ source: 'url', url: 'https://ada:hush@git example/x' }, { url: 'https://git example/x' }],
  [{ source: 'archive', url: '//ada:hush@git.example.org/x' }, { url: '//git.example.org/x' }],
  [{ source: 'url', url: 'git@git.example.org:x' }, { url: 'git@git.example.org:x' }],
  [
    { source: 'git-subdir', url: 'harbour/tugs', path: 'a' },
    { url: 'harbour/tugs', path: 'a' },
  ],
  [
    { source: 'npm', package: '@harbour/tugs', version: '^1.2.0' },
    { url: '@harbour/tugs', ref: '^1.2.0' },
  ],
  [{ source: 'github', repo: 'harbour/tugs' }, { url: 'https://github.com/harbour/tugs' }],
  [{ source: 'github', repo: 'ada:hush@x/y' }, { url: undefined }],
  [{ source: 'github', repo: '../evil' }, { url: undefined }],
  [{ source: 'github', repo: 'evil/..' }, { url: undefined }],
  [{ source: 'github', repo: 'a/b/c' }, { url: undefined }],
  [
    { source: 'url', url, sha: sha.toUpperCase() },
    { sha, pinned: true },
  ],
  [
    { source: 'url', url, sha: 'v1' },
    { sha: undefined, pinned: false },
  ],
  [
    { source: 'url', url, sha: 'aaaaaaa' },
    { sha: undefined, pinned: false },
  ],
  [
    { source: 'url', url, sha: 'x"><script>' },
    { sha: undefined, pinned: false },
  ],
  [
    { source: 'url', url, sha: 'v1', commit: sha },
    { sha, pinned: true },
  ],
  [
    { source: 'archive', url, sha256: 'b'.repeat(64) },
    { sha: 'b'.repeat(64), pinned: true },
  ],
  [
    { source: 'archive', url, sha256: sha },
    { sha: undefined, pinned: false },
  ],
  [
    { source: 'url', url, sha256: 'b'.repeat(64) },
    { sha: undefined, pinned: false },
  ],
  [
    { source: 'url', url, path: 'a\ud800b', ref: 'a\ud800b' },
    { path: 'a\ufffdb', ref: 'a\ufffdb' },
  ],
  [`https://${'A'.repeat(16384)}!`, { type: 'url' }],
])('%#: %j', (source, expected) => {
  const reference = toReference('tugs', undefined, source);
  expect({ url: undefined, sha: undefined, ...reference }).toMatchObject(expected);
  expect(JSON.stringify(reference)).not.toContain('hush');
});
