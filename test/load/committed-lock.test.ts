import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { catalogDate } from '../../src/load/catalog-date.ts';
import { checkCommittedLocks } from '../../src/load/committed-lock.ts';
import { loadCatalog } from '../../src/load/load-catalog.ts';
import { catalogFolder, catalogYaml } from '../helpers/catalog-folder.ts';
import { makeGitRepo } from '../helpers/git-repo.ts';
import { messages } from '../helpers/message.ts';

const revision = (n: number, letter: string) => ({
  revision: n,
  digest: letter.repeat(64),
  date: '2026-03-01T00:00:00Z',
});

function lock(...revisions: ReturnType<typeof revision>[]): string {
  return JSON.stringify({
    formatVersion: '1.0',
    place: 'github.com/harbour/tides#HEAD',
    selection: '0'.repeat(64),
    reader: 1,
    date: '2026-03-01T00:00:00Z',
    entries: { 'skill:tides': { path: 'skills/tides', revisions } },
  });
}

/** A catalog below a folder of a repository, committed with two revisions of one skill. */
function committed(folder: string) {
  const repo = makeGitRepo();
  onTestFinished(() => repo.remove());
  repo.commit({
    [`${folder}catalog.yaml`]: catalogYaml,
    [`${folder}sources/tides.yaml`]: 'git: https://github.com/harbour/tides\n',
    [`${folder}lock/tides.json`]: lock(revision(1, 'a'), revision(2, 'b')),
  });
  const dir = join(repo.folder, folder);
  const look = async () => {
    const { catalog } = await loadCatalog(dir);
    if (!catalog) throw new Error('There is no catalog.');
    return { catalog, said: messages(await checkCommittedLocks(dir, catalog.sources)) };
  };
  return { dir, look };
}

describe('a lock beside the one that is committed', { tags: ['slow'] }, () => {
  test.each(['', 'market/catalog/'])('may grow, below %j', async (folder) => {
    const { dir, look } = committed(folder);
    expect((await look()).said).toBe('');
    writeFileSync(join(dir, 'lock/tides.json'), lock(revision(1, 'a'), revision(2, 'b'), revision(3, 'a')));
    expect((await look()).said).toBe('');
  });

  test('may not be rewritten', async () => {
    const { dir, look } = committed('catalog/');
    writeFileSync(join(dir, 'lock/tides.json'), lock(revision(1, 'a'), revision(2, 'c')));
    expect((await look()).said).toMatchInlineSnapshot(
      `"error lock-rewritten lock/tides.json Revision 2 of skill:tides is not what it was. | Restore the lock from git and run "skillyard sync" again."`,
    );
    writeFileSync(join(dir, 'lock/tides.json'), lock(revision(1, 'a')));
    expect((await look()).said).toMatchInlineSnapshot(
      `"error lock-rewritten lock/tides.json Revision 2 of skill:tides is not what it was. | Restore the lock from git and run "skillyard sync" again."`,
    );
  });

  test('may not be deleted while its source is listed', async () => {
    const { dir, look } = committed('catalog/');
    rmSync(join(dir, 'lock/tides.json'));
    expect((await look()).said).toMatchInlineSnapshot(
      `"error lock-rewritten lock/tides.json The lock is committed and no longer there, so that its revisions would be counted from 1 again. | Restore the lock from git and run "skillyard sync" again."`,
    );
  });

  test('is not compared outside of git', async () => {
    const dir = catalogFolder({ 'sources/tides.yaml': 'git: https://github.com/harbour/tides\n' });
    const { catalog } = await loadCatalog(dir);
    expect(await checkCommittedLocks(dir, catalog?.sources ?? [])).toEqual([]);
  });
});

describe('the date a build speaks of', { tags: ['slow'] }, () => {
  test('is that of the commit', async () => {
    const { catalog } = await committed('catalog/').look();
    expect(await catalogDate(catalog)).toBe('2026-01-01T01:00:00Z');
  });

  test('is that of the newest lock outside of git, and the epoch without any', async () => {
    const files = { 'sources/tides.yaml': 'git: https://github.com/harbour/tides\n' };
    const locked = await loadCatalog(catalogFolder({ ...files, 'lock/tides.json': lock(revision(1, 'a')) }));
    expect(locked.catalog && (await catalogDate(locked.catalog))).toBe('2026-03-01T00:00:00Z');
    const bare = await loadCatalog(catalogFolder(files));
    expect(bare.catalog && (await catalogDate(bare.catalog))).toBe('1970-01-01T00:00:00Z');
  });
});
