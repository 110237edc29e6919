import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fetchSource } from '../../src/fetch/fetch-source.ts';
import type { GitRepo } from '../helpers/git-repo.ts';
import { cacheFolder, gitRepo, gitSource, leftovers, options, readText, serve, shown } from './git-source.ts';

/** Writes a tree object that git itself would refuse to write. */
function literalTree(
  repo: GitRepo,
  entries: readonly (readonly [name: string | Buffer, mode: string, oid: string])[],
): string {
  const bytes = entries.flatMap(([name, mode, oid]) => [
    Buffer.from(`${mode} `),
    Buffer.from(name),
    Buffer.from([0]),
    Buffer.from(oid, 'hex'),
  ]);
  return repo.git(['hash-object', '-w', '-t', 'tree', '--literally', '--stdin'], Buffer.concat(bytes));
}

describe('paths that no file should have', { tags: ['slow'] }, () => {
  test('are left out, each with a diagnostic', async () => {
    const repo = gitRepo();
    const blob = repo.git(['hash-object', '-w', '--stdin'], 'fruit');
    const inner = literalTree(repo, [['apple', '100644', blob]]);
    const long = Array.from({ length: 20 }).reduce<string>(
      (tree) => literalTree(repo, [['l'.repeat(220), '40000', tree]]),
      inner,
    );
    const names = ['/etc', '..', '.', String.raw`a\b`, 'bell\u0007', 'line\nbreak', Buffer.from([0x66, 0xff]), '.GIT'];
    const root = literalTree(repo, [
      ...names.map((name) => [name, '40000', inner] as const),
      ['long', '40000', long],
      ['twice', '100644', blob],
      ['twice', '100644', blob],
      ['../climb', '100644', blob],
      ['fine', '100644', blob],
    ]);
    const commit = repo.git(['commit-tree', '-m', 'Hostile', root]);
    const { tree, diagnostics } = await fetchSource(gitSource(`file://${repo.folder}`), commit, options());
    const paths = [...(tree?.nodes.keys() ?? [])];
    expect(paths.map((path) => path.slice(0, 20))).toEqual(['twice', 'fine']);
    await tree?.prefetch(paths);
    expect(await readText(tree, 'fine')).toBe('fruit');
    await tree?.close();
    expect(shown(diagnostics)).toMatchInlineSnapshot(`
      "/etc/apple: path-unsafe: The path "/etc/apple" starts with a slash; the file is left out.
        Rename the file in the source.
      ../apple: path-unsafe: The path "../apple" has a part "." or ".."; the file is left out.
        Rename the file in the source.
      ./apple: path-unsafe: The path "./apple" has a part "." or ".."; the file is left out.
        Rename the file in the source.
      a\\b/apple: path-unsafe: The path "a\\b/apple" holds a backslash; the file is left out.
        Rename the file in the source.
      bell\\x07/apple: path-unsafe: The path "bell\\x07/apple" holds a control character; the file is left out.
        Rename the file in the source.
      line\\x0abreak/apple: path-unsafe: The path "line\\x0abreak/apple" holds a control character; the file is left out.
        Rename the file in the source.
      f\\xff/apple: path-unsafe: The path "f\\xff/apple" is not UTF-8; the file is left out.
        Rename the file in the source.
      .GIT/apple: path-unsafe: The path ".GIT/apple" reaches into a .git folder; the file is left out.
        Rename the file in the source.
      long/lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll…: path-unsafe: The path "long/lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll…" is longer than 4096 bytes; the file is left out.
        Rename the file in the source.
      twice: path-unsafe: The path "twice" is listed twice; the file is left out.
        Rename the file in the source.
      ../climb: path-unsafe: The path "../climb" has a part "." or ".."; the file is left out.
        Rename the file in the source."
    `);
  });

  test('are told fifty at most', async () => {
    const repo = gitRepo();
    const blob = repo.git(['hash-object', '-w', '--stdin'], 'fruit');
    const root = literalTree(
      repo,
      Array.from({ length: 60 }, (_, index) => [`a\\${index}`, '100644', blob] as const),
    );
    const commit = repo.git(['commit-tree', '-m', 'Hostile', root]);
    const { tree, diagnostics } = await fetchSource(gitSource(`file://${repo.folder}`), commit, options());
    await tree?.close();
    expect(diagnostics).toHaveLength(51);
    expect(diagnostics.at(-1)?.message).toMatchInlineSnapshot(
      `"10 more paths of this source are unsafe and left out."`,
    );
  });
});

describe('objects that the server does not have', { tags: ['slow'] }, () => {
  test.each([1, 5])('cost themselves and no others: %i of 200', async (gone) => {
    const repo = gitRepo();
    const names = Array.from({ length: 200 }, (_, index) => `seeds/${index}`);
    const commit = repo.commit(Object.fromEntries(names.map((name) => [name, `seed ${name}`])));
    const lost = names.slice(50, 50 + gone);
    for (const name of lost) {
      const oid = repo.git(['rev-parse', `HEAD:${name}`]);
      rmSync(join(repo.folder, '.git/objects', oid.slice(0, 2), oid.slice(2)));
    }
    const server = await serve(repo);
    const { tree, stats, diagnostics } = await fetchSource(gitSource(server.address), commit, options());
    await tree?.prefetch(names);
    const texts = await Promise.all(names.map((name) => readText(tree, name)));
    expect(names.filter((_, index) => texts[index] === 'unavailable')).toEqual(lost);
    expect(texts.filter((text) => text?.startsWith('seed'))).toHaveLength(200 - gone);

    const { requests } = stats;
    expect(requests).toBe(2 + gone);
    await tree?.prefetch(names);
    expect(stats.requests).toBe(requests);
    await tree?.close();
    expect(diagnostics).toEqual([]);
  });

  test('are found by halving where the server does not name them', async () => {
    const repo = gitRepo();
    const names = Array.from({ length: 40 }, (_, index) => `seeds/${index}`);
    const commit = repo.commit(Object.fromEntries(names.map((name) => [name, `seed ${name}`])));
    const oid = repo.git(['rev-parse', 'HEAD:seeds/17']);
    const place = join(repo.folder, '.git/objects', oid.slice(0, 2), oid.slice(2));
    chmodSync(place, 0o644);
    // The header is whole, the content is not: git takes the order and dies over the delivery.
    truncateSync(place, 15);
    const { tree, stats } = await fetchSource(gitSource(`file://${repo.folder}`), commit, options());
    await tree?.prefetch(names);
    const texts = await Promise.all(names.map((name) => readText(tree, name)));
    expect(names.filter((_, index) => texts[index] === 'unavailable')).toEqual(['seeds/17']);
    expect(stats.requests).toBeLessThan(20);
    await tree?.close();
  });
});

describe('the cache', { tags: ['slow'] }, () => {
  function pack(folder: string): string {
    const packs = join(folder, 'objects/pack');
    return join(packs, readdirSync(packs).find((name) => name.endsWith('.pack')) ?? '');
  }

  test.each<[string, (folder: string) => void]>([
    ['a pack that is cut off', (folder) => truncateSync(pack(folder), 40)],
    ['a pack that is missing', (folder) => rmSync(pack(folder))],
    ['a configuration that is none', (folder) => writeFileSync(join(folder, 'config'), '[core\n')],
    ['no HEAD', (folder) => rmSync(join(folder, 'HEAD'))],
    [
      'nothing in it',
      (folder) => readdirSync(folder).forEach((name) => rmSync(join(folder, name), { recursive: true })),
    ],
  ])('is made anew where it has %s', async (_name, damage) => {
    const repo = gitRepo();
    const commit = repo.commit({ 'apple.md': 'red' });
    const from = options();
    const source = gitSource(`file://${repo.folder}`);
    await (await fetchSource(source, commit, from)).tree?.close();
    chmodSync(pack(cacheFolder(from, source)), 0o644);
    damage(cacheFolder(from, source));

    const { tree, diagnostics } = await fetchSource(source, commit, from);
    await tree?.prefetch(['apple.md']);
    expect(await readText(tree, 'apple.md')).toBe('red');
    await tree?.close();
    expect(diagnostics).toEqual([]);
    expect(leftovers(from)).toEqual([]);
  });

  test('is given up where a file in it cannot be read, and made anew the next time', async () => {
    const repo = gitRepo();
    const commit = repo.commit({ 'apple.md': 'red '.repeat(100), 'pear.md': 'green' });
    const from = options();
    const source = gitSource(`file://${repo.folder}`);
    const first = await fetchSource(source, commit, from);
    await first.tree?.prefetch(['apple.md']);
    await first.tree?.close();
    const packs = join(cacheFolder(from, source), 'objects/pack');
    const blob = repo.git(['rev-parse', 'HEAD:apple.md']);
    for (const name of readdirSync(packs).filter((file) => file.endsWith('.idx'))) {
      const held = execFileSync('git', ['show-index'], { input: readFileSync(join(packs, name)) });
      if (!held.toString().includes(blob)) continue;
      const file = join(packs, name.replace('.idx', '.pack'));
      chmodSync(file, 0o644);
      // Behind the headers, so that the object is there until it is unpacked.
      const bytes = readFileSync(file);
      writeFileSync(file, bytes.fill(0, 16, bytes.byteLength - 20));
    }

    const second = await fetchSource(source, commit, from);
    await second.tree?.prefetch(['apple.md', 'pear.md']);
    expect([await readText(second.tree, 'apple.md'), await readText(second.tree, 'pear.md')]).toEqual([
      'unavailable',
      'green',
    ]);
    await second.tree?.close();
    const third = await fetchSource(source, commit, from);
    await third.tree?.prefetch(['apple.md']);
    expect(await readText(third.tree, 'apple.md')).toContain('red');
    await third.tree?.close();
  });

  test('is cleared of what a killed process left behind a day ago', async () => {
    const repo = gitRepo();
    const commit = repo.commit({ 'apple.md': 'red' });
    const from = options();
    const source = gitSource(`file://${repo.folder}`);
    const [old, recent] = ['1', '2'].map((name) => `${cacheFolder(from, source)}.${name}.tmp`) as [string, string];
    for (const folder of [old, recent]) mkdirSync(folder, { recursive: true });
    utimesSync(old, 1, 1);
    const { tree } = await fetchSource(source, commit, from);
    await tree?.close();
    expect(leftovers(from)).toEqual([basename(recent)]);
  });

  test('outlives a lock that was left behind', async () => {
    const repo = gitRepo();
    const first = repo.commit({ 'apple.md': 'red' });
    const second = repo.commit({ 'apple.md': 'green' });
    const from = options();
    const source = gitSource(`file://${repo.folder}`);
    await (await fetchSource(source, first, from)).tree?.close();
    const lock = join(cacheFolder(from, source), 'shallow.lock');
    writeFileSync(lock, '');
    utimesSync(lock, 1, 1);
    const { tree, diagnostics } = await fetchSource(source, second, from);
    await tree?.close();
    expect(diagnostics).toEqual([]);
  });

  test('is shared by fetches at the same time, cold and warm', async () => {
    const repo = gitRepo();
    const colours = ['red', 'green', 'blue', 'black', 'white'];
    const commits = colours.map((colour) => repo.commit({ 'berry.md': colour }));
    const from = options();
    const source = gitSource(`file://${repo.folder}`);
    const read = async (commit: string): Promise<string | undefined> => {
      const { tree, diagnostics } = await fetchSource(source, commit, from);
      expect(diagnostics).toEqual([]);
      await tree?.prefetch(['berry.md']);
      const text = await readText(tree, 'berry.md');
      await tree?.close();
      return text;
    };
    const [first = '', ...others] = commits;
    expect(await Promise.all([first, first, first].map(read))).toEqual(['red', 'red', 'red']);
    expect(await Promise.all(others.map(read))).toEqual(colours.slice(1));
    expect(leftovers(from)).toEqual([]);
  });

  test('runs no hook and takes no template of the machine', async () => {
    const repo = gitRepo();
    const commit = repo.commit({ 'apple.md': 'red' });
    const from = options();
    const home = from.environment?.['HOME'] ?? '';
    const proof = join(home, 'PWNED');
    for (const folder of ['template/hooks', 'hooks']) {
      mkdirSync(join(home, folder), { recursive: true });
      for (const hook of [
        'reference-transaction',
        'post-checkout',
        'post-index-change',
        'pre-auto-gc',
        'post-update',
      ]) {
        writeFileSync(join(home, folder, hook), `#!/bin/sh\ntouch ${proof}\n`, { mode: 0o755 });
      }
    }
    writeFileSync(
      join(home, '.gitconfig'),
      `[init]\n\ttemplateDir = ${home}/template\n[core]\n\thooksPath = ${home}/hooks\n`,
    );
    const { tree, diagnostics } = await fetchSource(gitSource(`file://${repo.folder}`), commit, from);
    await tree?.prefetch(['apple.md']);
    expect(await readText(tree, 'apple.md')).toBe('red');
    await tree?.close();
    expect(diagnostics).toEqual([]);
    expect(existsSync(proof)).toBe(false);
  });

  test('is not disturbed by the git variables of the caller', async () => {
    const repo = gitRepo();
    const commit = repo.commit({ 'apple.md': 'red' });
    const from = options();
    const hostile = {
      GIT_DIR: repo.folder,
      GIT_WORK_TREE: '/',
      GIT_INDEX_FILE: '/nonexistent',
      GIT_OBJECT_DIRECTORY: '/nonexistent',
    };
    const environment = { ...from.environment, ...hostile, GIT_CONFIG_PARAMETERS: "'core.bare=maybe'" };
    const { tree, diagnostics } = await fetchSource(gitSource(`file://${repo.folder}`), commit, {
      ...from,
      environment,
    });
    await tree?.prefetch(['apple.md']);
    expect(await readText(tree, 'apple.md')).toBe('red');
    await tree?.close();
    expect(diagnostics).toEqual([]);
  });
});
