import { isSlug } from '../domain/slug.ts';
import { type Diagnostic, diagnose, type Place } from '../domain/diagnostic.ts';
import type { Lock } from '../domain/lock.ts';
import { CATALOG_SOURCE, isListed, type PluginDefinition, PluginFile, pluginPath } from '../domain/plugin-file.ts';
import { type CatalogText, readFolder } from './catalog-files.ts';
import { parseLock } from './load-lock.ts';
import { parseYaml } from './parse-yaml.ts';

/** The ledger of what the catalog itself defines. */
export interface PluginLedger {
  /** Absent before the first sync. */
  readonly lock?: Lock | undefined;
  /** `lock/catalog.json` cannot be read: nothing is added to it and nothing of it is published. */
  readonly faulty: boolean;
}

export interface LoadedPlugins {
  /** One for every file, by name. */
  readonly plugins: readonly PluginDefinition[];
  readonly ledger: PluginLedger;
  readonly diagnostics: readonly Diagnostic[];
}

/** For the required keys of a file that lacks one, or cannot be read. Nothing is ever published under them. */
const standIn = { description: 'Unreadable.', version: '0.0.0', members: ['skill:unreadable/unreadable'] };

/**
 * Reads `plugins/`.
 *
 * @param lock `lock/catalog.json`, where there is one.
 */
export async function loadPlugins(dir: string, lock: CatalogText | undefined): Promise<LoadedPlugins> {
  const { files, diagnostics } = await readFolder(dir, 'plugins', '.yaml');
  const found: Diagnostic[] = [...diagnostics];
  const plugins = files.map(({ id, file, text }): PluginDefinition => {
    const { value, locate, ...parsed } = parseYaml(file, text, PluginFile, standIn);
    const plugin = { name: id, file: value ?? PluginFile.parse(standIn), locate };
    const problems = [...parsed.diagnostics, ...checkName(id), ...checkMembers(plugin)];
    found.push(...problems);
    return { ...plugin, faulty: problems.some(({ severity }) => severity === 'error') };
  });
  const read = lock && parseLock(lock.file, lock.text);
  return {
    plugins,
    ledger: { lock: read?.lock, faulty: read !== undefined && read.lock === undefined },
    diagnostics: [...found, ...(read?.diagnostics ?? [])],
  };
}

/** Names that Claude Code refuses for plugins, and those it warns of. */
const REFUSED = /^(?:(?:claude|anthropics?|cc-plugin)-|(?:claude|anthropic)$)/;
const WARNED = /claude|anthropic/;

function checkName(name: string): Diagnostic[] {
  const at = { root: 'catalog', file: pluginPath(name) } as const;
  if (!isSlug(name))
    return [diagnose('plugin-name-invalid', { message: `"${name}" cannot be the name of a plugin.`, at })];
  if (REFUSED.test(name))
    return [diagnose('plugin-name-invalid', { message: `Claude Code refuses plugins that are called "${name}".`, at })];
  return WARNED.test(name)
    ? [
        diagnose('plugin-name-invalid', {
          message: `Claude Code warns of plugins with the name of its maker, such as "${name}".`,
          at,
          severity: 'warning',
        }),
      ]
    : [];
}

/** What one plugin cannot hold: other bundles, and two members under one name. */
function checkMembers({ name, file, locate }: Omit<PluginDefinition, 'faulty'>): Diagnostic[] {
  const found: Diagnostic[] = [];
  const seen = new Map<string, string>();
  for (const [index, member] of file.members.entries()) {
    const at: Place = { root: 'catalog', file: pluginPath(name), ...locate(['members', index]) };
    const text = isListed(member) ? member.entry.entry : `${member.name} of ${member.registry}`;
    const kind = isListed(member) ? text.slice(0, text.indexOf(':')) : 'reference';
    if (kind === 'plugin' || kind === 'workflow') {
      const message = `${text} is a ${kind}; a plugin is put together from skills, subagents, commands, hooks and MCP servers.`;
      found.push(diagnose('plugin-member-kind', { message, at }));
      continue;
    }
    // Hooks have no name that anybody sees: only the same hook twice is one too many.
    const called = isListed(member) && kind !== 'hook' ? (member.as ?? text.slice(text.indexOf('/') + 1)) : text;
    const key = `${kind} ${called}`;
    const other = seen.get(key);
    if (other !== undefined) {
      const message = other === text ? `${text} is a member already.` : `${other} is called "${called}" already.`;
      found.push(diagnose('plugin-member-duplicate', { message, at }));
    } else seen.set(key, text);
  }
  return found;
}

/** The lock of what the catalog defines, among all locks. */
export function isPluginLock({ id }: CatalogText): boolean {
  return id === CATALOG_SOURCE;
}
