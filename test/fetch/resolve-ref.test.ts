import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resolveRef } from '../../src/fetch/resolve-ref.ts';
import { gitRepo, gitSource, options, serve, shown } from './git-source.ts';

describe('a ref', { tags: ['slow'] }, () => {
  test('is the default branch, a branch, a tag or a commit', async () => {
    const repo = gitRepo();
    const first = repo.commit({ 'apple.md': 'red' });
    repo.git(['tag', 'v1']);
    repo.git(['tag', '--annotate', '--message', 'Second', 'v2']);
    repo.git(['branch', 'harvest/2026']);
    repo.git(['branch', 'both']);
    const second = repo.commit({ 'apple.md': 'green' });
    repo.git(['tag', 'both']);
    const address = `file://${repo.folder}`;

    const resolve = async (ref?: string): Promise<unknown> => {
      const { commit, diagnostics } = await resolveRef(gitSource(address, ref === undefined ? {} : { ref }), options());
      expect(diagnostics).toEqual([]);
      return commit === first ? 'first' : commit === second ? 'second' : commit;
    };
    expect(await resolve()).toBe('second');
    expect(await resolve('main')).toBe('second');
    expect(await resolve('harvest/2026')).toBe('first');
    expect(await resolve('v1')).toBe('first');
    expect(await resolve('v2')).toBe('first');
    expect(await resolve('both')).toBe('first');
    expect(await resolve('refs/tags/both')).toBe('second');
    expect(await resolve('refs/tags/v2')).toBe('first');
  });

  test('costs two requests over HTTP, and a commit none', async () => {
    const repo = gitRepo();
    const commit = repo.commit({ 'apple.md': 'red' });
    const server = await serve(repo);
    const from = options();
    expect(await resolveRef(gitSource(server.address, { ref: 'main' }), from)).toEqual({ commit, diagnostics: [] });
    expect(server.requests).toEqual(['GET info/refs', 'POST git-upload-pack']);
    server.reset();
    expect(await resolveRef(gitSource(server.address, { commit }), from)).toEqual({ commit, diagnostics: [] });
    expect(server.requests).toEqual([]);
  });

  test('of a bundle', async () => {
    const repo = gitRepo();
    const commit = repo.commit({ 'apple.md': 'red' });
    const from = options();
    repo.git(['bundle', 'create', '--quiet', join(from.catalogDir, 'fruits.bundle'), 'HEAD', 'main']);
    expect(await resolveRef(gitSource('fruits.bundle', { ref: 'main' }), from)).toEqual({ commit, diagnostics: [] });
    expect(await resolveRef(gitSource('fruits.bundle'), from)).toEqual({ commit, diagnostics: [] });
  });

  test('is missing', async () => {
    const repo = gitRepo();
    const address = `file://${repo.folder}`;
    const empty = await resolveRef(gitSource(address), options());
    expect(shown(empty.diagnostics, address)).toMatchInlineSnapshot(`
      "sources/fruits.yaml:1 source-ref-missing: ADDRESS has no default branch: it may be empty.
        Push a commit, or name a branch under "ref"."
    `);
    repo.commit({ 'apple.md': 'red' });
    const gone = await resolveRef(gitSource(address, { ref: 'autumn' }), options());
    expect(gone.commit).toBeUndefined();
    expect(shown(gone.diagnostics, address)).toMatchInlineSnapshot(`
      "sources/fruits.yaml:2 source-ref-missing: ADDRESS has no branch or tag "autumn".
        Correct "ref" (or "commit") in the source file, or leave it out to follow the default branch."
    `);
  });

  test('cannot be asked for', async () => {
    const repo = gitRepo();
    const server = await serve(repo);
    server.behaviour = 'hang';
    const hangs = await resolveRef(gitSource(server.address), options({ limits: { seconds: 1 } }));
    server.behaviour = 404;
    const missing = await resolveRef(gitSource(server.address), options());
    const gone = await resolveRef(gitSource('file:///nonexistent/fruits'), options());
    expect(shown([...hangs.diagnostics, ...missing.diagnostics, ...gone.diagnostics], server.address))
      .toMatchInlineSnapshot(`
      "sources/fruits.yaml:1 source-too-slow: ADDRESS was not fetched within 1 s; the fetch was stopped.
        Try again, or raise policy.limits.seconds in catalog.yaml.
      sources/fruits.yaml:1 source-unreachable: There is no repository at ADDRESS.
        Check the address: was it renamed, deleted or made private?
      sources/fruits.yaml:1 source-unreachable: There is no repository at file:///nonexistent/fruits.
        Check the address: was it renamed, deleted or made private?"
    `);
  });

  test('runs nothing the repository around the cache configures', async () => {
    const repo = gitRepo();
    const commit = repo.commit({ 'apple.md': 'red' });
    const around = gitRepo();
    around.git(['config', `url.ext::sh -c touch% ${around.folder}/PWNED;.insteadOf`, 'file://']);
    around.git(['config', 'protocol.allow', 'always']);
    const from = options({ cacheDir: join(around.folder, 'cache') });
    expect(await resolveRef(gitSource(`file://${repo.folder}`), from)).toEqual({ commit, diagnostics: [] });
    expect(existsSync(join(around.folder, 'PWNED'))).toBe(false);
  });
});
