import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogYaml } from '../helpers/catalog-folder.ts';
import { makeGitRepo } from '../helpers/git-repo.ts';
import { skill } from '../helpers/memory-tree.ts';
import { openHub } from './hub.ts';
import { locked } from './judge.ts';

const harbour = {
  'catalog/sources/harbour.yaml': 'local: harbour\n',
  'catalog/harbour/tides/SKILL.md': skill('name: tides\ndescription: Reads the tides at the quay.\nlicense: MIT'),
  'catalog/harbour/tides/.github/tides.yml': 'north: 06:12\n',
};

function listFiles(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  return files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)).toSorted();
}

// The command that packs is that of GNU, as on the runners.
describe.skipIf(process.platform !== 'linux')('the site', { tags: ['slow'] }, () => {
  test('is handed to Pages with every file that was built', async () => {
    const hub = await openHub({ ...harbour, ...locked('harbour', harbour) });
    const { conclusion, log, workspace } = await hub.build();
    expect(conclusion, log).toBe('success');
    const unpacked = join(workspace, 'unpacked');
    mkdirSync(unpacked);
    execFileSync('tar', ['-xf', join(hub.artifacts, 'github-pages/artifact.tar'), '-C', unpacked]);
    const built = listFiles(join(workspace, 'dist'));
    expect(built).toEqual(
      expect.arrayContaining(['index.html', '.well-known/agent-skills/index.json', 'api/v1/index.json']),
    );
    expect(built.filter((file) => file.includes('.github/'))).not.toEqual([]);
    expect(listFiles(unpacked)).toEqual(built);
    // The whole history is there: the pages say who decided what.
    expect(readFileSync(join(unpacked, 'api/v1/diagnostics.json'), 'utf8')).not.toContain('history-absent');
  });

  test('is not replaced where something locked cannot be had', async () => {
    const repo = makeGitRepo();
    repo.commit({ 'tides/SKILL.md': harbour['catalog/harbour/tides/SKILL.md'] });
    const listed = {
      'catalog/catalog.yaml': `${catalogYaml}policy: { transports: [file] }\n`,
      'catalog/sources/quay.yaml': `git: file://${repo.folder}\n`,
    };
    const lock = locked('quay', listed);
    repo.remove();
    const hub = await openHub({ ...listed, ...lock });
    const { conclusion, log } = await hub.build();
    expect(conclusion).toBe('failure');
    expect(log).toContain('Not published:');
    expect(existsSync(join(hub.artifacts, 'github-pages'))).toBe(false);
  });
});
