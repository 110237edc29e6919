import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ContentFile } from '../../../src/domain/composed.ts';
import { bareRepository } from '../../../src/emit/surfaces/bare-repository.ts';
import { scratchFolder } from '../../helpers/catalog-folder.ts';
import { serveFolder } from '../../helpers/static-server.ts';

const commit = { date: '2026-11-20T09:00:00Z', message: 'State the catalog', description: 'A catalog.' };

function file(path: string, text: string, executable = false): ContentFile {
  return { path, bytes: new TextEncoder().encode(text), executable };
}

const files = [
  file('README.md', '# Harbour\n'),
  file('plugins/moor/scripts/lines.sh', '#!/bin/sh\necho two\n', true),
  // git sorts the folder "moor" after "moor.md" and before "moor0".
  file('plugins/moor.md', 'Same words.\n'),
  file('plugins/moor0', 'Same words.\n'),
  file('plugins/größe/ünï.md', 'Same words.\n'),
  file('plugins/empty', ''),
  file('plugins/large', Array.from({ length: 40_000 }, (_, n) => `line ${n}\n`).join('')),
];

/** Runs git without the settings of the machine. */
function git(folder: string, ...words: string[]): string {
  const env = { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C' };
  return execFileSync('git', words, { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function written(content: ReturnType<typeof bareRepository>): string {
  const folder = scratchFolder();
  for (const [path, bytes] of content) {
    const place = join(folder, 'site/catalog.git', path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, bytes);
  }
  return folder;
}

describe('a repository as plain files', { tags: ['slow'] }, () => {
  test('is cloned by git over plain HTTP, with content and modes', async () => {
    const folder = written(bareRepository(files, commit));
    const server = await serveFolder(join(folder, 'site'));
    onTestFinished(() => server.close());
    // Not synchronous: the server answers in this process.

    const env = { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1', NO_PROXY: '127.0.0.1' };
    const clone = spawn('git', ['clone', '--quiet', `${server.url}catalog.git`, 'clone'], { cwd: folder, env });
    expect(await new Promise((done) => clone.on('exit', done))).toBe(0);
    for (const { path, bytes, executable } of files) {
      const place = join(folder, 'clone', path);
      expect(readFileSync(place).equals(bytes), path).toBe(true);
      expect((statSync(place).mode & 0o100) !== 0, path).toBe(executable);
    }
    expect(git(join(folder, 'clone'), 'status', '--porcelain')).toBe('');
    expect(git(join(folder, 'clone'), 'log', '--format=%an <%ae> %cI %s')).toMatchInlineSnapshot(`
      "Skillyard <catalog@skillyard.invalid> 2026-11-20T09:00:00+00:00 State the catalog
      "
    `);
  });

  test('passes git fsck --strict, and the pack git verify-pack', () => {
    const folder = join(written(bareRepository(files, commit)), 'site/catalog.git');
    expect(git(folder, 'fsck', '--strict', '--full', '--no-dangling')).toBe('');
    const [pack = ''] = [...bareRepository(files, commit).keys()].filter((path) => path.endsWith('.idx'));
    expect(git(folder, 'verify-pack', '-v', pack)).toContain(': ok');
    expect(git(folder, 'ls-tree', '-r', '--name-only', '-z', 'main').split('\0').filter(Boolean)).toEqual([
      'README.md',
      'plugins/empty',
      'plugins/größe/ünï.md',
      'plugins/large',
      'plugins/moor.md',
      'plugins/moor/scripts/lines.sh',
      'plugins/moor0',
    ]);
  });
});

test('the same files give the same bytes, in whatever order they come', () => {
  expect(bareRepository(files.toReversed(), commit)).toEqual(bareRepository(files, commit));
});

test('an empty catalog is a repository too', { tags: ['slow'] }, () => {
  const folder = join(written(bareRepository([file('README.md', 'Nothing yet.\n')], commit)), 'site/catalog.git');
  expect(git(folder, 'fsck', '--strict')).toBe('');
});

test.each([
  '.git/hooks/post-checkout',
  'a/.GIT/config',
  'a/../b',
  '.gitattributes',
  'GIT~1/x',
  'a//b',
  '/a',
  '.g\u200Cit/x',
])('the path %j is a mistake', (path) => {
  expect(() => bareRepository([file(path, 'x')], commit)).toThrow('No tree of git may hold');
});

test('a file and a folder cannot share a path', () => {
  expect(() => bareRepository([file('a', 'x'), file('a/b', 'x')], commit)).toThrow('share the path');
  expect(() => bareRepository([file('a/b', 'x'), file('a', 'x')], commit)).toThrow('share the path');
});
