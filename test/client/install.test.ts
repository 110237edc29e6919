import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { list } from '../../src/client/commands/list.ts';
import { uninstall } from '../../src/client/commands/uninstall.ts';
import { verify } from '../../src/client/commands/verify.ts';
import { writeTree } from '../helpers/catalog-folder.ts';
import { harbour, openMarket } from './market/market.ts';
import { openWorkbench, treeOf } from './market/workbench.ts';

const everything = [
  'quay/moor',
  'subagent:quay/pilot',
  'plugin:quay/kit',
  'mcp_server:quay/winds',
  'hook:quay/rig-hooks',
];

const removing = (requests: readonly string[], more: object = {}) =>
  ({ requests, harnesses: [], scope: 'project', dryRun: false, force: false, ...more }) as const;
const checking = { requests: [], registries: [], scope: 'project' } as const;

test('a skill is written where the harness looks, and what was done is told', { tags: ['slow'] }, async () => {
  const market = await openMarket(harbour);
  const bench = openWorkbench(market.folder, { '.claude/settings.json': '{}' });
  const result = await bench.install(['quay/moor']);
  expect(result.entries).toMatchObject([
    { id: 'skill:quay/moor', outcome: 'installed', harnesses: ['claude-code'], revision: 1 },
  ]);
  expect(Object.keys(treeOf(bench.project))).toMatchInlineSnapshot(`
    [
      ".claude/",
      ".claude/settings.json",
      ".claude/skills/",
      ".claude/skills/moor/",
      ".claude/skills/moor/SKILL.md",
      ".claude/skills/moor/scripts/",
      ".claude/skills/moor/scripts/run.sh",
      ".skillyard/",
      ".skillyard/installed.json",
      "skillyard.lock.json",
    ]
  `);
  expect(result.steps).toMatchInlineSnapshot(`
    [
      {
        "id": "skill:quay/moor",
        "target": ".claude/skills/moor",
        "verb": "create",
      },
    ]
  `);
  // Measured here, from the bytes.
  expect(bench.shown[0]?.content).toMatchObject({
    from: { type: 'archive' },
    evidence: { scripts: [{ path: 'scripts/run.sh' }], hosts: ['tides.harbour.dev'] },
  });
  expect(readFileSync(join(bench.project, '.skillyard/installed.json'), 'utf8').replaceAll(market.folder, 'REGISTRY'))
    .toMatchInlineSnapshot(`
    "{
      "formatVersion": "1.0",
      "installed": [
        {
          "harness": "claude-code",
          "kind": "skill",
          "name": "moor",
          "path": ".claude/skills/moor",
          "registry": "REGISTRY",
          "id": "skill:quay/moor",
          "revision": 1,
          "digest": "733f476a6ffb8ea0dd42ea970881c04b82a44fbe3b49c6a80ff0f65df89ecce0",
          "riskTier": "minimal",
          "category": "standard",
          "stub": false
        }
      ]
    }
    "
  `);
  expect(readFileSync(join(bench.project, 'skillyard.lock.json'), 'utf8').replaceAll(market.folder, 'REGISTRY'))
    .toMatchInlineSnapshot(`
    "{
      "formatVersion": "1.0",
      "entries": {
        "skill:quay/moor": {
          "registry": "REGISTRY",
          "kind": "skill",
          "revision": 1,
          "digest": "733f476a6ffb8ea0dd42ea970881c04b82a44fbe3b49c6a80ff0f65df89ecce0",
          "riskTier": "minimal",
          "category": "standard",
          "stub": false,
          "from": {
            "type": "archive",
            "url": "../../dl/moor-733f476a6ffb.tar.gz",
            "sha256": "e66bac9679cd69f805962c92e878d406f529a1337e4554bad40ea1b93cf9d200"
          },
          "capabilities": [
            "script scripts/run.sh",
            "host tides.harbour.dev"
          ],
          "harnesses": [
            "claude-code"
          ],
          "placed": [
            {
              "type": "folder",
              "harness": "claude-code",
              "target": ".claude/skills/moor",
              "files": {
                "SKILL.md": "67c4b0c9791a806f789a81df1d7e02a8e0e9d9219bad4143ba33d34f4d96f264",
                "scripts/run.sh": "adb34a3013644470a3abae29b29ecad59d21267f6fe9de70f7215aeb4dd52ae6"
              }
            }
          ],
          "made": [
            ".claude/skills"
          ]
        }
      }
    }
    "
  `);
});

test(
  'a second install of everything writes nothing, and uninstalling restores the folder to the byte',
  { tags: ['slow'] },
  async () => {
    const market = await openMarket(harbour);
    const files = {
      '.claude/settings.json': '{\n  "model": "opus"\n}\n',
      '.mcp.json': '{"mcpServers": {"own": {"command": "own"}}}',
      '.gemini/settings.json': '{ "theme": "dark" }\n',
      '.codex/config.toml': '# mine\nmodel = "x"\n',
      '.opencode/opencode.jsonc': '{}',
      '.github/copilot-instructions.md': 'Be brief.\n',
      '.cursor/rules/a.mdc': 'x',
    };
    const bench = openWorkbench(market.folder, files);
    chmodSync(join(bench.project, '.codex/config.toml'), 0o600);
    const before = treeOf(bench.project);
    const first = await bench.install(everything);
    expect(first.written).toBe(true);
    expect(first.failed).toEqual([]);
    expect(first.entries.map(({ harnesses }) => harnesses.join(' '))).toMatchInlineSnapshot(`
    [
      "claude-code codex cursor gemini-cli github-copilot opencode",
      "claude-code codex cursor gemini-cli github-copilot opencode",
      "claude-code codex cursor gemini-cli github-copilot opencode",
      "claude-code codex cursor gemini-cli github-copilot opencode",
      "claude-code codex",
    ]
  `);
    const installed = treeOf(bench.project);
    expect(installed['.codex/config.toml']?.startsWith('600 # mine')).toBe(true);

    bench.calls.length = 0;
    const second = await bench.install(everything);
    expect(second.entries.map(({ outcome }) => outcome)).toEqual(everything.map(() => 'unchanged'));
    expect([second.written, bench.calls, bench.shown.length]).toEqual([false, [], everything.length]);
    expect(await bench.install([], { frozen: true })).toMatchObject({ written: false });
    expect(bench.calls).toEqual([]);
    expect(await verify(checking, bench.context)).toMatchObject({ checked: everything.length, findings: [] });
    expect((await list({ scope: 'project' }, bench.context)).entries).toHaveLength(everything.length);

    for (const request of everything.toReversed()) await uninstall(removing([request]), bench.context);
    expect(treeOf(bench.project)).toEqual(before);
  },
);

test.each([[everything], [everything.toReversed()]])(
  'uninstalled at once or in any order, nothing is left (%#)',
  async (order) => {
    const market = await openMarket(harbour);
    const bench = openWorkbench(market.folder);
    const harnesses = ['claude-code', 'codex', 'agents', 'gemini-cli', 'opencode', 'cursor', 'github-copilot'];
    for (const request of everything) await bench.install([request], { harnesses });
    for (const request of order) await uninstall(removing([request]), bench.context);
    expect(treeOf(bench.project)).toEqual({});
    await bench.install(everything, { harnesses, scope: 'user' });
    expect(treeOf(bench.project)).toEqual({});
    await uninstall(removing(everything, { scope: 'user' }), bench.context);
    expect(treeOf(bench.home)).toEqual({});
  },
);

test('one harness of several is left, and what they share stays with the other', { tags: ['slow'] }, async () => {
  const market = await openMarket(harbour);
  const bench = openWorkbench(market.folder);
  await bench.install(['quay/moor'], { harnesses: ['claude-code', 'agents', 'codex'] });
  const shared = Object.keys(treeOf(bench.project)).filter((path) => path.endsWith('SKILL.md'));
  expect(shared).toEqual(['.agents/skills/moor/SKILL.md', '.claude/skills/moor/SKILL.md']);
  await uninstall(removing(['moor'], { harnesses: ['codex'] }), bench.context);
  expect(Object.keys(treeOf(bench.project))).toContain('.agents/skills/moor/SKILL.md');
  await uninstall(removing(['moor'], { harnesses: ['agents'] }), bench.context);
  expect(Object.keys(treeOf(bench.project)).filter((path) => path.endsWith('SKILL.md'))).toEqual([
    '.claude/skills/moor/SKILL.md',
  ]);
});

test('what is the user’s is never written over, and with force kept beside it', { tags: ['slow'] }, async () => {
  const market = await openMarket(harbour);
  const bench = openWorkbench(market.folder, { '.claude/skills/moor/SKILL.md': 'mine' });
  const before = treeOf(bench.project);
  await expect(bench.install(['quay/moor'])).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Refusal: .claude/skills/moor is there already and was not installed by skillyard, so skill:quay/moor is not written over it. Move it away, or add --force: what is there is then kept as .claude/skills/moor.backup-1.]`,
  );
  expect(treeOf(bench.project)).toEqual(before);
  await bench.install(['quay/moor'], { force: true });
  expect(treeOf(bench.project)['.claude/skills/moor.backup-1/SKILL.md']).toBe('644 mine');

  writeTree(bench.project, { '.claude/skills/moor/SKILL.md': 'changed', '.claude/skills/moor/own.md': 'mine too' });
  expect((await verify(checking, bench.context)).findings.map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      ".claude/skills/moor/SKILL.md has been changed.",
      ".claude/skills/moor/own.md was not installed.",
    ]
  `);
  await expect(bench.install(['quay/moor'])).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Refusal: .claude/skills/moor has been changed since skill:quay/moor was installed. Keep it, or add --force: what is there is then kept as .claude/skills/moor.backup-1.]`,
  );
  const changed = treeOf(bench.project);
  await expect(uninstall(removing(['moor']), bench.context)).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Refusal: .claude/skills/moor has been changed since skill:quay/moor was installed, so nothing was removed. Keep it, or add --force: what is there is then kept under another name beside it.]`,
  );
  expect(treeOf(bench.project)).toEqual(changed);
  await uninstall({ ...removing(['moor']), force: true }, bench.context);
  const left = treeOf(bench.project);
  expect(left['.claude/skills/moor.backup-2/SKILL.md']).toBe('644 changed');
  expect(left['.claude/skills/moor.backup-2/own.md']).toBe('644 mine too');
  expect(Object.keys(left)).not.toContain('skillyard.lock.json');
});

test('what was added to a folder stays when its entry goes', { tags: ['slow'] }, async () => {
  const market = await openMarket(harbour);
  const bench = openWorkbench(market.folder);
  await bench.install(['quay/moor'], { harnesses: ['claude-code'] });
  writeTree(bench.project, { '.claude/skills/moor/own.md': 'mine' });
  const { notes } = await uninstall(removing(['moor']), bench.context);
  expect(notes).toEqual([
    '.claude/skills/moor/own.md has been added since it was installed, and is kept: it is yours from now on.',
  ]);
  expect(treeOf(bench.project)['.claude/skills/moor/own.md']).toBe('644 mine');
  expect(treeOf(bench.project)).not.toHaveProperty(['.claude/skills/moor/SKILL.md']);
});

test('two entries of one name are refused, and the other is named', { tags: ['slow'] }, async () => {
  const market = await openMarket(harbour);
  const bench = openWorkbench(market.folder);
  await bench.install(['quay/moor']);
  const before = treeOf(bench.project);
  await expect(bench.install(['dock/moor'], { force: true })).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Refusal: .agents/skills/moor belongs to skill:quay/moor, which is installed and has the same name for agents. Uninstall it first: skillyard uninstall skill:quay/moor.]`,
  );
  expect(treeOf(bench.project)).toEqual(before);
});

test('links stay inside the project, or are refused', { tags: ['slow'] }, async () => {
  const market = await openMarket(harbour);
  const bench = openWorkbench(market.folder, { '.agents/skills/own/SKILL.md': 'mine' });
  mkdirSync(join(bench.project, '.claude'));
  symlinkSync('../.agents/skills', join(bench.project, '.claude/skills'));
  await bench.install(['quay/moor'], { harnesses: ['claude-code', 'agents'] });
  expect(readFileSync(join(bench.project, '.agents/skills/moor/SKILL.md'), 'utf8')).toContain('name: moor');
  expect(await verify(checking, bench.context)).toMatchObject({ findings: [] });
  await uninstall(removing(['moor']), bench.context);
  expect(Object.keys(treeOf(bench.project)).filter((path) => path.includes('moor'))).toEqual([]);

  rmSync(join(bench.project, '.claude/skills'));
  symlinkSync(bench.home, join(bench.project, '.claude/skills'));
  const before = treeOf(bench.project);
  await expect(bench.install(['quay/moor'], { harnesses: ['claude-code'] })).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Refusal: ".claude/skills/moor" leads out of the folder that is written to, and is left alone. Nothing was written.]`,
  );
  expect(treeOf(bench.project)).toEqual(before);
});
