import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import type { FoundEntry, IntrospectedSource } from '../domain/entry.ts';
import type { QuarantinedEntry } from '../domain/index-v1.ts';
import { by } from '../domain/order.ts';
import type { Tree } from '../domain/tree.ts';
import { assignNames, type Bindings } from './assign-names.ts';
import { checkNodes } from './check-nodes.ts';
import { type Draft, draftKey } from './draft.ts';
import { findMarkdown, ownFiles } from './find-markdown.ts';
import { findPlugins } from './find-plugins.ts';
import { type ReadEntry, readMarkdownEntry } from './markdown-entry.ts';
import { membersOf, ownersOf, readJsonParts } from './members.ts';
import { pluginDraft } from './plugin-entry.ts';
import type { PluginPlan } from './plugin-plan.ts';
import { openView, parentOf, type TreeView } from './tree-view.ts';
import { type Listing, makeListing, type Selection } from './unlisted.ts';
import { foldVariants } from './variants.ts';

export interface IntrospectOptions {
  /** The id of the source; hooks without a plugin are called after it. */
  readonly source: string;
  readonly selection: Selection;
  /** What the ledger has named before. */
  readonly bindings: Bindings;
}

/**
 * Works out what a tree holds: what its manifests declare, then what lies where conventions say, then a walk over the
 * rest. Survives anything found in the wild: one entry that cannot be read is quarantined and never stops the others.
 */
export async function introspectTree(
  tree: Tree,
  { source, selection, bindings }: IntrospectOptions,
): Promise<IntrospectedSource> {
  const view = await openView(tree);
  const listing = makeListing(selection);
  const diagnostics: Diagnostic[] = [];
  if (selection.path !== '' && !view.isFolder(selection.path)) {
    const at = { root: 'catalog', file: `sources/${source}.yaml` } as const;
    return {
      entries: [],
      quarantined: [],
      references: [],
      diagnostics: [
        diagnose('source-path-missing', { message: `There is no folder ${selection.path} in the source.`, at, source }),
      ],
    };
  }

  const found = await findPlugins(view, (path) => listing(path) === 'listed');
  const plans = found.plugins;
  const markdown = findMarkdown(view, plans, selection.path, listing);
  await tree.prefetch(markdown.map(({ file }) => file));
  const reads: ReadEntry[] = [];
  for (const item of markdown) reads.push(await readMarkdownEntry(view, item));
  const jsonParts = new Map(plans.map((plan) => [plan, readJsonParts(view, plan)]));
  reads.push(...[...jsonParts.values()].flat());

  diagnostics.push(
    ...checkNodes(view, (path) => listing(path) !== 'outside'),
    ...found.diagnostics,
    ...reads.flatMap((read) => read.diagnostics),
  );
  diagnostics.push(...countUnlisted(view, listing), ...countInternal(reads));
  const drafts = reads.flatMap(({ draft, internal }) => (draft && !internal ? [draft] : []));
  const parts = foldVariants(unique(drafts), bindings);
  const members = new Map(plans.map((plan) => [plan, membersOf(plan, jsonParts.get(plan) ?? [], parts)]));
  const owners = ownersOf(members);
  const all = [...parts, ...plans.map((plan) => pluginDraft(view, plan, members.get(plan) ?? []))];
  const naming = assignNames(unique(all), bindings, (draft) => owners.get(draftKey(draft))?.name);
  diagnostics.push(...naming.diagnostics);

  const quarantined = [
    ...found.quarantined,
    ...reads.flatMap((read) => (read.quarantined ? [read.quarantined] : [])),
    ...naming.quarantined,
  ];
  const entries = toEntries(view, naming.names, owners);
  if (entries.length === 0 && quarantined.length === 0 && found.references.length === 0) {
    const at = { root: 'catalog', file: `sources/${source}.yaml` } as const;
    diagnostics.push(diagnose('source-empty', { message: 'Nothing in the source can be listed.', at }));
  }
  return {
    entries,
    quarantined: uniqueRecords(quarantined),
    references: found.references,
    diagnostics: diagnostics.map((diagnostic) => ({ ...diagnostic, source })),
  };
}

function unique(drafts: readonly Draft[]): Draft[] {
  return [...new Map(drafts.map((draft) => [draftKey(draft), draft])).values()];
}

function uniqueRecords(records: readonly QuarantinedEntry[]): QuarantinedEntry[] {
  return [...new Map(records.map((record) => [draftKey(record), record])).values()].toSorted(by(draftKey));
}

function toEntries(
  view: TreeView,
  names: ReadonlyMap<Draft, string>,
  owners: ReadonlyMap<string, PluginPlan>,
): FoundEntry[] {
  const skillRoots = new Set([...names.keys()].flatMap(({ kind, root }) => (kind === 'skill' && root ? [root] : [])));
  const entries = [...names].map(([draft, name]): FoundEntry => {
    const { root, ownFiles: own, wanted: _wanted, at: _at, variants = [], ...entry } = draft;
    const paths =
      root === undefined ? own : entry.kind === 'skill' ? ownFiles(view, root, skillRoots) : view.filesBelow(root);
    const base = root ?? (own.length === 1 ? parentOf(own[0] ?? '') : '');
    const files = paths.map((treePath) => ({
      treePath,
      path: base === '' ? treePath : treePath.slice(base.length + 1),
      executable: view.tree.nodes.get(treePath)?.type === 'executable',
    }));
    const owner = owners.get(draftKey(draft));
    const license = entry.license ?? owner?.license;
    return { ...entry, name, files, variants, license, manifestStatement: owner?.statement ?? entry.manifestStatement };
  });
  return entries.toSorted(by(({ kind, name }) => `${kind} ${name}`));
}

function countUnlisted(view: TreeView, listing: Listing): Diagnostic[] {
  const paths = view.files.filter(
    (path) =>
      /(?:^|\/)(?:SKILL\.md|\.claude-plugin\/plugin\.json)$/.test(path) && listing(parentOf(path)) === 'unlisted',
  );
  if (paths.length === 0) return [];
  const shown = paths.slice(0, 3).join(', ');
  const message = `${paths.length} found in folders of tests, fixtures, templates or copies: ${shown}${paths.length > 3 ? ', …' : ''}.`;
  return [diagnose('paths-not-listed', { message, at: { root: 'source', file: paths[0] ?? '' } })];
}

function countInternal(reads: readonly ReadEntry[]): Diagnostic[] {
  return reads.flatMap(({ draft, internal }) =>
    draft && internal
      ? [diagnose('entry-internal', { message: `The ${draft.kind} "${draft.wanted}" is not listed.`, at: draft.at })]
      : [],
  );
}
