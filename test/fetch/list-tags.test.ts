import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listTags, readTags } from '../../src/fetch/list-tags.ts';
import { gitRepo, gitSource, options, serve, shown } from './git-source.ts';

const follow = (pattern: string) => ({ versions: { from: 'tags' as const, pattern } });
const [a, b] = ['a'.repeat(40), 'b'.repeat(40)] as const;

describe('the lines of ls-remote', () => {
  test('are versions from low to high; an annotated tag is its commit', () => {
    const lines = [
      `${a}\trefs/tags/v1.10.0`,
      `${a}\trefs/tags/v1.9.0`,
      `${b}\trefs/tags/v1.9.0^{}`,
      `${b}\trefs/tags/v2.0.0-rc.1`,
      `${a}\trefs/tags/vNext`,
      `${a}\trefs/tags/nightly`,
      `${a}\trefs/heads/v3.0.0`,
      `short\trefs/tags/v4.0.0`,
      `${a}\trefs/tags/`,
      '',
    ];
    expect(readTags(lines.join('\n'), 'v*')).toEqual({
      tags: [
        { name: 'v1.9.0', version: '1.9.0', commit: b },
        { name: 'v1.10.0', version: '1.10.0', commit: a },
      ],
      unversioned: ['v2.0.0-rc.1', 'vNext'],
    });
  });

  test('of names like properties are no versions', () => {
    const names = ['__proto__', 'constructor', 'v__proto__'];
    const lines = names.map((name) => `${a}\trefs/tags/${name}`).join('\n');
    expect(readTags(lines, '*')).toEqual({ tags: [], unversioned: names });
  });
});

describe('the tags of a repository', { tags: ['slow'] }, () => {
  test('are those that match, with one request, over a file and HTTP', async () => {
    const repo = gitRepo();
    const first = repo.commit({ 'apple.md': 'red' });
    for (const name of ['tides--v1.0.0', 'tides--v1.1.0-beta', 'charts--v3.0.0', 'v9.0.0']) repo.git(['tag', name]);
    const second = repo.commit({ 'apple.md': 'green' });
    repo.git(['tag', '--annotate', '--message', 'Second', 'tides--v1.1.0']);
    const server = await serve(repo);
    const from = options();
    for (const address of [`file://${repo.folder}`, server.address]) {
      expect(await listTags(gitSource(address, follow('tides--v*')), from, false)).toEqual({
        tags: [
          { name: 'tides--v1.0.0', version: '1.0.0', commit: first },
          { name: 'tides--v1.1.0', version: '1.1.0', commit: second },
        ],
        unversioned: ['tides--v1.1.0-beta'],
        diagnostics: [],
      });
    }
    expect(server.requests).toEqual(['GET info/refs', 'POST git-upload-pack']);
  });

  test('of a bundle', async () => {
    const repo = gitRepo();
    const commit = repo.commit({ 'apple.md': 'red' });
    repo.git(['tag', 'v1.0.0']);
    const from = options();
    repo.git(['bundle', 'create', '--quiet', join(from.catalogDir, 'fruits.bundle'), '--all']);
    expect((await listTags(gitSource('fruits.bundle', follow('v*')), from, false)).tags).toEqual([
      { name: 'v1.0.0', version: '1.0.0', commit },
    ]);
  });

  test('are all looked at, however many there are', async () => {
    const repo = gitRepo();
    const commit = repo.commit({ 'apple.md': 'red' });
    const names = Array.from({ length: 3000 }, (_, n) => `create refs/tags/v1.${n}.0 ${commit}\n`);
    repo.git(['update-ref', '--stdin'], names.join(''));
    const { tags } = await listTags(gitSource(`file://${repo.folder}`, follow('v*')), options(), false);
    expect([tags?.length, tags?.at(-1)?.version]).toEqual([3000, '1.2999.0']);
  });

  test('may be missing, or not to be had', async () => {
    const repo = gitRepo();
    const address = `file://${repo.folder}`;
    const none = await listTags(gitSource(address, follow('v*')), options(), false);
    repo.commit({ 'apple.md': 'red' });
    for (const name of ['2024-05', 'nightly', 'tides--v1.0.0', 'v1.0.0-rc.1']) repo.git(['tag', name]);
    const other = await listTags(gitSource(address, follow('v*')), options(), false);
    expect(shown([...none.diagnostics, ...other.diagnostics], address)).toMatchInlineSnapshot(`
      "sources/fruits.yaml:2 tag-missing: ADDRESS has no tag that is a version as v* says. It has no tags.
        Correct "versions.pattern" in the source file; its "*" stands for a version such as 1.2.0.
      sources/fruits.yaml:2 tag-missing: ADDRESS has no tag that is a version as v* says. It has "nightly", "tides--v1.0.0", "v1.0.0-rc.1", and 1 more.
        Correct "versions.pattern" in the source file; its "*" stands for a version such as 1.2.0."
    `);
    expect([none.gone, other.gone]).toEqual([undefined, undefined]);
    expect(await listTags(gitSource(address, follow('v*')), options(), true)).toEqual({
      tags: [],
      unversioned: ['v1.0.0-rc.1'],
      diagnostics: [],
    });
  });

  test.each([
    [404, true],
    [401, true],
    [503, undefined],
  ] as const)('of a server that answers %i are gone: %s', async (behaviour, gone) => {
    const repo = gitRepo();
    const server = await serve(repo);
    server.behaviour = behaviour;
    const listed = await listTags(gitSource(server.address, follow('v*')), options(), false);
    expect([listed.tags, listed.gone, listed.diagnostics.length]).toEqual([undefined, gone, 1]);
  });
});
