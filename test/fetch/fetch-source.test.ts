import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fetchSource } from '../../src/fetch/fetch-source.ts';
import { cachedObjects, cacheFolder, gitRepo, gitSource, leftovers, options, readText, serve } from './git-source.ts';

const fruits = {
  'skills/apple/SKILL.md': '---\nname: apple\n---\nRed or green.\n',
  'skills/apple/peel.sh': { script: '#!/bin/sh\necho peel\n' },
  'skills/apple/pear': { link: '../pear' },
  'vendor/basket': { submodule: '1'.repeat(40) },
  'größe -x.txt': 'ß\n',
};

describe('a tree of a git source', { tags: ['slow'] }, () => {
  test('of a file address', async () => {
    const repo = gitRepo();
    const commit = repo.commit(fruits);
    const { tree, date, diagnostics } = await fetchSource(gitSource(`file://${repo.folder}`), commit, options());

    expect(diagnostics).toEqual([]);
    expect(tree?.commit).toBe(commit);
    expect(date).toBe('2026-01-01T01:00:00Z');
    expect([...(tree?.nodes ?? [])].map(([path, { type }]) => `${type} ${path}`)).toMatchInlineSnapshot(`
      [
        "file größe -x.txt",
        "file skills/apple/SKILL.md",
        "link skills/apple/pear",
        "executable skills/apple/peel.sh",
        "submodule vendor/basket",
      ]
    `);
    expect([...(tree?.folders.keys() ?? [])]).toEqual(['skills', 'skills/apple', 'vendor']);
    expect(tree?.folders.get('skills')).toBe(repo.git(['rev-parse', `${commit}:skills`]));

    await tree?.prefetch([...tree.nodes.keys(), 'nowhere']);
    expect(await readText(tree, 'skills/apple/SKILL.md')).toContain('Red or green.');
    expect(await readText(tree, 'skills/apple/pear')).toBe('../pear');
    expect(await readText(tree, 'größe -x.txt')).toBe('ß\n');
    expect(await readText(tree, 'vendor/basket')).toBe('missing');
    expect(await readText(tree, 'skills')).toBe('missing');
    expect(await readText(tree, 'nowhere')).toBe('missing');
    await tree?.close();
    expect(await readText(tree, 'größe -x.txt')).toBe('unavailable');
  });

  test('of a bundle, at a commit that is no tip', async () => {
    const repo = gitRepo();
    const commit = repo.commit(fruits);
    repo.commit({ 'README.md': 'Empty.\n' });
    const from = options();
    mkdirSync(join(from.catalogDir, 'bundles'));
    repo.git(['bundle', 'create', '--quiet', join(from.catalogDir, 'bundles/fruits.bundle'), 'main']);

    const { tree, diagnostics } = await fetchSource(gitSource('bundles/fruits.bundle'), commit, from);
    expect(diagnostics).toEqual([]);
    await tree?.prefetch(['skills/apple/SKILL.md']);
    expect(await readText(tree, 'skills/apple/SKILL.md')).toContain('Red or green.');
    await tree?.close();
  });

  test('of the repository at its very root has no folders', async () => {
    const repo = gitRepo();
    const { tree } = await fetchSource(gitSource(`file://${repo.folder}`), repo.commit({}), options());
    expect(tree?.nodes.size).toBe(0);
    expect(tree?.folders.size).toBe(0);
    await tree?.close();
  });

  test('reads many files in any order, large ones among them', async () => {
    const repo = gitRepo();
    const large = randomBytes(300_000).toString('hex');
    const names = Array.from({ length: 300 }, (_, index) => `seeds/${index}.txt`);
    const seeds = Object.fromEntries(names.map((name) => [name, `${name}\n${name.repeat(50)}`]));
    const commit = repo.commit({ ...seeds, 'large.txt': large, 'empty.txt': '' });
    const from = options({ limits: { fileBytes: 500_000 } });

    const { tree } = await fetchSource(gitSource(`file://${repo.folder}`), commit, from);
    await tree?.prefetch([...tree.nodes.keys()]);
    const texts = await Promise.all(['large.txt', ...names, 'empty.txt'].map((name) => readText(tree, name)));
    expect(texts).toEqual(['too-large', ...Object.values(seeds), '']);
    await tree?.close();
  });
});

describe('the network', { tags: ['slow'] }, () => {
  test('is asked as often for a thousand files as for one', async () => {
    const counts: string[][] = [];
    for (const size of [1, 1000]) {
      const repo = gitRepo();
      const names = Array.from({ length: size }, (_, index) => `seeds/${index}.txt`);
      const commit = repo.commit(Object.fromEntries(names.map((name) => [name, name])));
      const server = await serve(repo);
      const { tree, stats } = await fetchSource(gitSource(server.address), commit, options());
      await tree?.prefetch(names);
      expect(await readText(tree, names.at(-1) ?? '')).toBe(names.at(-1));
      await tree?.close();
      expect(stats.requests).toBe(2);
      counts.push([...server.requests]);
    }
    expect(counts[1]).toEqual(counts[0]);
    expect(counts[0]).toMatchInlineSnapshot(`
      [
        "GET info/refs",
        "POST git-upload-pack",
        "GET info/refs",
        "POST git-upload-pack",
      ]
    `);
  });

  test('is not asked again for what is there', async () => {
    const repo = gitRepo();
    const commit = repo.commit({ 'apple.md': 'red', 'pear.md': 'green' });
    const server = await serve(repo);
    const from = options();
    const source = gitSource(server.address);
    const first = await fetchSource(source, commit, from);
    await first.tree?.prefetch(['apple.md']);
    await first.tree?.prefetch(['apple.md']);
    await first.tree?.close();
    expect(first.stats.bytesFetched).toBeGreaterThan(0);

    server.reset();
    const second = await fetchSource(source, commit, from);
    await second.tree?.prefetch(['apple.md']);
    expect(await readText(second.tree, 'apple.md')).toBe('red');
    await second.tree?.close();
    expect(server.requests).toEqual([]);
    expect(second.stats).toEqual({ bytesFetched: 0, seconds: 0, requests: 0 });
  });

  test('sends the files that are asked for and no others', async () => {
    const repo = gitRepo();
    const commit = repo.commit({ 'SKILL.md': 'small', 'melon.bin': randomBytes(2_000_000) });
    const server = await serve(repo);
    const from = options();
    const source = gitSource(server.address);
    const { tree, stats } = await fetchSource(source, commit, from);
    await tree?.prefetch(['SKILL.md']);
    expect(await readText(tree, 'SKILL.md')).toBe('small');
    await tree?.close();

    const objects = cachedObjects(from, source);
    expect(objects.has(repo.git(['rev-parse', 'HEAD:SKILL.md']))).toBe(true);
    expect(objects.has(repo.git(['rev-parse', 'HEAD:melon.bin']))).toBe(false);
    expect(server.bytes()).toBeLessThan(5000);
    expect(stats.bytesFetched).toBeLessThan(5000);
  });

  test('is never reached by a read', async () => {
    const repo = gitRepo();
    const commit = repo.commit({ 'apple.md': 'red', 'pear.md': 'green' });
    const server = await serve(repo);
    const { tree } = await fetchSource(gitSource(server.address), commit, options());
    await tree?.prefetch(['apple.md']);
    server.reset();
    expect(await Promise.all(['pear.md', 'apple.md'].map((name) => readText(tree, name)))).toEqual([
      'unavailable',
      'red',
    ]);
    expect(server.requests).toEqual([]);
    await tree?.close();
  });

  test('sends a moved source only what moved', async () => {
    const repo = gitRepo();
    const stays = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`skills/s${i}/SKILL.md`, `Skill ${i}`]));
    const first = repo.commit({ ...stays, 'apple.md': 'red' });
    const second = repo.commit({ ...stays, 'apple.md': 'green' });
    const from = options();
    const source = gitSource(`file://${repo.folder}`);
    const before = await fetchSource(source, first, from);
    await before.tree?.prefetch([...before.tree.nodes.keys()]);
    await before.tree?.close();

    const after = await fetchSource(source, second, from);
    await after.tree?.prefetch([...after.tree.nodes.keys()]);
    expect(await readText(after.tree, 'apple.md')).toBe('green');
    await after.tree?.close();
    expect(after.stats.requests).toBe(2);
    expect(after.stats.bytesFetched).toBeLessThan(before.stats.bytesFetched / 5);
  });
});

describe('the cache', { tags: ['slow'] }, () => {
  test('never holds a working tree', async () => {
    const repo = gitRepo();
    const from = options();
    const source = gitSource(`file://${repo.folder}`);
    const { tree } = await fetchSource(source, repo.commit(fruits), from);
    await tree?.prefetch([...tree.nodes.keys()]);
    await tree?.close();
    expect(leftovers(from)).toEqual([]);
    expect(existsSync(join(cacheFolder(from, source), 'hooks'))).toBe(false);
    expect(existsSync(join(cacheFolder(from, source), 'index'))).toBe(false);
  });
});
