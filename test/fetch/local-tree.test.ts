import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Limits } from '../../src/domain/catalog.ts';
import { openLocalTree } from '../../src/fetch/local-tree.ts';
import { gitSource, readText, shown, temporaryFolder } from './git-source.ts';

const limits = Limits.parse({});

function write(folder: string, path: string, content: string | Uint8Array): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), content);
}

test('a folder is a tree of files, executables and links', async () => {
  const folder = temporaryFolder();
  write(folder, 'skills/apple/SKILL.md', 'red');
  write(folder, 'skills/apple/peel.sh', '#!/bin/sh\n');
  chmodSync(join(folder, 'skills/apple/peel.sh'), 0o755);
  write(folder, 'größe.txt', 'ß');
  write(folder, '.git/config', '[core]\n');
  write(folder, 'vendor/basket/.git', 'gitdir: elsewhere\n');
  write(folder, 'vendor/basket/.gitignore', 'pips\n');
  mkdirSync(join(folder, 'empty'));
  symlinkSync('/etc/passwd', join(folder, 'passwd'));
  symlinkSync('skills', join(folder, 'linked'));
  symlinkSync('nowhere', join(folder, 'dangling'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);

  const { tree, diagnostics } = await openLocalTree(folder, limits);
  expect(diagnostics).toEqual([]);
  expect(tree?.commit).toBeUndefined();
  expect(tree?.folders.size).toBe(0);
  expect([...(tree?.nodes ?? [])].map(([path, { type }]) => `${type} ${path}`)).toMatchInlineSnapshot(`
    [
      "link dangling",
      "file größe.txt",
      "link linked",
      "link passwd",
      "file skills/apple/SKILL.md",
      "executable skills/apple/peel.sh",
      "file vendor/basket/.gitignore",
    ]
  `);

  await tree?.prefetch(['passwd']);
  const texts = [
    'skills/apple/SKILL.md',
    'passwd',
    'linked',
    'dangling',
    'linked/apple/SKILL.md',
    'pipe',
    '.git/config',
    '../x',
  ];
  expect(await Promise.all(texts.map((path) => readText(tree, path)))).toEqual([
    'red',
    '/etc/passwd',
    'skills',
    'nowhere',
    'missing',
    'missing',
    'missing',
    'missing',
  ]);
  await tree?.close();
});

test('what has changed since it was listed is not followed and not waited for', async () => {
  const folder = temporaryFolder();
  for (const name of ['gone', 'link', 'pipe']) write(folder, name, 'fruit');
  const { tree } = await openLocalTree(folder, limits);
  for (const name of ['gone', 'link', 'pipe']) rmSync(join(folder, name));
  symlinkSync('/etc/passwd', join(folder, 'link'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  expect(await Promise.all(['gone', 'link', 'pipe'].map((name) => readText(tree, name)))).toEqual([
    'unavailable',
    'unavailable',
    'unavailable',
  ]);
});

test('limits hold for a folder too', async () => {
  const folder = temporaryFolder();
  write(folder, 'melon.bin', new Uint8Array(100));
  write(folder, 'pear.md', 'green');
  const source = { ...gitSource('fruits.bundle'), origin: { local: 'starter/fruits' } };
  const files = await openLocalTree(folder, { ...limits, files: 1 }, source);
  const bytes = await openLocalTree(folder, { ...limits, sourceBytes: 104 }, source);
  const none = await openLocalTree(join(folder, 'none'), limits, source);
  symlinkSync(folder, join(folder, 'self'));
  const linked = await openLocalTree(join(folder, 'self'), limits);
  expect(shown([...files.diagnostics, ...bytes.diagnostics, ...none.diagnostics, ...linked.diagnostics]))
    .toMatchInlineSnapshot(`
    "sources/fruits.yaml:1 source-too-many-files: The folder starter/fruits has more than 1 files.
      Raise policy.limits.files in catalog.yaml, or list a smaller repository.
    sources/fruits.yaml:1 source-too-large: The folder starter/fruits holds more than 104 bytes.
      Narrow the source with "path", or raise policy.limits.sourceBytes in catalog.yaml.
    sources/fruits.yaml:1 source-local-missing: There is no folder starter/fruits.
      Check the path; it is relative to the catalog folder.
    .: source-local-missing: There is no folder of this source.
      Check the path; it is relative to the catalog folder."
  `);

  const { tree } = await openLocalTree(folder, { ...limits, fileBytes: 99 });
  expect(await readText(tree, 'melon.bin')).toBe('too-large');
  expect(await readText(tree, 'pear.md')).toBe('green');
});

test('unsafe names are left out, each with a diagnostic', async () => {
  const folder = temporaryFolder();
  write(folder, 'fine', 'fruit');
  write(folder, 'a\\b', 'fruit');
  write(folder, 'bell\u0007/apple', 'fruit');
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/f`), Buffer.from([0xff])]), 'fruit');
  const { tree, diagnostics } = await openLocalTree(folder, limits);
  expect([...(tree?.nodes.keys() ?? [])]).toEqual(['fine']);
  expect(shown(diagnostics)).toMatchInlineSnapshot(`
    "a\\b: path-unsafe: The path "a\\b" holds a backslash; the file is left out.
      Rename the file in the source.
    bell\\x07: path-unsafe: The path "bell\\x07" holds a control character; the file is left out.
      Rename the file in the source.
    f\\xff: path-unsafe: The path "f\\xff" is not UTF-8; the file is left out.
      Rename the file in the source."
  `);
});
