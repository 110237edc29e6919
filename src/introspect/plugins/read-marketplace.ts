import { diagnose } from '../../domain/diagnostic.ts';
import type { Reference } from '../../domain/reference.ts';
import { asObject, asText } from '../../domain/untyped.ts';
import { declaredPath } from './declared-path.ts';
import type { ManifestPlace } from './find-manifests.ts';
import { type MarketplaceFormat, pluginFormat } from './plugin-formats.ts';
import type { Naming, Report } from './plugin-plan.ts';
import { readJson } from '../read-json.ts';
import { toReference } from './reference.ts';
import { join, type TreeView } from '../tree-view.ts';

/** One plugin that a marketplace lists in the same repository. */
export interface Listed {
  readonly root: string;
  readonly naming: Naming;
}

export interface ReadMarketplace {
  readonly listed: readonly Listed[];
  /** The plugins that lie in other places. */
  readonly references: readonly Reference[];
}

const NOTHING: ReadMarketplace = { listed: [], references: [] };

/** Reads a marketplace: its local plugins with their folders, the others as references. */
export async function readMarketplace(
  view: TreeView,
  { format, root, path }: ManifestPlace<MarketplaceFormat>,
  report: Report,
): Promise<ReadMarketplace> {
  const { json, diagnostic } = await readJson(view.tree, path);
  if (diagnostic) report(diagnostic);
  const fields = asObject(json?.value);
  if (!json || !fields) return NOTHING;
  const plugins = fields['plugins'];
  if (!Array.isArray(plugins)) {
    report(diagnose('manifest-invalid', { message: '"plugins" is not a list.', at: json.at(['plugins']) }));
    return NOTHING;
  }
  const base = asText(asObject(fields['metadata'])?.['pluginRoot']) ?? asText(fields['pluginRoot']) ?? '';
  const listed: Listed[] = [];
  const references: Reference[] = [];
  for (const [index, item] of plugins.entries()) {
    const naming: Naming = {
      format: pluginFormat(format.plugin),
      writtenAs: format.id,
      json,
      keys: ['plugins', index],
      fields: asObject(item) ?? {},
    };
    const place = placeOf(view, root, base, naming, report);
    if (place?.reference) references.push(place.reference);
    else if (place?.root !== undefined) listed.push({ root: place.root, naming });
  }
  return { listed, references };
}

function placeOf(
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
  const at = json.at([...keys, 'source']);
  const local = localPath(source);
  if (local === undefined) {
    const reference = toReference(name, asText(fields['description']), source);
    if (!reference)
      report(diagnose('manifest-invalid', { message: `The source of "${name}" cannot be understood.`, at }));
    return reference && { reference };
  }
  // `metadata.pluginRoot` is put before names that say no folder themselves.
  const based = /^\.(?:\/|$)/.test(local) ? local : join(base.replace(/^\.\//, '').replace(/\/$/, ''), local);
  const { path, diagnostic } = declaredPath(view, marketplaceRoot, based, at);
  if (diagnostic) report(diagnostic);
  if (path === undefined) return undefined;
  if (view.isFolder(path)) return { root: path };
  report(diagnose('manifest-path-missing', { message: `"${local}" is not a folder.`, at }));
  return undefined;
}

/** A path of the same repository, in any of the spellings that occur; undefined for what lies elsewhere. */
function localPath(source: unknown): string | undefined {
  if (typeof source === 'string') return /^[a-z][a-z0-9+.-]*:|^[\w.-]+@[\w.-]+:/i.test(source) ? undefined : source;
  const fields = asObject(source);
  const type = asText(fields?.['source']) ?? asText(fields?.['type']);
  if (type === 'local') return asText(fields?.['path']);
  const url = asText(fields?.['url']);
  return type === 'url' && url !== undefined && /^\.{1,2}(?:\/|$)/.test(url) ? url : undefined;
}
