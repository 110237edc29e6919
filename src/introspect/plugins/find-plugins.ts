import { type Diagnostic, diagnose } from '../../domain/diagnostic.ts';
import type { QuarantinedEntry } from '../../domain/source-record.ts';
import type { Reference } from '../../domain/reference.ts';
import { shorten } from '../../domain/shorten.ts';
import { asText } from '../../domain/untyped.ts';
import type { Bindings } from '../assign-names.ts';
import { findManifests, type Manifest, manifestPlaces } from './find-manifests.ts';
import { planPlugin } from './plan-plugin.ts';
import { marketplaceFormats } from './plugin-formats.ts';
import type { Naming, PluginPlan, Report } from './plugin-plan.ts';
import { type Listed, readMarketplace } from './read-marketplace.ts';
import { quarantine } from '../read-text.ts';
import type { TreeView } from '../tree-view.ts';

export interface FoundPlugins {
  readonly plugins: readonly PluginPlan[];
  /** Manifests that cannot be read and that nothing else speaks for. */
  readonly quarantined: readonly QuarantinedEntry[];
  readonly references: readonly Reference[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds the plugins of a tree: folders with a manifest of any known format, and what marketplaces define or add.
 * Several manifests on one folder are one plugin.
 *
 * @param isListed Whether a manifest at this path counts (tests and templates hold manifests too).
 */
export async function findPlugins(
  view: TreeView,
  isListed: (path: string) => boolean,
  bindings: Bindings,
): Promise<FoundPlugins> {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => diagnostics.push(diagnostic);
  const marketplaces = manifestPlaces(view, marketplaceFormats, isListed);
  await view.tree.prefetch([...marketplaces.map(({ path }) => path), ...likelyJson(view)]);

  const references: Reference[] = [];
  const listed: Listed[] = [];
  for (const place of marketplaces) {
    const read = await readMarketplace(view, place, report);
    references.push(...read.references);
    listed.push(...read.listed);
  }
  const { manifests, broken } = await findManifests(view, isListed, new Set(listed.map(({ root }) => root)), report);

  const listedAt = Map.groupBy(listed, ({ root }) => root);
  const manifestsAt = Map.groupBy(manifests, ({ root }) => root);
  const plugins: PluginPlan[] = [];
  for (const root of new Set([...manifestsAt.keys(), ...listedAt.keys()])) {
    const listings = (listedAt.get(root) ?? []).map(({ naming }) => naming);
    for (const namings of pluginsAt(manifestsAt.get(root) ?? [], listings, report))
      plugins.push(await planPlugin(view, root, namings, bindings, report));
  }
  const unread = [...broken].filter(([root]) => !manifestsAt.has(root) && !listedAt.has(root));
  return {
    plugins,
    quarantined: unread.map(([root, diagnostic]) => quarantine('plugin', root === '' ? '.' : root, diagnostic)),
    references: distinct(references),
    diagnostics: distinct(diagnostics),
  };
}

/** Real marketplaces have listed one folder without a manifest 36 times, each time with other parts of it. */
const MOST_OF_ONE_FOLDER = 60;

/** What speaks for each plugin of one folder: with a manifest there is one, else one for every name it is listed by. */
function pluginsAt(
  manifests: readonly Manifest[],
  listings: readonly Naming[],
  report: Report,
): [Naming, ...Naming[]][] {
  const [first, ...others] = manifests.map(({ format, json, fields }): Naming => ({
    format,
    writtenAs: format.id,
    json,
    keys: [],
    fields,
  }));
  if (first) return [[first, ...others, ...listings]];
  const byName = Map.groupBy(listings, ({ fields }) => asText(fields['name']));
  let whole = 0;
  return [...byName.values()].flatMap(([main, ...rest]): [Naming, ...Naming[]][] => {
    if (!main) return [];
    const { json, keys, fields } = main;
    // Each of them would bring everything in the folder.
    if (fields['skills'] === undefined && ++whole > MOST_OF_ONE_FOLDER) {
      const message = `More than ${MOST_OF_ONE_FOLDER} plugins are the same folder; "${shorten(asText(fields['name']) ?? '')}" is left out.`;
      report(diagnose('manifest-invalid', { message, at: json.at([...keys, 'source']) }));
      return [];
    }
    return [[main, ...rest]];
  });
}

/** Hook and server files by their usual names: cheaper to bring near together than to ask for one by one. */
function likelyJson(view: TreeView): string[] {
  return view.files.filter((path) => /(?:^|\/)(?:[\w-]*hooks[\w-]*\.json|\.?mcp\.json)$/.test(path));
}

/** Marketplaces of several formats list the same plugins, and some are links to one another. */
function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
