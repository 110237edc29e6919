import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import type { Written } from '../domain/entry.ts';
import type { QuarantinedEntry, Reference } from '../domain/index-v1.ts';
import { findComponents, type Naming } from './components.ts';
import { declaredPath } from './declared-path.ts';
import type { PluginPlan, Report } from './plugin-plan.ts';
import { asObject, asText, asTexts } from '../domain/untyped.ts';
import { readJson } from './read-json.ts';
import { quarantine } from './read-text.ts';
import { toReference } from './reference.ts';
import { baseName, join, parentOf, type TreeView } from './tree-view.ts';

const PLUGIN_MANIFEST = '.claude-plugin/plugin.json';
const MARKETPLACE_MANIFEST = '.claude-plugin/marketplace.json';

export interface FoundPlugins {
  readonly plugins: readonly PluginPlan[];
  /** Manifests that cannot be read and that no marketplace speaks for. */
  readonly quarantined: readonly QuarantinedEntry[];
  readonly references: readonly Reference[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Listing {
  readonly root: string;
  readonly naming: Naming;
}

/**
 * Finds the Claude Code plugins of a tree: folders with a manifest of their own, and what marketplaces define or add.
 *
 * @param isListed Whether a manifest at this path counts (tests and templates hold manifests too).
 */
export async function findPlugins(view: TreeView, isListed: (path: string) => boolean): Promise<FoundPlugins> {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => diagnostics.push(diagnostic);
  const manifests = manifestPaths(view, PLUGIN_MANIFEST, isListed);
  const marketplaces = manifestPaths(view, MARKETPLACE_MANIFEST, isListed);
  await view.tree.prefetch([...manifests, ...marketplaces, ...likelyJson(view)]);

  const references: Reference[] = [];
  const listings: Listing[] = [];
  for (const path of marketplaces) {
    const read = await readMarketplace(view, path, report);
    references.push(...read.references);
    listings.push(...read.listings);
  }
  const roots = new Set([...manifests.map(rootOf), ...listings.map(({ root }) => root)]);
  const plugins: PluginPlan[] = [];
  const quarantined: QuarantinedEntry[] = [];
  for (const root of roots) {
    const mine = listings.filter((listing) => listing.root === root).map(({ naming }) => naming);
    const read = await pluginsAt(view, root, mine, report);
    plugins.push(...read.plans);
    if (read.broken && mine.length === 0) quarantined.push(quarantine('plugin', root === '' ? '.' : root, read.broken));
  }
  return { plugins, quarantined, references, diagnostics };
}

function manifestPaths(view: TreeView, manifest: string, isListed: (path: string) => boolean): string[] {
  return view.files.filter((path) => (path === manifest || path.endsWith(`/${manifest}`)) && isListed(path));
}

/** Hook and server files by their usual names: cheaper to bring near together than to ask for one by one. */
function likelyJson(view: TreeView): string[] {
  return view.files.filter((path) => /(?:^|\/)(?:hooks\.json|\.mcp\.json)$/.test(path));
}

function rootOf(manifest: string): string {
  return parentOf(parentOf(manifest));
}

async function readMarketplace(
  view: TreeView,
  path: string,
  report: Report,
): Promise<{ listings: Listing[]; references: Reference[] }> {
  const { json, diagnostic } = await readJson(view.tree, path);
  if (diagnostic) report(diagnostic);
  const fields = asObject(json?.value);
  if (!json || !fields) return { listings: [], references: [] };
  const plugins = fields['plugins'];
  if (!Array.isArray(plugins)) {
    report(diagnose('manifest-invalid', { message: '"plugins" is not a list.', at: json.at(['plugins']) }));
    return { listings: [], references: [] };
  }
  const base = asText(asObject(fields['metadata'])?.['pluginRoot']) ?? '';
  const listings: Listing[] = [];
  const references: Reference[] = [];
  for (const [index, item] of plugins.entries()) {
    const naming: Naming = { json, keys: ['plugins', index], fields: asObject(item) ?? {} };
    const place = placeOfListing(view, rootOf(path), base, naming, report);
    if (place?.reference) references.push(place.reference);
    else if (place?.root !== undefined) listings.push({ root: place.root, naming });
  }
  return { listings, references };
}

function placeOfListing(
  view: TreeView,
  marketplaceRoot: string,
  base: string,
  { json, keys, fields }: Naming,
  report: Report,
): { root?: string; reference?: Reference } | undefined {
  const { source } = fields;
  const name = asText(fields['name']);
  if (name === undefined || source === undefined) {
    const missing = name === undefined ? 'name' : 'source';
    report(diagnose('manifest-invalid', { message: `The plugin has no "${missing}".`, at: json.at(keys) }));
    return undefined;
  }
  const local = asText(source) ?? localPath(source);
  if (local === undefined) {
    const reference = toReference(name, asText(fields['description']), source);
    if (!reference)
      report(
        diagnose('manifest-invalid', {
          message: `The source of "${name}" cannot be understood.`,
          at: json.at([...keys, 'source']),
        }),
      );
    return reference && { reference };
  }
  const at = json.at([...keys, 'source']);
  // `metadata.pluginRoot` is put before names that say no folder themselves.
  const based =
    local.startsWith('./') || local === '.' ? local : join(base.replace(/^\.\//, '').replace(/\/$/, ''), local);
  const { path, diagnostic } = declaredPath(view, marketplaceRoot, based, at);
  if (diagnostic) report(diagnostic);
  if (path !== undefined && !view.isFolder(path))
    report(diagnose('manifest-path-missing', { message: `"${local}" is not a folder.`, at }));
  return path !== undefined && view.isFolder(path) ? { root: path } : undefined;
}

function localPath(source: unknown): string | undefined {
  const fields = asObject(source);
  return fields?.['source'] === 'local' ? asText(fields['path']) : undefined;
}

async function pluginsAt(
  view: TreeView,
  root: string,
  listings: readonly Naming[],
  report: Report,
): Promise<{ plans: PluginPlan[]; broken?: Diagnostic }> {
  const path = join(root, PLUGIN_MANIFEST);
  // Where a broken manifest stands, a marketplace that lists the plugin still says enough to list it.
  const planListings = (): Promise<PluginPlan[]> =>
    Promise.all(listings.map((naming) => planPlugin(view, root, [naming], report)));
  if (!view.isFile(path)) return { plans: await planListings() };

  const { json, diagnostic } = await readJson(view.tree, path);
  const fields = asObject(json?.value);
  if (json && fields)
    return { plans: [await planPlugin(view, root, [{ json, keys: [], fields }, ...listings], report)] };
  const message = 'The manifest is not an object.';
  const broken =
    diagnostic ?? diagnose('manifest-invalid', { message, at: json?.at([]) ?? { root: 'source', file: path } });
  report(broken);
  return { plans: await planListings(), broken };
}

async function planPlugin(
  view: TreeView,
  root: string,
  namings: readonly [Naming, ...Naming[]],
  report: Report,
): Promise<PluginPlan> {
  const [main] = namings;
  const first = <T>(read: (fields: Naming['fields']) => T | undefined): T | undefined =>
    namings.map(({ fields }) => read(fields)).find((value) => value !== undefined);
  const hasManifest = main.keys.length === 0;
  // Several entries of one marketplace can share a folder, each naming its own skills of it.
  const listsItself = !hasManifest && main.fields['skills'] !== undefined;
  const name = first((fields) => asText(fields['name'])) ?? (root === '' ? 'plugin' : baseName(root));
  const components = await findComponents({ view, root, namings, conventions: !listsItself, report });
  return {
    path: hasManifest ? (root === '' ? '.' : root) : `${main.json.path}#${name}`,
    root,
    name,
    description: first((fields) => asText(fields['description'])),
    version: first((fields) => asText(fields['version'])),
    license: first((fields) => asText(fields['license'])),
    keywords: first((fields) => asTexts(fields['keywords'])) ?? [],
    formats: [...new Set(namings.map(({ keys }) => (keys.length === 0 ? 'claude-plugin' : 'claude-marketplace')))],
    statement: statementOf(namings),
    definition: { json: main.json, keys: main.keys, value: main.fields },
    at: main.json.at(main.keys),
    ownsRoot: !listsItself,
    components,
  };
}

/** What `metadata` of manifest and marketplace entry say; the manifest goes first. */
function statementOf(namings: readonly Naming[]): Map<string, Written> {
  const statement = new Map<string, Written>();
  for (const { json, keys, fields } of namings.toReversed()) {
    const metadata = asObject(fields['metadata']) ?? {};
    for (const [key, value] of Object.entries(metadata))
      statement.set(key, { value, at: json.at([...keys, 'metadata', key]) });
  }
  return statement;
}
