import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import type { FoundEntry, IntrospectedSource } from '../domain/entry.ts';
import type { QuarantinedEntry } from '../domain/source-record.ts';
import { by } from '../domain/order.ts';
import type { Tree } from '../domain/tree.ts';
import { assignNames, type Bindings } from './assign-names.ts';
import { checkNodes } from './check-nodes.ts';
import { type Draft, draftKey } from './draft.ts';
import { type Licenses, openLicenses } from './licenses/add-licenses.ts';
import { findMarkdown, ownFiles } from './markdown/find-markdown.ts';
import { findPlugins } from './plugins/find-plugins.ts';
import { findWorkflows } from './workflows/find-workflows.ts';
import { type ReadEntry, readMarkdownEntry } from './markdown/markdown-entry.ts';
import { formatsInPlugin, membersOfPlans, ownersOf, readJsonParts } from './plugins/members.ts';
import { pluginDraft } from './plugins/plugin-entry.ts';
import type { PluginPlan } from './plugins/plugin-plan.ts';
import { readTomlEntry } from './toml/toml-entry.ts';
import { openView, parentOf, type TreeView } from './tree-view.ts';
import { claimPaths } from './read-claim.ts';
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
  if (selection.path !== '' && !view.isFolder(selection.path)) return missingPath(source, selection.path);

  const found = await findPlugins(view, (path) => listing(path) === 'listed', bindings);
  const plans = found.plugins;
  const markdown = findMarkdown(view, plans, selection.path, listing);
  const texts = markdown.map(({ file }) => file);
  const licenses = openLicenses(view, plans, texts);
  await tree.prefetch([...texts, ...licenses.paths, ...claimPaths(tree)]);
  const reads: ReadEntry[] = [];
  for (const { kind, ...item } of markdown) {
    const isToml = item.file.toLowerCase().endsWith('.toml') && kind !== 'skill';
    reads.push(await (isToml ? readTomlEntry(view, { kind, ...item }) : readMarkdownEntry(view, { kind, ...item })));
  }
  const jsonParts = new Map(plans.map((plan) => [plan, readJsonParts(view, plan, bindings)]));
  reads.push(...[...jsonParts.values()].flat());

  diagnostics.push(
    ...checkNodes(view, (path) => listing(path) !== 'outside'),
    ...found.diagnostics,
    ...reads.flatMap((read) => read.diagnostics),
  );
  diagnostics.push(...countUnlisted(view, listing), ...countInternal(reads));
  const drafts = reads.flatMap(({ draft, internal }) => (draft && !internal ? [draft] : []));
  const parts = foldVariants(unique(drafts), bindings);
  const members = membersOfPlans(jsonParts, parts);
  const owners = ownersOf(members);
  const workflows = await findWorkflows(view, parts, listing);
  diagnostics.push(...workflows.flatMap((read) => read.diagnostics));
  const all = [
    ...parts,
    ...plans.map((plan) => pluginDraft(view, plan, members.get(plan) ?? [])),
    ...workflows.flatMap(({ draft }) => draft ?? []),
  ];
  const naming = assignNames(unique(all), bindings, (draft) => owners.get(draftKey(draft))?.name);
  diagnostics.push(...naming.diagnostics);

  const quarantined = [
    ...found.quarantined,
    ...plans.flatMap(({ components }) => components.refused),
    ...[...reads, ...workflows].flatMap((read) => read.quarantined ?? []),
    ...naming.quarantined,
  ];
  const entries = await toEntries(view, naming.names, owners, licenses);
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

function missingPath(source: string, path: string): IntrospectedSource {
  const at = { root: 'catalog', file: `sources/${source}.yaml` } as const;
  const message = `There is no folder ${path} in the source.`;
  const diagnostics = [diagnose('source-path-missing', { message, at, source })];
  return { entries: [], quarantined: [], references: [], diagnostics };
}

function unique(drafts: readonly Draft[]): Draft[] {
  return [...new Map(drafts.map((draft) => [draftKey(draft), draft])).values()];
}

function uniqueRecords(records: readonly QuarantinedEntry[]): QuarantinedEntry[] {
  return [...new Map(records.map((record) => [draftKey(record), record])).values()].toSorted(by(draftKey));
}

async function toEntries(
  view: TreeView,
  names: ReadonlyMap<Draft, string>,
  owners: ReadonlyMap<string, PluginPlan>,
  licenses: Licenses,
): Promise<FoundEntry[]> {
  const skillRoots = new Set([...names.keys()].flatMap(({ kind, root }) => (kind === 'skill' && root ? [root] : [])));
  const entries: FoundEntry[] = [];
  for (const [draft, name] of names) {
    const { root, ownFiles: own, wanted: _wanted, at: _at, variants = [], license: _license, ...entry } = draft;
    const paths =
      root === undefined ? own : entry.kind === 'skill' ? ownFiles(view, root, skillRoots) : view.filesBelow(root);
    const base = root ?? (own.length === 1 ? parentOf(own[0] ?? '') : '');
    const files = paths.map((treePath) => ({
      treePath,
      path: base === '' ? treePath : treePath.slice(base.length + 1),
      executable: view.tree.nodes.get(treePath)?.type === 'executable',
    }));
    const owner = owners.get(draftKey(draft));
    entries.push({
      ...entry,
      ...(await licenses.of(draft, owner)),
      name,
      files,
      variants,
      formats: formatsInPlugin(draft, owner),
      manifestStatement: owner?.statement ?? entry.manifestStatement,
    });
  }
  return entries.toSorted(by(({ kind, name }) => `${kind} ${name}`));
}

function countUnlisted(view: TreeView, listing: Listing): Diagnostic[] {
  const paths = view.files.filter(
    (path) =>
      /(?:^|\/)(?:SKILL\.md|\.[\w-]+-plugin\/plugin\.json)$/.test(path) && listing(parentOf(path)) === 'unlisted',
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
