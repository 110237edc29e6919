import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { fetchSource } from '../../src/fetch/fetch-source.ts';
import { cacheFolder, gitRepo, gitSource, leftovers, options, readText, serve, shown } from './git-source.ts';

const nowhere = '1'.repeat(40);

/** More than 60 kB of names, which do not compress well, over one small file. */
function largeTree(): Record<string, string> {
  return Object.fromEntries(Array.from({ length: 2000 }, () => [randomBytes(32).toString('hex'), 'seed']));
}

describe('a server that does not serve', { tags: ['slow'] }, () => {
  test('has no such repository', async () => {
    const server = await serve(gitRepo());
    const from = options();
    const { tree, diagnostics } = await fetchSource(gitSource(`${server.url}/none`), nowhere, from);
    expect(tree).toBeUndefined();
    expect(leftovers(from)).toEqual([]);
    expect(shown(diagnostics, server.url)).toMatchInlineSnapshot(`
      "sources/fruits.yaml:1 source-unreachable: There is no repository at ADDRESS/none.
        Check the address: was it renamed, deleted or made private?"
    `);
  });

  test('asks for a password', async () => {
    const server = await serve(gitRepo());
    server.behaviour = 401;
    const { diagnostics } = await fetchSource(gitSource(server.address), nowhere, options());
    expect(shown(diagnostics, server.address)).toMatchInlineSnapshot(`
      "sources/fruits.yaml:1 source-unreachable: ADDRESS asks for authentication, or does not exist: many hosts do not say which.
        Check the address. For a private repository give git a credential helper or an ssh key on the machine that builds."
    `);
  });

  test('fails', async () => {
    const server = await serve(gitRepo());
    server.behaviour = 503;
    const { diagnostics } = await fetchSource(gitSource(server.address), nowhere, options());
    expect(shown(diagnostics, server.address)).toMatchInlineSnapshot(`
      "sources/fruits.yaml:1 source-unreachable: The server of ADDRESS fails with an error of its own.
        Try again later."
    `);
  });

  test('is not there', async () => {
    const server = await serve(gitRepo());
    await server.close();
    const { diagnostics } = await fetchSource(gitSource(server.address), nowhere, options());
    expect(shown(diagnostics, server.address)).toMatchInlineSnapshot(`
      "sources/fruits.yaml:1 source-unreachable: The host of ADDRESS does not accept connections.
        Try again later; check port, proxy and firewall."
    `);
  });

  test('does not have the commit', async () => {
    const repo = gitRepo();
    repo.commit({ 'apple.md': 'red' });
    const server = await serve(repo);
    const { diagnostics } = await fetchSource(gitSource(server.address), nowhere, options());
    expect(shown(diagnostics, server.address)).toMatchInlineSnapshot(`
      "sources/fruits.yaml:2 source-ref-missing: ADDRESS does not have the commit 1111111111111111111111111111111111111111 (any more).
        Correct "ref" (or "commit") in the source file, or leave it out to follow the default branch."
    `);
    const pinned = await fetchSource(gitSource(`file://${repo.folder}`, { commit: nowhere }), nowhere, options());
    expect(shown(pinned.diagnostics, `file://${repo.folder}`)).toMatchInlineSnapshot(`
      "sources/fruits.yaml:2 source-ref-missing: ADDRESS does not have the commit 1111111111111111111111111111111111111111 (any more).
        Correct "ref" (or "commit") in the source file, or leave it out to follow the default branch."
    `);
  });

  test('dies half way', async () => {
    const repo = gitRepo();
    const commit = repo.commit(largeTree());
    const server = await serve(repo);
    server.behaviour = 'die';
    server.dieAfter = 20_000;
    const from = options();
    const { tree, diagnostics } = await fetchSource(gitSource(server.address), commit, from);
    expect(tree).toBeUndefined();
    expect(leftovers(from)).toEqual([]);
    expect(shown(diagnostics, server.address)).toMatchInlineSnapshot(`
      "sources/fruits.yaml:1 source-unreachable: The server of ADDRESS closed the connection before everything was sent.
        Try again; if it stays, the repository may be damaged at its host."
    `);
  });

  test('dies while it sends files', async () => {
    const repo = gitRepo();
    const commit = repo.commit({ 'apple.bin': randomBytes(100_000), 'pear.md': 'green' });
    const server = await serve(repo);
    const { tree, diagnostics } = await fetchSource(gitSource(server.address), commit, options());
    server.behaviour = 'die';
    server.dieAfter = 20_000;
    await tree?.prefetch(['apple.bin']);
    expect(await readText(tree, 'apple.bin')).toBe('unavailable');
    await tree?.close();
    expect(shown(diagnostics, server.address)).toMatchInlineSnapshot(`
      "sources/fruits.yaml:1 source-unreachable: The server of ADDRESS closed the connection before everything was sent.
        Try again; if it stays, the repository may be damaged at its host."
    `);
  });

  test('hangs, and leaves no process and no connection behind', async () => {
    const server = await serve(gitRepo());
    server.behaviour = 'hang';
    const start = performance.now();
    const from = options({ limits: { seconds: 1 } });
    const { diagnostics, stats } = await fetchSource(gitSource(server.address), nowhere, from);
    expect(performance.now() - start).toBeLessThan(3000);
    expect(stats.seconds).toBeGreaterThanOrEqual(1);
    await sleep(100);
    expect(await server.connections()).toBe(0);
    expect(leftovers(from)).toEqual([]);
    expect(shown(diagnostics, server.address)).toMatchInlineSnapshot(`
      "sources/fruits.yaml:1 source-too-slow: ADDRESS was not fetched within 1 s; the fetch was stopped.
        Try again, or raise policy.limits.seconds in catalog.yaml."
    `);
  });

  test('hangs, and the caller gives up', async () => {
    const server = await serve(gitRepo());
    server.behaviour = 'hang';
    const from = options({ signal: AbortSignal.timeout(300) });
    await expect(fetchSource(gitSource(server.address), nowhere, from)).rejects.toThrow('aborted due to timeout');
    await sleep(100);
    expect(await server.connections()).toBe(0);
    expect(leftovers(from)).toEqual([]);
  });
});

describe('limits', { tags: ['slow'] }, () => {
  test('on the bytes of a commit', async () => {
    const repo = gitRepo();
    const commit = repo.commit(largeTree());
    const from = options({ limits: { sourceBytes: 20_000 } });
    const { tree, diagnostics } = await fetchSource(gitSource(`file://${repo.folder}`), commit, from);
    expect(tree).toBeUndefined();
    expect(leftovers(from)).toEqual([]);
    expect(shown(diagnostics, `file://${repo.folder}`)).toMatchInlineSnapshot(`
      "sources/fruits.yaml:1 source-too-large: ADDRESS is larger than 20000 bytes; the fetch was stopped.
        Narrow the source with "path", or raise policy.limits.sourceBytes in catalog.yaml."
    `);
  });

  test('on the bytes of files, every time', async () => {
    const repo = gitRepo();
    const commit = repo.commit({ 'melon.bin': randomBytes(1_500_000), 'pear.md': 'green' });
    const from = options({ limits: { sourceBytes: 1_200_000 } });
    const source = gitSource(`file://${repo.folder}`);
    for (let time = 0; time < 2; time += 1) {
      const { tree, diagnostics } = await fetchSource(source, commit, from);
      await tree?.prefetch(['melon.bin']);
      await tree?.prefetch(['pear.md']);
      expect(await readText(tree, 'pear.md')).toBe('unavailable');
      await tree?.close();
      expect(shown(diagnostics, `file://${repo.folder}`)).toMatchInlineSnapshot(`
        "sources/fruits.yaml:1 source-too-large: ADDRESS is larger than 1.2 MB; the fetch was stopped.
          Narrow the source with "path", or raise policy.limits.sourceBytes in catalog.yaml."
      `);
    }
    expect(existsSync(cacheFolder(from, source))).toBe(false);
  });

  test('on a bundle, before it is opened', async () => {
    const repo = gitRepo();
    const commit = repo.commit({ 'melon.bin': randomBytes(50_000) });
    const from = options({ limits: { sourceBytes: 20_000 } });
    repo.git(['bundle', 'create', '--quiet', join(from.catalogDir, 'fruits.bundle'), 'main']);
    const { diagnostics } = await fetchSource(gitSource('fruits.bundle'), commit, from);
    expect(shown(diagnostics)).toMatchInlineSnapshot(`
      "sources/fruits.yaml:1 source-too-large: fruits.bundle is larger than 20000 bytes; the fetch was stopped.
        Narrow the source with "path", or raise policy.limits.sourceBytes in catalog.yaml."
    `);
  });

  test('on the number of files', async () => {
    const repo = gitRepo();
    const commit = repo.commit({ a: '', b: '', c: '' });
    const source = gitSource(`file://${repo.folder}`);
    const { tree } = await fetchSource(source, commit, options({ limits: { files: 3 } }));
    expect(tree?.nodes.size).toBe(3);
    await tree?.close();
    const { diagnostics } = await fetchSource(source, commit, options({ limits: { files: 2 } }));
    expect(shown(diagnostics, `file://${repo.folder}`)).toMatchInlineSnapshot(`
      "sources/fruits.yaml:1 source-too-many-files: ADDRESS has more than 2 files.
        Raise policy.limits.files in catalog.yaml, or list a smaller repository."
    `);
  });

  test('on a tree that names itself over and over', async () => {
    const repo = gitRepo();
    let tree = repo.git(['mktree'], `100644 blob ${repo.git(['hash-object', '-w', '--stdin'], 'seed')}\tseed\n`);
    for (let level = 0; level < 12; level += 1) {
      tree = repo.git(['mktree'], Array.from({ length: 10 }, (_, i) => `040000 tree ${tree}\t${i}\n`).join(''));
    }
    const commit = repo.git(['commit-tree', '-m', 'Bomb', tree]);
    const { diagnostics } = await fetchSource(gitSource(`file://${repo.folder}`), commit, options());
    expect(shown(diagnostics, `file://${repo.folder}`)).toMatchInlineSnapshot(`
      "sources/fruits.yaml:1 source-too-many-files: ADDRESS has more than 50000 files.
        Raise policy.limits.files in catalog.yaml, or list a smaller repository."
    `);
  });
});

describe('an address that must not reach git', { tags: ['slow'] }, () => {
  test.each([
    'ext::sh -c "touch PWNED"',
    '--upload-pack=touch PWNED',
    '-u/touch PWNED',
    'https://user:secret@example.org/fruits',
    'file:///etc/../etc',
    'fd::17',
  ])('%s', async (address) => {
    const { tree, diagnostics } = await fetchSource(gitSource(address), nowhere, options());
    expect(tree).toBeUndefined();
    expect(shown(diagnostics)).toMatchInlineSnapshot(`
      "sources/fruits.yaml:1 source-address-invalid: The address has none of the forms that are handed to git.
        Write it as https://host/owner/repository, without user name, password, query or fragment."
    `);
  });

  test('is one of a transport that the policy does not name', async () => {
    const from = options({ transports: ['https'] });
    const { diagnostics } = await fetchSource(gitSource('http://127.0.0.1:1/fruits'), nowhere, from);
    expect(shown(diagnostics)).toMatchInlineSnapshot(`
      "sources/fruits.yaml:1 source-transport-refused: The transport "http" of http://127.0.0.1:1/fruits is not in policy.transports.
        Use https, or ask the operator to add the transport to policy.transports in catalog.yaml."
    `);
  });

  test.each(['ext::sh -c "touch PWNED; "', 'file:///'])('is one that insteadOf turns into %s', async (rewritten) => {
    const from = options({ transports: ['https', 'bundle'] });
    const home = from.environment?.['HOME'] ?? '';
    const instead = rewritten.replace('PWNED', join(home, 'PWNED')).replaceAll('"', String.raw`\"`);
    writeFileSync(
      join(home, '.gitconfig'),
      `[url "${instead}"]\n\tinsteadOf = https://example.org/\n[protocol]\n\tallow = always\n`,
    );
    const { diagnostics } = await fetchSource(gitSource('https://example.org/fruits'), nowhere, from);
    expect(existsSync(join(home, 'PWNED'))).toBe(false);
    expect(shown(diagnostics)).toMatchInlineSnapshot(`
      "sources/fruits.yaml:1 source-unreachable: Git would reach https://example.org/fruits in a way that policy.transports does not allow.
        Look for "insteadOf" in the git configuration of this machine, or add the transport to policy.transports in catalog.yaml."
    `);
  });

  test('is a bundle that is missing, elsewhere, or none', async () => {
    const from = options();
    const outside = gitRepo();
    outside.commit({ 'apple.md': 'red' });
    outside.git(['bundle', 'create', '--quiet', 'outside.bundle', 'main']);
    symlinkSync(join(outside.folder, 'outside.bundle'), join(from.catalogDir, 'elsewhere.bundle'));
    writeFileSync(join(from.catalogDir, 'none.bundle'), `gitdir: ${outside.folder}/.git\n`);
    mkdirSync(join(from.catalogDir, 'folder.bundle'));

    const found = [];
    for (const name of ['missing', 'elsewhere', 'none', 'folder']) {
      found.push(...(await fetchSource(gitSource(`${name}.bundle`), nowhere, from)).diagnostics);
    }
    expect(shown(found)).toMatchInlineSnapshot(`
      "sources/fruits.yaml:1 source-unreachable: There is no bundle missing.bundle in the catalog folder.
        Make it with "git bundle create", and name its path below the catalog folder.
      sources/fruits.yaml:1 source-unreachable: The bundle elsewhere.bundle lies outside of the catalog folder.
        Make it with "git bundle create", and name its path below the catalog folder.
      sources/fruits.yaml:1 source-unreachable: The file none.bundle is not a git bundle.
        Make it with "git bundle create", and name its path below the catalog folder.
      sources/fruits.yaml:1 source-unreachable: The file folder.bundle is not a git bundle.
        Make it with "git bundle create", and name its path below the catalog folder."
    `);
  });
});

test('a local source is not fetched', async () => {
  const source = { ...gitSource('fruits.bundle'), origin: { local: 'fruits' } };
  await expect(fetchSource(source, nowhere, options())).rejects.toThrow('The source "fruits" is local.');
});
