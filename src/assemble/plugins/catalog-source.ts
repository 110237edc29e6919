import { type GovernanceEntry, GovernanceFile, SourceFile } from '../../domain/catalog.ts';
import { entryKey } from '../../domain/coordinate.ts';
import type { Lock } from '../../domain/lock.ts';
import { CATALOG_SOURCE, type PluginDefinition, type PluginFile, pluginPath } from '../../domain/plugin-file.ts';
import type { Locate, Source } from '../../domain/source.ts';

/**
 * The source of what the catalog itself defines: the operator's own, so its files are both the publisher's and the
 * operator's word. Places lead to the files of the plugins.
 *
 * @param plugins Those about which something is said; the others are in the lock alone.
 */
export function catalogSource(plugins: readonly PluginDefinition[], lock: Lock | undefined): Source {
  const keyed = plugins.map((plugin) => ({ plugin, key: entryKey('plugin', plugin.name) }));
  const locate: Locate = ([, key, ...path]) => {
    const found = keyed.find((one) => one.key === key)?.plugin;
    return found && { line: 1, column: 1, ...found.locate(path), file: pluginPath(found.name) };
  };
  return {
    id: CATALOG_SOURCE,
    origin: { local: 'plugins' },
    ref: 'HEAD',
    path: '',
    place: 'local:plugins',
    file: SourceFile.parse({
      local: 'plugins',
      entries: Object.fromEntries(keyed.map(({ key, plugin }) => [key, { tags: plugin.file.tags }])),
    }),
    governance: {
      ...GovernanceFile.parse({ trust: 'first-party', mirror: 'always' }),
      entries: Object.fromEntries(keyed.map(({ key, plugin }) => [key, decisions(plugin.file)])),
    },
    ...(lock && { lock }),
    faulty: false,
    locate,
    locateGovernance: locate,
  };
}

function decisions(file: PluginFile): GovernanceEntry {
  const { riskTier, category, stub, stubReason, attestation, aliases } = file;
  const { status, reason, replacedBy, revisions } = file;
  return { riskTier, category, stub, stubReason, attestation, aliases, status, reason, replacedBy, revisions };
}
