import { kindWords, type Kind } from '../../domain/kind.ts';
import { shorten } from '../../domain/shorten.ts';
import { type Draft, draftKey } from '../draft.ts';
import type { PluginPlan } from './plugin-plan.ts';
import { sumOf } from './sum-of-members.ts';
import { withoutSecrets } from '../secrets.ts';
import type { TreeView } from '../tree-view.ts';

/** Makes the entry of a plugin once it is known which of its members are entries themselves. */
export function pluginDraft(view: TreeView, plan: PluginPlan, members: readonly Draft[]): Draft {
  const { path, root, name, definition, ownsRoot } = plan;
  const unique = [...new Map(members.map((member) => [draftKey(member), member])).values()];
  return {
    kind: 'plugin',
    path,
    ...(ownsRoot && { root }),
    // A plugin without a folder of its own is what its members are.
    ownFiles: ownsRoot
      ? []
      : [
          ...new Set(
            unique.flatMap((member) => (member.root === undefined ? member.ownFiles : view.filesBelow(member.root))),
          ),
        ],
    wanted: name,
    at: plan.at,
    title: shorten(name),
    description: plan.description ?? describe(unique),
    version: plan.version,
    license: plan.license,
    keywords: plan.keywords,
    formats: plan.formats,
    treeId: ownsRoot ? view.tree.folders.get(root) : undefined,
    definition: {
      path: definition.json.path,
      format: 'json',
      text: JSON.stringify(withoutSecrets(definition.value), null, 2),
      line: plan.at.line ?? 1,
    },
    frontMatter: new Map(),
    manifestStatement: plan.statement,
    hooks: unique.flatMap(({ hooks }) => hooks),
    servers: unique.flatMap(({ servers }) => servers),
    ofMembers: sumOf(unique),
    members: unique.map(({ kind, path: memberPath }) => ({ kind, path: memberPath })),
    references: [],
  };
}

function describe(members: readonly Draft[]): string {
  const counts = new Map<Kind, number>();
  for (const { kind } of members) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const parts = [...counts].map(
    ([kind, count]) => `${count} ${count === 1 ? kindWords[kind].label : kindWords[kind].labelPlural}`,
  );
  return parts.length === 0 ? 'A plugin without members.' : `A plugin with ${parts.join(', ')}.`;
}
