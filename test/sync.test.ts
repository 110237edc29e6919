import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { assemble } from '../src/build.ts';
import { ledgerBreaks, Lock } from '../src/domain/lock.ts';
import { relate, toFull } from '../src/emit/to-full.ts';
import { sync } from '../src/sync.ts';
import { catalogFolder, scratchFolder } from './helpers/catalog-folder.ts';
import { type GitRepo, makeGitRepo } from './helpers/git-repo.ts';

const catalogYaml = `id: harbour-market
title: Harbour market
description: Skills for people who work at a harbour.
url: https://harbour.example.org
policy: { transports: [https, file, bundle] }
`;

const skill = (name: string, words: string): string =>
  `---\nname: ${name}\ndescription: ${words}. Use at the quay.\n---\n\n${words}.\n`;

/** A catalog that lists one repository, and what can be done with it. */
function harbour() {
  const repo = makeGitRepo();
  onTestFinished(() => repo.remove());
  const listing = `git: file://${repo.folder}\nref: main\n`;
  const catalogDir = catalogFolder({ 'catalog.yaml': catalogYaml, 'sources/quay.yaml': listing });
  const cacheDir = scratchFolder();
  const lockFile = join(catalogDir, 'lock/quay.json');
  const run = () => sync({ catalogDir, cacheDir, only: [], now: '2026-03-01T00:00:00Z', onStep: () => undefined });
  const lock = (): Lock => Lock.parse(JSON.parse(readFileSync(lockFile, 'utf8')));
  const revisions = (): Record<string, number[]> =>
    Object.fromEntries(
      Object.entries(lock().entries).map(([key, { revisions: all }]) => [key, all.map(({ revision }) => revision)]),
    );
  const published = async () => {
    const { catalog, diagnostics } = await assemble({ catalogDir, cacheDir, onStep: () => undefined });
    return {
      ids: catalog?.entries.map(({ id }) => id) ?? [],
      states: catalog?.outcomes.map(({ state }) => state),
      // Whether the catalog is committed is not the matter here.
      diagnostics: diagnostics.filter(({ rule }) => rule !== 'history-absent'),
    };
  };
  return { repo, catalogDir, cacheDir, lockFile, run, lock, revisions, published };
}

describe('the ledger follows a source', { tags: ['slow'] }, () => {
  test('every change of content is a new revision, and nothing is ever taken back', async () => {
    const { repo, run, lock, revisions, published } = harbour();
    const moor = { 'skills/moor/SKILL.md': skill('moor', 'Ties ships up') };
    repo.commit(moor);
    await run();
    expect(revisions()).toEqual({ 'skill:moor': [1] });
    const ledgers = [lock()];

    const steps: [string, Parameters<GitRepo['commit']>[0], Record<string, number[]>, string[]][] = [
      [
        'a skill is added',
        { ...moor, 'skills/load/SKILL.md': skill('load', 'Loads ships') },
        { 'skill:load': [1], 'skill:moor': [1] },
        ['skill:quay/load', 'skill:quay/moor'],
      ],
      [
        'a skill is edited',
        {
          'skills/moor/SKILL.md': skill('moor', 'Ties ships up twice'),
          'skills/load/SKILL.md': skill('load', 'Loads ships'),
        },
        { 'skill:load': [1], 'skill:moor': [1, 2] },
        ['skill:quay/load', 'skill:quay/moor'],
      ],
      [
        'it goes back to its earlier bytes',
        { ...moor, 'skills/load/SKILL.md': skill('load', 'Loads ships') },
        { 'skill:load': [1], 'skill:moor': [1, 2, 3] },
        ['skill:quay/load', 'skill:quay/moor'],
      ],
      [
        'a skill is deleted',
        { 'skills/load/SKILL.md': skill('load', 'Loads ships') },
        { 'skill:load': [1], 'skill:moor': [1, 2, 3] },
        ['skill:quay/load'],
      ],
      [
        'a new one wants the old name',
        {
          'skills/load/SKILL.md': skill('load', 'Loads ships'),
          'tools/skills/moor/SKILL.md': skill('moor', 'Moors boats'),
        },
        { 'skill:load': [1], 'skill:moor': [1, 2, 3], 'skill:tools-moor': [1] },
        ['skill:quay/load', 'skill:quay/tools-moor'],
      ],
      [
        'the first one comes back',
        { ...moor, 'tools/skills/moor/SKILL.md': skill('moor', 'Moors boats') },
        { 'skill:load': [1], 'skill:moor': [1, 2, 3], 'skill:tools-moor': [1] },
        ['skill:quay/moor', 'skill:quay/tools-moor'],
      ],
    ];
    for (const [what, files, expected, ids] of steps) {
      repo.commit(files);
      await run();
      expect(revisions(), what).toEqual(expected);
      expect((await published()).ids, what).toEqual(ids);
      ledgers.push(lock());
    }
    for (const [index, later] of ledgers.slice(1).entries()) {
      expect(ledgerBreaks(ledgers[index] as Lock, later)).toEqual([]);
    }
    const digests = lock().entries['skill:moor']?.revisions.map(({ digest }) => digest);
    expect(digests?.[2]).toBe(digests?.[0]);
    expect(digests?.[1]).not.toBe(digests?.[0]);
  });

  test('nothing moved: nothing is written, nothing is fetched', async () => {
    const { repo, run, lockFile } = harbour();
    repo.commit({ 'skills/moor/SKILL.md': skill('moor', 'Ties ships up') });
    await run();
    const before = statSync(lockFile).mtimeMs;
    const { sources } = await run();
    expect(sources[0]).toMatchObject({ state: 'unchanged', changes: [], bytesFetched: 0 });
    expect(statSync(lockFile).mtimeMs).toBe(before);
  });

  test('only what moved is fetched', async () => {
    const { repo, run } = harbour();
    const ballast = {
      'skills/load/SKILL.md': skill('load', 'Loads ships'),
      'skills/load/data.txt': randomText(200_000),
    };
    repo.commit({ ...ballast, 'skills/moor/SKILL.md': skill('moor', 'Ties ships up') });
    const first = await run();
    repo.commit({ ...ballast, 'skills/moor/SKILL.md': skill('moor', 'Ties ships up twice') });
    const second = await run();
    expect(first.sources[0]?.bytesFetched).toBeGreaterThan(100_000);
    expect(second.sources[0]?.bytesFetched).toBeLessThan(10_000);
    expect(second.sources[0]?.changes).toMatchObject([
      {
        key: 'skill:moor',
        id: 'skill:quay/moor',
        revision: 2,
        previous: 1,
        change: 'changed',
        diff: {
          added: [],
          removed: [],
          bytes: { from: 80, to: 92 },
          tokensDescription: { from: 8, to: 10 },
          tokensBody: { from: 4, to: 6 },
        },
      },
    ]);
  });

  test('a revision says what it can do, and the index what it can do more than the one before', async () => {
    const { repo, run, lock, catalogDir, cacheDir } = harbour();
    repo.commit({ 'skills/moor/SKILL.md': skill('moor', 'Ties ships up') });
    await run();
    const script = 'curl "https://winds.dev/now?key=$WIND_KEY"\n';
    repo.commit({ 'skills/moor/SKILL.md': skill('moor', 'Ties ships up'), 'skills/moor/wind.sh': script });
    const { sources } = await run();
    const can = [
      { kind: 'script', value: 'wind.sh' },
      { kind: 'host', value: 'winds.dev' },
      { kind: 'variable', value: 'WIND_KEY' },
    ];
    expect(sources[0]?.changes[0]?.diff).toMatchObject({ added: can, removed: [] });
    expect(lock().entries['skill:moor']?.revisions.map(({ evidence }) => evidence?.host)).toEqual([
      undefined,
      ['winds.dev'],
    ]);
    const { catalog } = await assemble({ catalogDir, cacheDir, onStep: () => undefined });
    const [entry] = catalog?.entries ?? [];
    if (!catalog || !entry) throw new Error('Nothing was published.');
    const { revisions } = toFull(entry, relate(catalog), []);
    expect(revisions.map(({ changes }) => changes?.added)).toEqual([undefined, can]);
  });

  test('a manifest elsewhere can take a nested skill out of the one around it', async () => {
    const { repo, run, published } = harbour();
    const files = {
      'skills/moor/SKILL.md': skill('moor', 'Ties ships up'),
      'skills/moor/fixtures/knot/SKILL.md': skill('knot', 'Ties knots'),
    };
    repo.commit(files);
    await run();
    const manifest = '{ "name": "quay", "description": "Quay.", "skills": ["./skills/moor/fixtures/knot"] }';
    repo.commit({ ...files, '.claude-plugin/plugin.json': manifest });
    await run();
    const { ids, diagnostics } = await published();
    expect(diagnostics.filter(({ rule }) => rule === 'entry-not-locked')).toEqual([]);
    expect(ids).toEqual(['plugin:quay/quay', 'skill:quay/knot', 'skill:quay/moor']);
  });

  test('a changed source file is looked at again although the commit stayed', async () => {
    const { repo, run, catalogDir, revisions } = harbour();
    repo.commit({
      'skills/moor/SKILL.md': skill('moor', 'Ties ships up'),
      'drafts/load/SKILL.md': skill('load', 'Loads ships'),
    });
    writeFileSync(
      join(catalogDir, 'sources/quay.yaml'),
      `git: file://${repo.folder}\nref: main\nexclude: ["drafts"]\n`,
    );
    await run();
    expect(revisions()).toEqual({ 'skill:moor': [1] });
    writeFileSync(join(catalogDir, 'sources/quay.yaml'), `git: file://${repo.folder}\nref: main\n`);
    await run();
    expect(revisions()).toEqual({ 'skill:load': [1], 'skill:moor': [1] });
  });

  test('a bundle in the catalog is a source like any other', async () => {
    const { repo, catalogDir, run, published } = harbour();
    repo.commit({ 'SKILL.md': skill('moor', 'Ties ships up') });
    repo.git(['bundle', 'create', '-q', join(repo.folder, 'made.bundle'), 'main']);
    writeFileSync(join(catalogDir, 'quay.bundle'), readFileSync(join(repo.folder, 'made.bundle')));
    writeFileSync(join(catalogDir, 'sources/quay.yaml'), 'git: quay.bundle\nref: main\n');
    await run();
    expect((await published()).ids).toEqual(['skill:quay/moor']);
  });
});

describe('what is not locked is not published', { tags: ['slow'] }, () => {
  test('a source without a lock is pending', async () => {
    const { repo, published, lockFile } = harbour();
    repo.commit({ 'skills/moor/SKILL.md': skill('moor', 'Ties ships up') });
    const { ids, states, diagnostics } = await published();
    expect({ ids, states, rules: diagnostics.map(({ rule }) => rule) }).toEqual({
      ids: [],
      states: ['pending'],
      rules: ['source-pending'],
    });
    expect(existsSync(lockFile)).toBe(false);
  });

  test('a lock made for another place publishes nothing', async () => {
    const { repo, run, catalogDir, published } = harbour();
    repo.commit({ 'skills/moor/SKILL.md': skill('moor', 'Ties ships up') });
    await run();
    writeFileSync(join(catalogDir, 'sources/quay.yaml'), 'git: file:///elsewhere/quay\nref: main\n');
    const { ids, states, diagnostics } = await published();
    expect({ ids, states, rules: diagnostics.map(({ rule }) => rule) }).toEqual({
      ids: [],
      states: ['pending'],
      rules: ['lock-outdated'],
    });
  });

  test('a local skill that was edited after the sync waits for the next one', async () => {
    const catalogDir = catalogFolder({
      'sources/quay.yaml': 'local: quay\n',
      'quay/skills/moor/SKILL.md': skill('moor', 'Ties ships up'),
    });
    const options = { catalogDir, cacheDir: scratchFolder(), onStep: () => undefined };
    await sync({ ...options, only: [], now: '2026-03-01T00:00:00Z' });
    writeFileSync(join(catalogDir, 'quay/skills/moor/SKILL.md'), skill('moor', 'Ties ships up twice'));
    const { catalog, diagnostics } = await assemble(options);
    expect(catalog?.entries).toEqual([]);
    const found = diagnostics.filter(({ rule }) => rule !== 'history-absent');
    expect(found.map(({ rule, message }) => `${rule}: ${message}`)).toMatchInlineSnapshot(`
      [
        "entry-not-locked: The content of skill:moor differs from revision 1, so it is not published.",
      ]
    `);
  });

  test('a skill at the root that breaks is quarantined, not gone', async () => {
    const { repo, run, published } = harbour();
    repo.commit({ 'SKILL.md': skill('moor', 'Ties ships up') });
    await run();
    repo.commit({ 'SKILL.md': 'No front matter.\n' });
    await run();
    const { ids, diagnostics } = await published();
    expect(ids).toEqual([]);
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['front-matter-missing']);
  });

  test('a source that is gone leaves the others alone', async () => {
    const { repo, run, catalogDir, cacheDir, published } = harbour();
    repo.commit({ 'skills/moor/SKILL.md': skill('moor', 'Ties ships up') });
    writeFileSync(join(catalogDir, 'sources/shed.yaml'), 'git: file:///nowhere/shed\n');
    const { sources } = await run();
    expect(sources.map(({ id, state }) => `${id} ${state}`)).toEqual(['quay locked', 'shed failed']);
    rmSync(cacheDir, { recursive: true });
    expect((await published()).ids).toEqual(['skill:quay/moor']);
  });
});

/** Text that does not compress, the same in every run. */
function randomText(length: number): string {
  let state = 1;
  let text = '';
  while (text.length < length) {
    state = (state * 48_271) % 2_147_483_647;
    text += state.toString(36);
  }
  return text.slice(0, length);
}
