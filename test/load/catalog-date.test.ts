import { describe, expect, onTestFinished, test } from 'vitest';
import { catalogDate } from '../../src/load/catalog-date.ts';
import { loadCatalog } from '../../src/load/load-catalog.ts';
import { catalogFolder, catalogYaml } from '../helpers/catalog-folder.ts';
import { makeGitRepo } from '../helpers/git-repo.ts';

const lock = JSON.stringify({
  formatVersion: '1.0',
  place: 'github.com/harbour/tides#HEAD',
  selection: '0'.repeat(64),
  reader: 1,
  date: '2026-03-01T00:00:00Z',
  entries: {},
});

async function dateOf(dir: string): Promise<string | undefined> {
  const { catalog } = await loadCatalog(dir);
  return catalog && catalogDate(catalog);
}

describe('the date a build speaks of', { tags: ['slow'] }, () => {
  test('is that of the commit', async () => {
    const repo = makeGitRepo();
    onTestFinished(() => repo.remove());
    repo.commit({ 'catalog/catalog.yaml': catalogYaml });
    expect(await dateOf(`${repo.folder}/catalog`)).toBe('2026-01-01T01:00:00Z');
  });

  test('is that of no commit that stands in for it', async () => {
    const repo = makeGitRepo();
    onTestFinished(() => repo.remove());
    const first = repo.commit({ 'catalog.yaml': catalogYaml });
    const second = repo.commit({ 'catalog.yaml': catalogYaml, 'notes.txt': '' });
    repo.git(['replace', second, first]);
    expect(await dateOf(repo.folder)).toBe('2026-01-01T02:00:00Z');
  });

  test('is that of the newest lock outside of git, and the epoch without any', async () => {
    const files = { 'sources/tides.yaml': 'git: https://github.com/harbour/tides\n' };
    expect(await dateOf(catalogFolder({ ...files, 'lock/tides.json': lock }))).toBe('2026-03-01T00:00:00Z');
    expect(await dateOf(catalogFolder(files))).toBe('1970-01-01T00:00:00Z');
  });
});
