import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sha256 } from '../../src/domain/digest.ts';
import { list } from '../../src/client/commands/list.ts';
import { uninstall } from '../../src/client/commands/uninstall.ts';
import { removeSetting } from '../../src/client/settings/settings.ts';
import { harbour, openMarket } from './market/market.ts';
import { openWorkbench, treeOf } from './market/workbench.ts';

const removing = { requests: ['quay/moor'], harnesses: [], scope: 'project', dryRun: false, force: false } as const;
const setting = { type: 'setting', format: 'json', sha256: '0'.repeat(64), inserted: 'x', created: false } as const;
const local = '.claude/settings.json';

test.each([
  ['a file of git', { type: 'file', target: '.git/HEAD', sha256: sha256('ref\n') }],
  ['any file', { type: 'file', target: 'src.ts', sha256: sha256('mine\n') }],
  ['a folder that is no skill', { type: 'folder', target: 'src', files: {} }],
  ['the folder of all skills', { type: 'folder', target: '.claude/skills', files: {} }],
  ['rules of a person', { ...setting, target: local, keys: ['permissions'], initial: true }],
  ['hooks of a person', { ...setting, target: local, keys: ['hooks', 'PreToolUse'], initial: true }],
  ['a server as if it could be chosen', { ...setting, target: '.mcp.json', keys: ['mcpServers', 'a'], initial: true }],
  ['another plugin', { ...setting, target: local, keys: ['enabledPlugins', 'guard@company'], initial: true }],
  ['a file that is none of settings', { ...setting, target: 'package.json', keys: ['mcpServers', 'a'] }],
])('a lock file that claims %s is refused, and nothing is changed', async (_, placed) => {
  const market = await openMarket(harbour);
  const bench = openWorkbench(market.folder, { '.git/HEAD': 'ref\n', 'src.ts': 'mine\n' });
  await bench.install(['quay/moor'], { harnesses: ['claude-code'] });
  const place = join(bench.project, 'skillyard.lock.json');
  const lock = JSON.parse(readFileSync(place, 'utf8')) as { entries: Record<string, { placed: object[] }> };
  lock.entries['skill:quay/moor']?.placed.push({ harness: 'claude-code', ...placed });
  writeFileSync(place, JSON.stringify(lock));
  const before = treeOf(bench.project);
  await expect(uninstall(removing, bench.context)).rejects.toThrow(/where skillyard puts nothing. Nothing was changed/);
  expect(treeOf(bench.project)).toEqual(before);
});

test.each(['claude-code', 'codex', 'cursor', 'gemini-cli', 'github-copilot', 'opencode', 'agents'])(
  'all that is written for %s can be read from the lock again, in both scopes',
  async (harness) => {
    const market = await openMarket(harbour);
    const bench = openWorkbench(market.folder);
    for (const scope of ['project', 'user'] as const)
      for (const name of ['quay/moor', 'subagent:quay/pilot', 'plugin:quay/kit', 'mcp_server:quay/winds']) {
        const done = await bench.install([name], { harnesses: [harness], scope }).catch((error: unknown) => error);
        const code = done instanceof Error && 'code' in done ? done.code : 'done';
        expect(['done', 'nothing-to-place', 'name-taken']).toContain(code);
        expect((await list({ scope }, bench.context)).entries.length).toBeGreaterThan(0);
      }
  },
);

test('a value that is neither on nor off was never there to choose', () => {
  const placed = { ...setting, target: local, keys: ['enabledPlugins', 'a@skills-dir'], initial: true } as const;
  const result = removeSetting('{"enabledPlugins": {"a@skills-dir": {"mine": true}}}', {
    ...placed,
    keys: [...placed.keys],
  });
  expect(result).toHaveProperty('refused');
});
