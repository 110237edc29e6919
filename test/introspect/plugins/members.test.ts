import { expect, test } from 'vitest';
import type { Bindings } from '../../../src/introspect/assign-names.ts';
import type { Draft } from '../../../src/introspect/draft.ts';
import { introspectTree } from '../../../src/introspect/introspect-tree.ts';
import { membersOfPlans } from '../../../src/introspect/plugins/members.ts';
import type { PluginPlan } from '../../../src/introspect/plugins/plugin-plan.ts';
import { memoryTree, skill } from '../../helpers/memory-tree.ts';

const moor = skill('name: moor\ndescription: Ties ships up.');

async function look(files: Parameters<typeof memoryTree>[0], bindings: Bindings = new Map()) {
  const selection = { path: '', include: ['**'], exclude: [] };
  return (await introspectTree(memoryTree(files), { source: 'harbour', selection, bindings })).entries;
}

test('a server that the ledger has named keeps its path and name when a manifest in front of its own defines it too', async () => {
  const manifest = (command: string): string =>
    JSON.stringify({ name: 'desk', description: 'Desk.', mcpServers: { tides: { command } } });
  const files = { '.codex-plugin/plugin.json': manifest('tides') };
  const server = async (all: typeof files, bindings?: Bindings) =>
    (await look(all, bindings)).find(({ kind }) => kind === 'mcp_server');
  const before = await server(files);
  expect(before?.path).toBe('.codex-plugin/plugin.json#mcpServers.tides');
  const both = { ...files, '.claude-plugin/plugin.json': manifest('other') };
  expect((await server(both))?.path).toBe('.claude-plugin/plugin.json#mcpServers.tides');
  const bound = await server(both, new Map([[`mcp_server ${before?.path}`, before?.name ?? '']]));
  expect(bound).toMatchObject({
    path: before?.path,
    name: before?.name,
    variants: ['.claude-plugin/plugin.json#mcpServers.tides'],
    servers: [{ command: 'tides' }],
  });
});

test('a part and its copy are members of the plugins that hold one of them, in the order of the parts', async () => {
  const entries = await look({
    'a/.claude-plugin/plugin.json': '{ "name": "a", "description": "A." }',
    'a/skills/sail/SKILL.md': skill('name: sail\ndescription: Sails.'),
    'a/skills/moor/SKILL.md': moor,
    'a/.cursor/skills/moor/SKILL.md': moor,
    'a/commands/dock.md': 'Dock the ship.\n',
  });
  const plugin = entries.find(({ kind }) => kind === 'plugin');
  expect(plugin?.members.map(({ path }) => path)).toEqual(['a/skills/moor', 'a/skills/sail', 'a/commands/dock.md']);
});

test('the members of ten thousand plugins are found soon', () => {
  const folders = Array.from({ length: 10_000 }, (_, index) => `plugins/p${index}/skills/s`);
  // Nothing else of a plan or part matters to who belongs to whom.
  const plans = folders.map(
    (folder) => ({ components: { skills: [folder], subagents: [], commands: [] } }) as unknown as PluginPlan,
  );
  const parts = folders.map((path) => ({ kind: 'skill', path }) as unknown as Draft);
  const start = performance.now();
  const members = membersOfPlans(new Map(plans.map((plan) => [plan, []])), parts);
  expect(performance.now() - start).toBeLessThan(2000);
  expect(plans.map((plan) => members.get(plan))).toEqual(parts.map((part) => [part]));
});
