import type { Bindings } from '../assign-names.ts';
import { type Draft, draftKey } from '../draft.ts';
import { readHooks } from './hook-entry.ts';
import type { ReadEntry } from '../markdown/markdown-entry.ts';
import type { PluginPlan } from './plugin-plan.ts';
import { readServers } from './server-entry.ts';
import type { TreeView } from '../tree-view.ts';

/** Reads what the JSON files and manifests of a plugin define: its hooks and MCP servers. */
export function readJsonParts(view: TreeView, { name, components }: PluginPlan, bindings: Bindings): ReadEntry[] {
  return [
    ...components.hooks.map((part) => readHooks(view, part, name)),
    ...foldServers(
      components.servers.flatMap((part) => readServers(part)),
      bindings,
    ),
  ];
}

/**
 * A server that a plugin defines in several manifests under one key is one server, written for several harnesses. What
 * the ledger has given a name stays the entry, else the first.
 */
function foldServers(reads: readonly ReadEntry[], bindings: Bindings): ReadEntry[] {
  const groups = Map.groupBy(reads, ({ draft }) => draft?.wanted);
  return [...groups].flatMap(([key, group]) => {
    const drafts = group.flatMap(({ draft }) => draft ?? []);
    const draft = drafts.find((candidate) => bindings.has(draftKey(candidate))) ?? drafts[0];
    if (key === undefined || !draft) return group;
    const variants = drafts.filter((other) => other.path !== draft.path).map(({ path }) => path);
    const diagnostics = group.flatMap((read) => read.diagnostics);
    return [{ draft: { ...draft, ...(variants.length > 0 && { variants }) }, diagnostics }];
  });
}

/**
 * The members of each plugin among what was read, in its order. A copy for another harness stands for the entry it was
 * folded into.
 *
 * @param plans Each plugin with what `readJsonParts` read for it.
 */
export function membersOfPlans(
  plans: ReadonlyMap<PluginPlan, readonly ReadEntry[]>,
  parts: readonly Draft[],
): Map<PluginPlan, readonly Draft[]> {
  const positions = new Map<string, number[]>();
  for (const [position, { kind, path, variants = [] }] of parts.entries()) {
    for (const place of [path, ...variants]) {
      const key = draftKey({ kind, path: place });
      const known = positions.get(key);
      if (known) known.push(position);
      else positions.set(key, [position]);
    }
  }
  const membersOf = (plan: PluginPlan, jsonParts: readonly ReadEntry[]): readonly Draft[] => {
    const found = new Set(keysOf(plan, jsonParts).flatMap((key) => positions.get(key) ?? []));
    return [...found].toSorted((a, b) => a - b).flatMap((position) => parts[position] ?? []);
  };
  return new Map([...plans].map(([plan, jsonParts]) => [plan, membersOf(plan, jsonParts)]));
}

function keysOf({ components }: PluginPlan, jsonParts: readonly ReadEntry[]): string[] {
  return [
    ...components.skills.map((folder) => draftKey({ kind: 'skill', path: folder === '' ? '.' : folder })),
    ...components.subagents.map((path) => draftKey({ kind: 'subagent', path })),
    ...components.commands.map((path) => draftKey({ kind: 'command', path })),
    ...jsonParts.flatMap(({ draft }) => (draft ? [draftKey(draft)] : [])),
  ];
}

/** The plugin that each member belongs to, by draft key; where several bring it, the first. */
export function ownersOf(members: ReadonlyMap<PluginPlan, readonly Draft[]>): Map<string, PluginPlan> {
  const owners = new Map<string, PluginPlan>();
  for (const [plan, drafts] of members) {
    for (const draft of drafts) if (!owners.has(draftKey(draft))) owners.set(draftKey(draft), plan);
  }
  return owners;
}

/** The formats of a plugin's subagent or command: a Markdown file is read by every harness the plugin is made for. */
export function formatsInPlugin({ kind, formats, definition }: Draft, plan: PluginPlan | undefined): readonly string[] {
  if (!plan || !definition.path.endsWith('.md') || (kind !== 'subagent' && kind !== 'command')) return formats;
  const ofPlugin = plan.texts[kind];
  return ofPlugin.length === 0 ? formats : [...new Set(ofPlugin)];
}
