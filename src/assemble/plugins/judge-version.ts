import semver from 'semver';
import { canonicalJson } from '../../domain/digest.ts';
import { type Diagnostic, diagnose } from '../../domain/diagnostic.ts';
import type { LockedEntry } from '../../domain/lock.ts';
import { freezePlugin, type PluginDefinition, pluginPath } from '../../domain/plugin-file.ts';

/** How the version of a file stands to the ledger. */
export interface VersionVerdict {
  /** `new`: it waits for a sync. `locked`: it is the newest one of the ledger. `refused`: the diagnostics say why. */
  readonly state: 'new' | 'locked' | 'refused';
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compares the file of a plugin with its newest locked version: the same version has to say the same, another one has to
 * be higher (https://semver.org, section 11).
 */
export function judgeVersion(
  { name, file, locate }: Pick<PluginDefinition, 'name' | 'file' | 'locate'>,
  locked: LockedEntry | undefined,
): VersionVerdict {
  const newest = locked?.revisions.at(-1);
  const { definition, version } = newest ?? {};
  if (!definition || version === undefined) return { state: 'new', diagnostics: [] };
  const at = { root: 'catalog', file: pluginPath(name), ...locate(['version']) } as const;
  if (file.version === version) {
    // The owner of the catalog may have changed; only an author that the file names belongs to the version.
    const now = freezePlugin({ file }, definition.author);
    const changed = (Object.keys({ ...definition, ...now }) as (keyof typeof now)[]).filter(
      (key) => canonicalJson(definition[key] ?? null) !== canonicalJson(now[key] ?? null),
    );
    if (changed.length === 0) return { state: 'locked', diagnostics: [] };
    const words = [...new Set(changed.map((key) => (key === 'references' ? 'members' : key)))].join(', ');
    const message = `Version ${version} is locked, and since then the file has changed: ${words}.`;
    return { state: 'refused', diagnostics: [diagnose('plugin-version-reused', { message, at })] };
  }
  if (semver.gt(file.version, version)) return { state: 'new', diagnostics: [] };
  const message = `Version ${file.version} is not higher than ${version}, which is locked.`;
  return { state: 'refused', diagnostics: [diagnose('plugin-version-lower', { message, at })] };
}
