import { type Draft, draftKey } from './draft.ts';
import { readHooks } from './hook-entry.ts';
import type { ReadEntry } from './markdown-entry.ts';
import type { PluginPlan } from './plugin-plan.ts';
import { readServers } from './server-entry.ts';
import type { TreeView } from './tree-view.ts';

/** Reads what the JSON files and manifests of a plugin define: its hooks and MCP servers. */
export function readJsonParts(view: TreeView, { name, components }: PluginPlan): ReadEntry[] {
  return [
    ...components.hooks.map((part) => readHooks(view, part, name)),
    ...components.servers.flatMap((part) => readServers(part)),
  ];
}

/**
 * The members of a plugin among what was read. A copy for another harness stands for the entry it was folded into.
 *
 * @param jsonParts What `readJsonParts` read for this plugin.
 */
export function membersOf(
  { components }: PluginPlan,
  jsonParts: readonly ReadEntry[],
  parts: readonly Draft[],
): readonly Draft[] {
  const keys = new Set([
    ...components.skills.map((folder) => draftKey({ kind: 'skill', path: folder === '' ? '.' : folder })),
    ...components.subagents.map((path) => draftKey({ kind: 'subagent', path })),
    ...components.commands.map((path) => draftKey({ kind: 'command', path })),
    ...jsonParts.flatMap(({ draft }) => (draft ? [draftKey(draft)] : [])),
  ]);
  return parts.filter(({ kind, path, variants = [] }) =>
    [path, ...variants].some((candidate) => keys.has(draftKey({ kind, path: candidate }))),
  );
}

/** The plugin that each member belongs to, by draft key; where several bring it, the first. */
export function ownersOf(members: ReadonlyMap<PluginPlan, readonly Draft[]>): Map<string, PluginPlan> {
  const owners = new Map<string, PluginPlan>();
  for (const [plan, drafts] of members) {
    for (const draft of drafts) if (!owners.has(draftKey(draft))) owners.set(draftKey(draft), plan);
  }
  return owners;
}
