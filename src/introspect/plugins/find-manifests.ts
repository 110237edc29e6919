import { type Diagnostic, diagnose } from '../../domain/diagnostic.ts';
import { asObject, asText } from '../../domain/untyped.ts';
import { checkLocations } from './agent-plugins/check-locations.ts';
import { checkManifest } from './agent-plugins/check-manifest.ts';
import { BARE_MANIFEST, type PluginFormat, pluginFormat, pluginFormats } from './plugin-formats.ts';
import type { Report } from './plugin-plan.ts';
import { type JsonFile, readJson } from '../read-json.ts';
import { baseName, join, type TreeView } from '../tree-view.ts';

/** A file that one of the tables names, at the root it speaks for. */
export interface ManifestPlace<F> {
  readonly format: F;
  readonly root: string;
  /** The real path. */
  readonly path: string;
}

/** A manifest of a plugin. */
export interface Manifest {
  readonly format: PluginFormat;
  readonly root: string;
  readonly json: JsonFile;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface FoundManifests {
  readonly manifests: readonly Manifest[];
  /** By root: why a manifest there cannot be read. */
  readonly broken: ReadonlyMap<string, Diagnostic>;
}

/**
 * Finds the files of a table of formats wherever they lie. A link in the place of a manifest counts where it lies.
 *
 * @param isListed Whether a manifest at this path counts.
 */
export function manifestPlaces<F extends { readonly manifests: readonly string[] }>(
  view: TreeView,
  formats: readonly F[],
  isListed: (path: string) => boolean,
): ManifestPlace<F>[] {
  const wanted = formats.flatMap((format) => format.manifests.map((manifest) => ({ format, manifest })));
  const endings = new Set(wanted.map(({ manifest }) => baseName(manifest)));
  const paths = [...view.files, ...view.links].filter((path) => endings.has(baseName(path)) && isListed(path));
  return wanted.flatMap(({ format, manifest }) =>
    paths.flatMap((path) => {
      if (path !== manifest && !path.endsWith(`/${manifest}`)) return [];
      const root = path.slice(0, -manifest.length).replace(/\/$/, '');
      const real = view.resolve(path).path;
      // In a folder such as `.grok-plugin` the bare name is the manifest of a harness that is not in the table.
      const isForeign = manifest === BARE_MANIFEST && /(?:^|\/)(?:\.[^/]+|\.github\/plugin)$/.test(root);
      return real === undefined || !view.isFile(real) || isForeign ? [] : [{ format, root, path: real }];
    }),
  );
}

/**
 * Reads the manifests of all plugins of a tree.
 *
 * @param isListed Whether a manifest at this path counts (tests and templates hold manifests too).
 * @param listedRoots The folders that marketplaces list as plugins.
 */
export async function findManifests(
  view: TreeView,
  isListed: (path: string) => boolean,
  listedRoots: ReadonlySet<string>,
  report: Report,
): Promise<FoundManifests> {
  const places = manifestPlaces(view, pluginFormats, isListed);
  await view.tree.prefetch(places.map(({ path }) => path));
  const isBare = ({ root, path }: ManifestPlace<PluginFormat>): boolean => path === join(root, BARE_MANIFEST);
  const certainRoots = new Set([...listedRoots, ...places.filter((place) => !isBare(place)).map(({ root }) => root)]);
  const manifests: Manifest[] = [];
  const broken = new Map<string, Diagnostic>();
  for (const place of places) {
    // Two formats share the bare name; it is read once, and its content says which one it is.
    if (isBare(place) && place.format.id !== 'agent-plugins') continue;
    const isCertain = !isBare(place) || certainRoots.has(place.root);
    const read = await readManifest(view, place, isCertain);
    read?.diagnostics.forEach(report);
    if (read?.manifest) manifests.push(read.manifest);
    else if (read?.broken) broken.set(place.root, read.broken);
  }
  return { manifests, broken };
}

interface ReadManifest {
  readonly manifest?: Manifest;
  readonly broken?: Diagnostic | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

async function readManifest(
  view: TreeView,
  { format, root, path }: ManifestPlace<PluginFormat>,
  isCertain: boolean,
): Promise<ReadManifest | undefined> {
  const { json, diagnostic } = await readJson(view.tree, path);
  const fields = asObject(json?.value);
  if (!json || !fields) {
    // Many tools have a plugin.json; one that cannot be read says nothing of whose it is.
    if (!isCertain) return undefined;
    const at = json?.at([]) ?? { root: 'source', file: path };
    const broken = diagnostic ?? diagnose('manifest-invalid', { message: 'The manifest is not an object.', at });
    return { broken, diagnostics: [broken] };
  }
  if (format.id !== 'agent-plugins') return { manifest: { format, root, json, fields }, diagnostics: [] };
  if (/agent-plugins\.org/i.test(asText(fields['$schema']) ?? '')) {
    const located = checkLocations(view, root);
    if (!located.hasManifest) return { broken: located.diagnostics[0], diagnostics: located.diagnostics };
    const { fatal, diagnostics } = checkManifest(json);
    const broken = fatal ? diagnostics.find(({ severity }) => severity === 'error') : undefined;
    return fatal ? { broken, diagnostics } : { manifest: { format, root, json, fields }, diagnostics };
  }
  const isPlugin = asText(fields['name']) !== undefined && (isCertain || hasParts(view, root));
  return isPlugin
    ? { manifest: { format: pluginFormat('copilot-plugin'), root, json, fields }, diagnostics: [] }
    : undefined;
}

/** A file called plugin.json describes a plugin for agents where the folders of one lie beside it. */
function hasParts(view: TreeView, root: string): boolean {
  return ['skills', 'agents', 'commands'].some((name) => {
    const { path } = view.resolve(join(root, name));
    return path !== undefined && view.isFolder(path);
  });
}
