import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check } from '../src/check.ts';
import { catalogYaml, scratchFolder, writeTree } from './helpers/catalog-folder.ts';
import { checkPullRequest, openHarbour } from './helpers/pull-request.ts';

const harbourYaml = `${catalogYaml}policy: { transports: [http] }\n`;

/**
 * The files of a repository that lie open in the catalog folder, where git takes them for the repository of everything
 * below. Its configuration names a program, which git runs on a file when it does not know whether that has changed.
 */
function openRepository(pwned: string): Record<string, string | Uint8Array> {
  const bait = join(scratchFolder(), 'bait');
  writeTree(bait, { 'catalog/catalog.yaml': harbourYaml });
  const env = { PATH: process.env['PATH'], HOME: '/nonexistent', GIT_CONFIG_NOSYSTEM: '1' };
  for (const args of [['init'], ['add', '.']]) execFileSync('git', args, { cwd: bait, env, stdio: 'ignore' });
  const core = '[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = ..\n';
  return {
    '.gitattributes': '*.yaml filter=pwned\n',
    'catalog/HEAD': 'ref: refs/heads/main\n',
    'catalog/config': `${core}[filter "pwned"]\n\tclean = "touch ${pwned}; cat"\n`,
    'catalog/index': readFileSync(join(bait, '.git/index')),
    'catalog/objects/info/alternates': '../../.git/objects\n',
    'catalog/refs/heads/README': '',
  };
}

describe('a pull request that speaks to git', { tags: ['slow'] }, () => {
  test('cannot put a repository of its own in the place of the real one', async () => {
    const pwned = join(scratchFolder(), 'pwned');
    const { code, stderr, markdown } = await checkPullRequest(await openHarbour(), openRepository(pwned));
    expect(existsSync(pwned)).toBe(false);
    expect({ code, markdown }).toEqual({ code: 2, markdown: '' });
    expect(stderr).toMatch(
      /^The catalog is not in a git repository, or git does not read it, so there is no "\w+"\.\n$/,
    );
  });

  test('cannot hide what it touches behind a file with the name of a revision', async () => {
    const { markdown } = await checkPullRequest(await openHarbour(), {
      'catalog/HEAD': 'Nothing.\n',
      'catalog/governance/tides.yaml': 'trust: first-party\n',
    });
    expect(markdown).toContain('`catalog/governance/tides.yaml` (added)');
  });

  test('is not judged by its own policy where that of the base is not to be had', async () => {
    const catalog = await openHarbour();
    const { repo, dir } = catalog;
    const base = repo.git(['rev-parse', 'HEAD']);
    const tree = repo.git(['rev-parse', 'HEAD^{tree}']);
    catalog.change({ 'catalog.yaml': `${catalogYaml}policy: { transports: [file] }\n` });
    catalog.commit();
    rmSync(join(repo.folder, '.git/objects', tree.slice(0, 2), tree.slice(2)));
    const options = { catalogDir: dir, cacheDir: scratchFolder(), now: '2026-03-01T00:00:00Z', onStep: () => {} };
    expect(await check({ ...options, base })).toEqual({
      refused: `What the catalog was at "${base}" is not in this clone. Compare in one that has all objects: without "--filter", and not damaged.`,
    });
  });
});
