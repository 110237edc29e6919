import { appendPlugins } from '../assemble/plugins/append-plugins.ts';
import { catalogSource } from '../assemble/plugins/catalog-source.ts';
import { judgeVersion } from '../assemble/plugins/judge-version.ts';
import { composePlugins, nextVersion, type NextVersion } from '../read/compose-plugins.ts';
import { entryKey } from '../domain/coordinate.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import type { LockedEntry, LockedMember } from '../domain/lock.ts';
import { CATALOG_SOURCE, type PluginDefinition, pluginPath } from '../domain/plugin-file.ts';
import { type SyncContext, synced, type SyncedSource } from './synced-source.ts';
import { writeLock } from './write-lock.ts';

/**
 * Resolves the members of every plugin with a version that is not locked, puts it together and appends it to
 * `lock/catalog.json`. What is locked keeps its members.
 *
 * @param context Its sources have the locks that hold now.
 * @returns Undefined where the catalog defines nothing and never has.
 */
export async function syncPlugins(context: SyncContext): Promise<SyncedSource | undefined> {
  const { plugins, pluginLedger, dir } = context.catalog;
  const { lock } = pluginLedger;
  if (plugins.length === 0 && !lock && !pluginLedger.faulty) return undefined;
  const diagnostics: Diagnostic[] = [];
  const source = catalogSource([], lock);
  const done = (state: SyncedSource['state'], more: Partial<SyncedSource> = {}): SyncedSource =>
    synced(source, state, {
      ...more,
      diagnostics: diagnostics.map((diagnostic) => ({ ...diagnostic, source: CATALOG_SOURCE })),
    });
  // It is there and cannot be read: whatever is written in its place would lose what is in it.
  if (pluginLedger.faulty) return done('failed');

  const next: NextVersion[] = [];
  for (const plugin of plugins) {
    if (plugin.faulty) continue;
    const locked = lock?.entries[entryKey('plugin', plugin.name)];
    const verdict = judgeVersion(plugin, locked);
    const version = nextVersion(plugin, context.catalog);
    diagnostics.push(...verdict.diagnostics);
    if (verdict.state === 'locked') diagnostics.push(...behind(plugin, locked, version.wanted.members));
    if (verdict.state !== 'new') continue;
    diagnostics.push(...version.diagnostics);
    next.push(version);
  }
  // What lacks a member is put together all the same: what is wrong with the others is said in the same run.
  const versions = await composePlugins(
    next.map(({ wanted }) => wanted),
    context,
  );
  diagnostics.push(...versions.flatMap((version) => version.diagnostics));
  const composed = versions.flatMap(({ wanted, composed: one }, index) =>
    one && next[index]?.isComplete
      ? [{ entry: one.entry, definition: wanted.definition, members: wanted.members }]
      : [],
  );
  const names = plugins.map(({ name }) => name);
  const { lock: grown, changes } = appendPlugins(source, composed, names, context.now);
  if (grown) await writeLock(dir, CATALOG_SOURCE, grown, lock);
  const failed = diagnostics.some(({ severity }) => severity === 'error') || plugins.some(({ faulty }) => faulty);
  return done(grown ? 'locked' : failed ? 'failed' : 'unchanged', { changes, lock: grown ?? lock });
}

/** Says which members would be others if they were resolved today. */
function behind(
  { name, locate }: PluginDefinition,
  locked: LockedEntry | undefined,
  now: readonly LockedMember[],
): Diagnostic[] {
  const frozen = new Map(locked?.revisions.at(-1)?.members?.map((member) => [member.id, member]));
  const moved = now.flatMap(({ id, revision }) => {
    const was = frozen.get(id)?.revision;
    return was === undefined || was === revision ? [] : [`${id} from ${was} to ${revision}`];
  });
  if (moved.length === 0) return [];
  const at = { root: 'catalog', file: pluginPath(name), ...locate(['version']) } as const;
  return [
    diagnose('plugin-members-behind', { message: `With a new version these would move: ${moved.join(', ')}.`, at }),
  ];
}
