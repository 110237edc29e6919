import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { checkChanges } from '../../src/check-changes.ts';
import { scratchFolder, writeTree } from '../helpers/catalog-folder.ts';
import { type CatalogRepo, catalogRepo, lockOf, revisions } from '../helpers/catalog-repo.ts';
import { messages } from '../helpers/message.ts';

const tides = (letters: string): string =>
  JSON.stringify(lockOf({ 'skill:tides': { path: 'tides', revisions: revisions(letters) } }));
const source = 'git: https://github.com/harbour/tides\n';

async function said({ dir }: Pick<CatalogRepo, 'dir'>): Promise<string> {
  return messages((await checkChanges(dir)).diagnostics).replaceAll(/\b[0-9a-f]{12}\b(?= cannot)/g, '<commit>');
}

describe('what git reads for a comparison', { tags: ['slow'] }, () => {
  const files = { 'sources/tides.yaml': source, 'lock/tides.json': tides('ab') };
  afterEach(() => vi.unstubAllEnvs());

  test('depends on no setting and starts nothing', async () => {
    const catalog = catalogRepo(files);
    catalog.change({ 'lock/tides.json': tides('a') });
    catalog.commit();
    const home = scratchFolder();
    writeTree(home, {
      'tool.sh': '#!/bin/sh\ntouch "$0.started"\n',
      '.gitconfig': `[status]\n  showUntrackedFiles = no\n[core]\n  fsmonitor = ${home}/tool.sh\n  hooksPath = ${home}\n`,
    });
    chmodSync(join(home, 'tool.sh'), 0o755);
    vi.stubEnv('HOME', home);
    expect(await said(catalog)).toContain('Revision 2 of skill:tides is gone from the ledger.');
    // A new file is a change that has not been committed, so the last commit is no longer judged.
    catalog.change({ 'sources/log.yaml': 'git: https://github.com/harbour/log\n' });
    expect(await said(catalog)).toBe('');
    expect(existsSync(join(home, 'tool.sh.started'))).toBe(false);
  });

  test('is no commit that stands in for another', async () => {
    const catalog = catalogRepo(files);
    const first = catalog.repo.git(['rev-parse', 'HEAD']);
    catalog.change({ 'lock/tides.json': tides('a') });
    const second = catalog.commit();
    catalog.repo.git(['replace', first, second]);
    expect(await said(catalog)).toContain('Revision 2 of skill:tides is gone from the ledger.');
  });

  test('is not there in a clone without objects, which is said', async () => {
    const catalog = catalogRepo(files);
    catalog.change({ 'lock/tides.json': tides('a') });
    catalog.commit();
    const clone = (filter: string): string => {
      const folder = scratchFolder();
      execFileSync('git', ['clone', '--quiet', `--filter=${filter}`, `file://${catalog.repo.folder}`, folder]);
      return join(folder, 'catalog');
    };
    const [blobless, treeless] = [clone('blob:none'), clone('tree:0')];
    catalog.repo.remove();
    expect(await said({ dir: blobless })).toMatchInlineSnapshot(
      `"warning base-not-compared lock/tides.json What it said at <commit> cannot be read, so it is not compared with what it says now. | Look at the older file yourself: "check" cannot tell what has been taken back."`,
    );
    expect(await said({ dir: treeless })).toMatchInlineSnapshot(
      `"warning base-not-compared catalog.yaml What the catalog was is not in this clone, so ledgers, places of sources, steps of status and what publishers have said were not compared. | Compare in a clone that has all objects: without "--filter", and not damaged."`,
    );
  });

  test('is not there where git refuses to read the repository, which is said', async () => {
    const catalog = catalogRepo(files);
    writeTree(catalog.repo.folder, { '.git/config': '[core]\n  repositoryFormatVersion = 99\n' });
    expect(await said(catalog)).toMatchInlineSnapshot(
      `"warning base-not-compared catalog.yaml Git does not read the repository of the catalog, so ledgers, places of sources, steps of status and what publishers have said were not compared. | Run "git status" in the catalog folder: git says why."`,
    );
    expect((await checkChanges(catalog.dir, 'main')).refused).toContain('or git does not read it');
  });

  test('takes seconds for thousands of changed files', { timeout: 20_000 }, async () => {
    const many = (letters: string): Record<string, string> =>
      Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`lock/s${index}.json`, tides(letters)]));
    const sources = Object.fromEntries(
      Object.keys(many('a')).map((file) => [file.replace('lock', 'sources').replace('json', 'yaml'), source]),
    );
    const catalog = catalogRepo({ ...sources, ...many('ab') });
    catalog.change(many('a'));
    const started = performance.now();
    expect((await said(catalog)).split('\n')).toHaveLength(1000);
    expect(performance.now() - started).toBeLessThan(6000);
  });
});
