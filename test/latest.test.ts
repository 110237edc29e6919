import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { assemble } from '../src/build.ts';
import { EntryList, FullEntry, Shard } from '../src/domain/index-v1.ts';
import { emitIndex } from '../src/emit/emit-index.ts';
import { sync } from '../src/sync.ts';
import { catalogFolder, scratchFolder, writeTree } from './helpers/catalog-folder.ts';
import { makeGitRepo } from './helpers/git-repo.ts';
import { messages } from './helpers/message.ts';

const catalogYaml = `id: harbour-market
title: Harbour market
description: Skills for people who work at a harbour.
url: https://harbour.example.org
policy: { transports: [https, file] }
`;

const skill = (name: string, words: string): string =>
  `---\nname: ${name}\ndescription: ${words}. Use at the quay.\n---\n\n${words}.\n`;

/** A catalog that lists one repository with one skill in it, and what can be done with both. */
function harbour(words = '') {
  const repo = makeGitRepo();
  onTestFinished(() => repo.remove());
  const listing = (entries: string): string => `git: file://${repo.folder}\nref: main\n${entries}`;
  const catalogDir = catalogFolder({ 'catalog.yaml': catalogYaml, 'sources/quay.yaml': listing(words) });
  const cacheDir = scratchFolder();
  const quietly = { catalogDir, cacheDir, onStep: () => undefined };
  return {
    repo,
    cacheDir,
    catalogDir,
    say: (text: string) => writeFileSync(join(catalogDir, 'sources/quay.yaml'), listing(text)),
    govern: (text: string) => writeTree(catalogDir, { 'governance/quay.yaml': text }),
    lock: async (files: Parameters<typeof repo.commit>[0], now = '2026-03-01T00:00:00Z') => {
      const commit = repo.commit(files);
      await sync({ ...quietly, only: [], now });
      return commit;
    },
    publish: async () => {
      const { catalog, diagnostics } = await assemble(quietly);
      if (!catalog) throw new Error(messages(diagnostics));
      const files = emitIndex(catalog, 'https://harbour.example.org');
      const read = (path: string): unknown => JSON.parse(String(files.get(`api/v1/${path}`)));
      return {
        diagnostics,
        entries: EntryList.parse(read('entries.json')).entries,
        all: EntryList.parse(read('entries.all.json')),
        shard: Shard.parse(read('shards/0.json')),
        record: (path: string) => FullEntry.parse(read(`entries/${path}.json`)),
      };
    },
  };
}

const moor = (words: string) => ({ 'skills/moor/SKILL.md': skill('moor', words) });

describe('the latest revision', { tags: ['slow'] }, () => {
  test('is the highest active one, and its content is what is published', async () => {
    const { lock, publish, say } = harbour();
    const first = await lock(moor('Ties ships up'));
    await lock(moor('Ties ships up twice'));
    say('entries:\n  skill:moor:\n    revisions: { 2: { status: draft } }\n');

    const held = await publish();
    expect(held.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    const [entry] = held.entries;
    expect(entry).toMatchObject({ revision: 1, status: 'active', description: 'Ties ships up. Use at the quay.' });
    const record = held.record('skill/quay/moor');
    expect(record.document?.headings).toEqual([]);
    expect(record.provenance.commit).toBe(first);
    expect(record.revisions.map(({ revision, status }) => [revision, status])).toEqual([
      [1, 'active'],
      [2, 'draft'],
    ]);
    expect(record.digest).toBe(record.revisions[0]?.digest);
    expect(held.shard.entries[0]?.pins.map(({ status }) => status)).toEqual(['active', 'draft']);

    say('');
    expect((await publish()).entries[0]).toMatchObject({
      revision: 2,
      description: 'Ties ships up twice. Use at the quay.',
    });
  });

  test('is the newest where nothing is active, and the operator goes before the publisher', async () => {
    const { lock, publish, say, govern } = harbour();
    await lock(moor('Ties ships up'));
    await lock(moor('Ties ships up twice'));
    say('entries:\n  skill:moor: { status: draft }\n');
    expect((await publish()).all.entries[0]).toMatchObject({ revision: 2, status: 'draft' });
    govern('entries:\n  skill:moor:\n    revisions: { 1: { status: active } }\n');
    const { entries, record } = await publish();
    expect(entries[0]).toMatchObject({ revision: 1, status: 'active' });
    expect(record('skill/quay/moor').governance.status).toEqual({ value: 'active', origin: 'governance' });
  });

  test('is not published where its content cannot be had', async () => {
    const { lock, publish, say, repo, cacheDir } = harbour();
    await lock(moor('Ties ships up'));
    repo.git(['checkout', '--quiet', '--orphan', 'rewritten']);
    repo.git(['branch', '--delete', '--force', 'main']);
    repo.git(['branch', '--move', 'main']);
    await lock(moor('Ties ships up twice'));
    say('entries:\n  skill:moor:\n    revisions: { 2: { status: draft } }\n');
    rmSync(cacheDir, { recursive: true });
    repo.git(['reflog', 'expire', '--expire=now', '--all']);
    repo.git(['gc', '--quiet', '--prune=now']);
    const { entries, all, diagnostics } = await publish();
    expect(entries).toEqual([]);
    expect(all.former).toMatchObject([{ id: 'skill:quay/moor', state: 'unavailable' }]);
    expect(diagnostics.map(({ rule }) => rule)).toContain('revision-unavailable');
  });
});

describe('what is no longer listed', { tags: ['slow'] }, () => {
  test('keeps its name and its pins', async () => {
    const { lock, publish } = harbour();
    const first = await lock({ ...moor('Ties ships up'), 'skills/load/SKILL.md': skill('load', 'Loads ships') });
    await lock({ 'skills/load/SKILL.md': skill('load', 'Loads ships') }, '2026-03-02T00:00:00Z');
    const { entries, all, shard } = await publish();
    expect(entries.map(({ id }) => id)).toEqual(['skill:quay/load']);
    expect(all.former).toMatchObject([
      {
        id: 'skill:quay/moor',
        state: 'removed',
        since: '2026-03-02T00:00:00Z',
        pins: [{ revision: 1, status: 'active', commit: first }],
        page: '../../skills/quay/moor/',
      },
    ]);
    expect(shard.former?.[0]?.page).toBe('../../../skills/quay/moor/');
  });

  test('leads to its new name, through any number of renames', async () => {
    const { lock, publish, say } = harbour();
    const at = (name: string) => ({ [`skills/${name}/SKILL.md`]: skill(name, 'Ties ships up') });
    await lock(at('moor'));
    await lock(at('berth'));
    await lock(at('dock'));
    say('entries:\n  skill:berth: { renamedFrom: moor }\n  skill:dock: { renamedFrom: [berth, anchor] }\n');
    const { entries, all, record, diagnostics } = await publish();
    expect(messages(diagnostics.filter(({ severity }) => severity !== 'info'))).toMatchInlineSnapshot(
      `"warning rename-unknown sources/quay.yaml:5:38 skill:anchor was never listed here, so nothing leads from it to skill:dock. | Correct the name; it is the one the entry was listed under here, without the kind."`,
    );
    expect(entries.map(({ id }) => id)).toEqual(['skill:quay/dock']);
    expect(all.former?.map(({ id, state, renamedTo, pins }) => [id, state, renamedTo, pins.length])).toEqual([
      ['skill:quay/berth', 'renamed', 'skill:quay/dock', 1],
      ['skill:quay/moor', 'renamed', 'skill:quay/dock', 1],
    ]);
    expect(record('skill/quay/dock').renamedFrom).toEqual(['skill:quay/berth', 'skill:quay/moor']);
  });

  test('is marked where its source cannot be had, and its ledger is left alone', async () => {
    const { lock, publish, repo, cacheDir, catalogDir } = harbour();
    await lock(moor('Ties ships up'));
    const before = readFileSync(join(catalogDir, 'lock/quay.json'), 'utf8');
    repo.remove();
    rmSync(cacheDir, { recursive: true });
    const { entries, all } = await publish();
    expect(entries).toEqual([]);
    expect(all.former).toMatchObject([{ id: 'skill:quay/moor', state: 'unavailable', pins: [{ revision: 1 }] }]);
    expect(readFileSync(join(catalogDir, 'lock/quay.json'), 'utf8')).toBe(before);
  });
});
