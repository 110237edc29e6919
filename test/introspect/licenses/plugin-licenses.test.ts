import licenses from 'spdx-license-list/full.js';
import { describe, expect, test } from 'vitest';
import { introspectTree } from '../../../src/introspect/introspect-tree.ts';
import { link, memoryTree, skill } from '../../helpers/memory-tree.ts';

const mit = licenses['MIT']?.licenseText ?? '';
const apache = licenses['Apache-2.0']?.licenseText ?? '';
const gpl = licenses['GPL-3.0-only']?.licenseText ?? '';
const terms = '© 2026 Acme. All rights reserved. Ask before you copy anything of this.';

const tides = skill('name: tides\ndescription: Reads tides.');
const plugin = (more: object): string => JSON.stringify({ name: 'dock', ...more });

const selection = { path: '', include: ['**'], exclude: [] };
const options = { source: 'harbour', selection, bindings: new Map() };

/** Of each entry its kind and path, its licence, and the file that says so. */
async function look(files: Parameters<typeof memoryTree>[0]): Promise<string[]> {
  const { entries } = await introspectTree(memoryTree(files), options);
  return entries.map(
    ({ kind, path, license = 'unknown', licenseFile }) =>
      `${kind} ${path}: ${license}${licenseFile === undefined ? '' : ` by ${licenseFile}`}`,
  );
}

describe('what belongs to a plugin', () => {
  test('is under what its manifest says, unless something nearer says otherwise', async () => {
    const files = {
      'dock/.claude-plugin/plugin.json': plugin({ license: 'MIT', mcpServers: { crane: { command: 'crane' } } }),
      'dock/hooks/hooks.json': JSON.stringify({ hooks: { Stop: [{ hooks: [{ type: 'command', command: 'ls' }] }] } }),
      'dock/hooks/LICENSE': apache,
      'dock/agents/pilot.md': '---\nname: pilot\ndescription: Pilots.\n---\n\nPilot.\n',
      'dock/skills/tides/SKILL.md': tides,
      'dock/skills/ebb/SKILL.md': skill('name: ebb\ndescription: Ebbs.'),
      'dock/skills/ebb/LICENSE.txt': terms,
      'dock/skills/flow/SKILL.md': skill('name: flow\ndescription: Flows.\nlicense: ISC'),
      'dock/LICENSE': gpl,
      LICENSE: gpl,
    };
    expect(await look(files)).toMatchInlineSnapshot(`
      [
        "hook dock/hooks/hooks.json: Apache-2.0 by dock/hooks/LICENSE",
        "mcp_server dock/.claude-plugin/plugin.json#mcpServers.crane: MIT",
        "plugin dock: MIT",
        "skill dock/skills/ebb: unknown",
        "skill dock/skills/flow: ISC",
        "skill dock/skills/tides: MIT",
        "subagent dock/agents/pilot.md: MIT",
      ]
    `);
  });

  test('is under the file beside a manifest that points to it', async () => {
    const files = {
      'dock/.claude-plugin/plugin.json': plugin({ license: 'SEE LICENSE IN LICENSE' }),
      'dock/skills/tides/SKILL.md': tides,
      LICENSE: mit,
    };
    expect(await look(files)).toMatchInlineSnapshot(`
      [
        "plugin dock: SEE LICENSE IN LICENSE",
        "skill dock/skills/tides: SEE LICENSE IN LICENSE",
      ]
    `);
    expect(await look({ ...files, 'dock/LICENSE': apache })).toMatchInlineSnapshot(`
      [
        "plugin dock: Apache-2.0 by dock/LICENSE",
        "skill dock/skills/tides: Apache-2.0 by dock/LICENSE",
      ]
    `);
  });

  test('is under nothing that is known where nobody can read the manifest', async () => {
    const files = {
      'dock/.claude-plugin/plugin.json': plugin({ license: { type: 'MIT' } }),
      'dock/skills/tides/SKILL.md': tides,
    };
    expect(await look({ ...files, LICENSE: mit })).toMatchInlineSnapshot(`
      [
        "plugin dock: unknown",
        "skill dock/skills/tides: unknown",
      ]
    `);
  });

  test('says nothing of it where the manifest does not: the repository does', async () => {
    const files = {
      'dock/.claude-plugin/plugin.json': plugin({}),
      'dock/skills/tides/SKILL.md': tides,
      'dock/commands/sail.md': '---\ndescription: Sails.\n---\n\nSail.\n',
      LICENSE: mit,
    };
    expect(await look(files)).toMatchInlineSnapshot(`
      [
        "command dock/commands/sail.md: MIT by LICENSE",
        "plugin dock: MIT by LICENSE",
        "skill dock/skills/tides: MIT by LICENSE",
      ]
    `);
  });

  test('and lies elsewhere is under its word only where nothing around it says anything', async () => {
    const files = {
      'dock/.claude-plugin/plugin.json': plugin({ license: 'MIT', skills: ['./skills/tides'] }),
      'dock/skills/tides': link('../../shared/tides'),
      'shared/tides/SKILL.md': tides,
    };
    expect(await look(files)).toMatchInlineSnapshot(`
      [
        "plugin dock: MIT",
        "skill shared/tides: MIT",
      ]
    `);
    expect(await look({ ...files, LICENSE: apache })).toMatchInlineSnapshot(`
      [
        "plugin dock: MIT",
        "skill shared/tides: Apache-2.0 by LICENSE",
      ]
    `);
  });
});

test('what an entry and its plugin say is kept as it is written, apart from what files say', async () => {
  const tree = memoryTree({
    'dock/.claude-plugin/plugin.json': plugin({ license: 'Apache 2.0' }),
    'dock/skills/tides/SKILL.md': tides,
    'dock/skills/tides/LICENSE': mit,
    'ebb/SKILL.md': skill('name: ebb\ndescription: Ebbs.'),
    LICENSE: gpl,
  });
  const { entries } = await introspectTree(tree, options);
  expect(entries.map(({ path, license, licenseStatement }) => [path, license, licenseStatement])).toEqual([
    ['dock', 'Apache-2.0', 'Apache 2.0'],
    ['ebb', 'GPL-3.0-only', undefined],
    ['dock/skills/tides', 'MIT', 'Apache 2.0'],
  ]);
});
