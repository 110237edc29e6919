import { renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { writeTree } from './helpers/catalog-folder.ts';
import { startGitServer } from './helpers/git-server.ts';
import { makeQuay, skillText } from './helpers/quay.ts';

const moor = { 'skills/moor/SKILL.md': skillText('moor', 'Ties ships up') };
const days = ['2026-04-01T00:00:00Z', '2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z'] as const;

describe('nothing moved, so nothing is written', { tags: ['slow'] }, () => {
  test.each([
    ['a branch', 'git: ADDRESS\nref: main\n'],
    ['a commit', 'git: ADDRESS\ncommit: COMMIT\n'],
    ['tags', 'git: ADDRESS\nversions: { from: tags }\n'],
    ['a folder', 'local: shed\n'],
  ])('%s', async (_what, listing) => {
    const quay = makeQuay();
    quay.repo.git(['tag', '-m', 'One', 'v1.0.0', quay.repo.commit(moor)]);
    quay.list(listing.replace('COMMIT', quay.repo.git(['rev-parse', 'HEAD'])));
    writeTree(join(quay.catalogDir, 'shed'), moor);
    expect((await quay.sync()).sources[0]?.state).toBe('locked');
    const before = quay.written();
    for (const day of days) {
      const { sources } = await quay.sync(day);
      expect(sources[0]).toMatchObject({ state: 'unchanged', changes: [], bytesFetched: 0 });
    }
    expect(quay.written()).toEqual(before);
  });

  test('a folder from which a skill went is written once', async () => {
    const quay = makeQuay('local: shed\n', { 'shed/skills/moor/SKILL.md': skillText('moor', 'Ties ships up') });
    await quay.sync();
    renameSync(join(quay.catalogDir, 'shed/skills'), join(quay.catalogDir, 'elsewhere'));
    expect((await quay.sync(days[0])).sources[0]).toMatchObject({ state: 'locked', changes: [{ change: 'removed' }] });
    const before = quay.written();
    expect((await quay.sync(days[1])).sources[0]?.state).toBe('unchanged');
    expect(quay.written()).toEqual(before);
    expect(quay.lock().entries['skill:moor']?.absences).toEqual([{ since: days[0] }]);
  });
});

describe('a source that cannot be had', { tags: ['slow'] }, () => {
  async function served() {
    const quay = makeQuay();
    quay.repo.commit(moor);
    const server = await startGitServer(dirname(quay.repo.folder));
    onTestFinished(() => server.close());
    quay.list(`git: ${server.url}/${basename(quay.repo.folder)}\nref: main\n`);
    await quay.sync();
    return { quay, server };
  }

  test.each([404, 401] as const)(
    'for a reason that stays (%i) is marked once, listed on, and unmarked when it is back',
    async (status) => {
      const { quay, server } = await served();
      server.behaviour = status;
      const first = await quay.sync(days[0]);
      expect(first.sources[0]).toMatchObject({ state: 'failed', unreachableSince: days[0] });
      const marked = quay.written();
      expect((await quay.sync(days[1])).sources[0]).toMatchObject({ state: 'failed', unreachableSince: days[0] });
      expect(quay.written()).toEqual(marked);
      const { entries, all, sources, rules } = await quay.published();
      expect(entries.map(({ id }) => id)).toEqual(['skill:quay/moor']);
      expect(all.former ?? []).toEqual([]);
      expect(sources[0]).toMatchObject({ state: 'published', unreachableSince: days[0] });
      expect(rules).toContain('source-unreachable-since');

      server.behaviour = 'serve';
      expect((await quay.sync(days[2])).sources[0]).toMatchObject({ state: 'locked', changes: [] });
      expect(quay.lock().unreachableSince).toBeUndefined();
      expect((await quay.published()).rules).not.toContain('source-unreachable-since');
    },
  );

  test('because its branch is gone is marked too, and unmarked with what is new', async () => {
    const quay = makeQuay();
    quay.repo.commit(moor);
    await quay.sync();
    quay.repo.git(['branch', '--move', 'main', 'trunk']);
    await quay.sync(days[0]);
    expect(quay.lock().unreachableSince).toBe(days[0]);
    quay.repo.git(['branch', '--move', 'trunk', 'main']);
    quay.repo.commit({ 'skills/moor/SKILL.md': skillText('moor', 'Ties ships up twice') });
    await quay.sync(days[1]);
    expect(quay.lock().unreachableSince).toBeUndefined();
    expect(quay.ledger('skill:moor')).toBe('1, 2');
  });

  test.each([503, 'hang'] as const)('for a reason that passes (%s) leaves no mark', async (behaviour) => {
    const { quay, server } = await served();
    const before = quay.written();
    writeFileSync(
      join(quay.catalogDir, 'catalog.yaml'),
      'id: quay\ntitle: Quay\ndescription: Quay.\nurl: https://quay.example.org\npolicy: { transports: [http], limits: { seconds: 1 } }\n',
    );
    server.behaviour = behaviour;
    expect((await quay.sync(days[0])).sources[0]).toMatchObject({ state: 'failed' });
    expect(quay.written()).toEqual(before);
  });

  test('at an address that was corrected to a wrong one keeps its lock as it is', async () => {
    const { quay, server } = await served();
    const before = quay.written();
    quay.list(`git: ${server.url}/no-such-repository\nref: main\n`);
    expect((await quay.sync(days[0])).sources[0]).toMatchObject({ state: 'failed' });
    expect(quay.written()).toEqual(before);
  });

  test('whole is not locked in part', async () => {
    const { quay, server } = await served();
    const before = quay.written();
    const many = Array.from({ length: 200 }, (_, n) => [`skills/moor/${n}.txt`, `${n} `.repeat(5000 + n)]);
    quay.repo.commit({ ...moor, ...Object.fromEntries(many), 'skills/load/SKILL.md': skillText('load', 'Loads') });
    server.behaviour = 'die';
    server.dieAfter = 3000;
    const { sources } = await quay.sync(days[0]);
    expect(sources[0]).toMatchObject({ state: 'failed', changes: [] });
    expect(quay.written()).toEqual(before);
    server.behaviour = 'serve';
    const again = await quay.sync(days[1]);
    expect(again.sources[0]?.changes.map(({ key, change }) => `${key} ${change}`)).toEqual([
      'skill:load added',
      'skill:moor changed',
    ]);
  });
});
