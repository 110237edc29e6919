import { describe, expect, test } from 'vitest';
import { listedFiles, placesOf } from '../../src/load/sarif-location.ts';
import { at, resultOf } from './sarif-log.ts';

const hash = 'e2'.repeat(32);

function pathOf(location: unknown, run: object = {}): string | undefined {
  return resultOf(at(location), run)?.file?.path;
}

describe('an address', () => {
  test.each([
    ['tides/SKILL.md', 'tides/SKILL.md'],
    ['./tides//SKILL.md', 'tides/SKILL.md'],
    ['tides\\SKILL.md', 'tides/SKILL.md'],
    ['a%20b/%C3%A9.md', 'a b/é.md'],
    ['100%.md', '100%.md'],
    ['a:b.md', 'a:b.md'],
    ['../SKILL.md', undefined],
    ['tides/../../etc/passwd', undefined],
    ['tides/%2e%2e/SKILL.md', undefined],
    ['tides/%2e%2e%2fSKILL.md', undefined],
    ['..\\SKILL.md', undefined],
    ['a%00.md', undefined],
    ['https://example.org/SKILL.md', undefined],
    ['data:text/plain,a', undefined],
    ['.', undefined],
    [`${'a/'.repeat(3000)}b`, undefined],
    ['__proto__/constructor', '__proto__/constructor'],
  ])('%s', (uri, path) => {
    expect(pathOf({ uri })).toBe(path);
  });

  const work = {
    originalUriBaseIds: { ROOT: { uri: 'file:///home/ann/quay/' }, TIDES: { uri: 'tides/', uriBaseId: 'ROOT' } },
  };
  test.each([
    [
      { uri: 'SKILL.md', uriBaseId: 'ROOT' },
      { path: 'SKILL.md', absolute: false, base: 'ROOT' },
    ],
    [
      { uri: 'SKILL.md', uriBaseId: 'TIDES' },
      { path: 'tides/SKILL.md', absolute: false, base: 'ROOT' },
    ],
    [
      { uri: 'SKILL.md', uriBaseId: 'OTHER' },
      { path: 'SKILL.md', absolute: false, base: 'OTHER' },
    ],
    [
      { uri: 'SKILL.md', uriBaseId: 'constructor' },
      { path: 'SKILL.md', absolute: false, base: 'constructor' },
    ],
    [{ uri: 'file:///home/ann/quay/tides/SKILL.md' }, { path: 'tides/SKILL.md', absolute: false }],
    [{ uri: '/home/ann/quay/tides/SKILL.md' }, { path: 'tides/SKILL.md', absolute: false }],
    [{ uri: 'file:///home/ann/quayside/SKILL.md' }, { path: 'home/ann/quayside/SKILL.md', absolute: true }],
    [{ uri: 'file://host/etc/passwd' }, { path: 'etc/passwd', absolute: true }],
    [{ uri: 'C:\\quay\\SKILL.md' }, { path: 'C:/quay/SKILL.md', absolute: true }],
  ])('%j', (location, file) => {
    expect(resultOf(at(location), work)?.file).toEqual(file);
  });

  test('whose bases stand on each other ends', () => {
    const originalUriBaseIds = { A: { uri: 'a/', uriBaseId: 'B' }, B: { uri: 'b/', uriBaseId: 'A' } };
    expect(pathOf({ uri: 'SKILL.md', uriBaseId: 'A' }, { originalUriBaseIds })).toBe('b/a/b/a/b/a/b/a/SKILL.md');
  });

  test('stands with the artifact, and so does the hash', () => {
    const artifacts = [{ location: { uri: 'tides/SKILL.md' }, hashes: { 'sha-256': hash, 'sha-1': 'a' } }];
    for (const location of [{ index: 0 }, { uri: 'tides/SKILL.md' }, { uri: 'tides/SKILL.md', index: 0 }]) {
      expect(resultOf(at(location), { artifacts })?.file).toMatchObject({ path: 'tides/SKILL.md', sha256: hash });
    }
    expect(resultOf(at({ index: 1 }), { artifacts })?.file).toBeUndefined();
    expect(resultOf(at({ uri: 'tides/SKILL.md', uriBaseId: 'OTHER' }), { artifacts })?.file?.sha256).toBeUndefined();
  });
});

describe('of the folders of a run', () => {
  const run = {
    invocations: ['/', '/home/ann/', '/home/ann/quay'].map((uri) => ({ workingDirectory: { uri } })),
  };
  test.each([
    ['/home/ann/quay/a.md', 'a.md'],
    ['/home/ann/quays/a.md', 'quays/a.md'],
    ['/home/bob/a.md', 'home/bob/a.md'],
    [`/${'a/'.repeat(3000)}b`, undefined],
  ])('the longest is taken away from %.40s', (uri, path) => {
    expect(pathOf({ uri }, run)).toBe(path);
  });

  test('twenty thousand, and as many files, are gone through soon', () => {
    const folders = Array.from({ length: 20_000 }, (_, index) => `/home/ann/quay-${index}/`);
    const places = placesOf({
      invocations: folders.map((uri) => ({ workingDirectory: { uri } })),
      artifacts: folders.map(() => ({ location: { uri: '/srv/a.md' } })),
    });
    const start = performance.now();
    expect(new Set(listedFiles(places).map(({ absolute }) => absolute))).toEqual(new Set([true]));
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
