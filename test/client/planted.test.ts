import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { insideRoot } from '../../src/client/apply/inside-root.ts';
import { list } from '../../src/client/commands/list.ts';
import { uninstall } from '../../src/client/commands/uninstall.ts';
import { verify } from '../../src/client/commands/verify.ts';
import { update } from '../../src/client/commands/update.ts';
import { scratchFolder } from '../helpers/catalog-folder.ts';
import { harbour, openMarket } from './market/market.ts';
import { openWorkbench, treeOf } from './market/workbench.ts';

const scope = 'project';
const rest = { scope, dryRun: false, force: false, harnesses: [], requests: ['pdf'] } as const;
const updating = { ...rest, requests: [], registries: [], allowRaw: false, includeStubs: false };

function journal(target: string, more: object = {}): string {
  const steps = [{ type: 'put', staged: '0', old: 'old-0', target, before: 'absent' }];
  return JSON.stringify({ formatVersion: '1.0', steps, ...more });
}

test.each([
  ['without a proof', {}],
  ['with a made-up proof', { proof: 'f'.repeat(64) }],
])('a journal %s that came with a project is neither carried out nor removed', async (_, more) => {
  const market = await openMarket(harbour);
  const bench = openWorkbench(market.folder, {
    '.skillyard/journal.json': journal('run-me.sh', more),
    '.skillyard/staging/0': '#!/bin/sh\n',
  });
  const before = treeOf(bench.project);
  const attempts = [
    () => list({ scope }, bench.context),
    () => verify({ scope, requests: [], registries: [] }, bench.context),
    () => update(updating, bench.context),
    () => uninstall(rest, bench.context),
    () => bench.install(['quay/moor']),
    () => bench.install(['quay/moor'], { dryRun: true }),
  ];
  for (const attempt of attempts)
    await expect(attempt()).rejects.toThrow(/journal\.json was not written by a run of yours.*delete it/);
  expect(treeOf(bench.project)).toEqual(before);
});

test('the key of journals is kept outside of the project, for its owner only', async () => {
  const market = await openMarket(harbour);
  const bench = openWorkbench(market.folder);
  await bench.install(['quay/moor'], { harnesses: ['claude-code'] });
  const key = join(bench.context.cacheDir, 'journal.key');
  expect(statSync(key).mode & 0o777).toBe(0o600);
  const first = readFileSync(key, 'utf8');
  await uninstall({ ...rest, requests: ['quay/moor'] }, bench.context);
  expect(treeOf(bench.project)).toEqual({});
  expect(readFileSync(key, 'utf8')).toBe(first);
});

test.each(['.git/hooks/x', '.GIT/config', 'a/.git/x', 'git~1/x', '.git./x', '.g\u200Cit/x', 'deep/.git', 'linked/x'])(
  '%s is never written to',
  async (target) => {
    const root = scratchFolder();
    mkdirSync(join(root, '.git/hooks'), { recursive: true });
    symlinkSync('.git/hooks', join(root, 'linked'));
    await expect(insideRoot(root, target)).rejects.toThrow(/leads into the \.git folder/);
  },
);

test('names that begin like that of git are places like any other', async () => {
  const root = scratchFolder();
  expect((await insideRoot(root, '.github/.gitignore')).missing).toEqual(['.github']);
});

test.each(['.skillyard/journal.json', '.skillyard/busy', 'skillyard.lock.json'])(
  'a pipe in the place of %s is named and not opened',
  async (path) => {
    const bench = openWorkbench('', { '.skillyard/x': '' });
    execFileSync('mkfifo', [join(bench.project, path)]);
    await expect(list({ scope }, bench.context)).rejects.toThrow(/is no plain file: look at it and move it away/);
  },
);

test.each(['.skillyard', '.skillyard/staging'])('a link in the place of %s is not followed', async (path) => {
  const bench = openWorkbench('', path === '.skillyard' ? {} : { '.skillyard/x': '' });
  const outside = scratchFolder();
  writeFileSync(join(outside, '0'), 'theirs');
  symlinkSync(outside, join(bench.project, path));
  await expect(list({ scope }, bench.context)).rejects.toThrow(/is no folder: look at it and move it away/);
  expect(existsSync(join(outside, '0'))).toBe(true);
});
