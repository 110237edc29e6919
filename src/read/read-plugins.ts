import { catalogSource } from '../assemble/plugins/catalog-source.ts';
import { judgeVersion } from '../assemble/plugins/judge-version.ts';
import { registryReferences } from '../assemble/plugins/plugin-entry.ts';
import { type ComposedVersion, composePlugins, nextVersion, placeOf, type PluginVersion } from './compose-plugins.ts';
import type { SourceOutcome } from '../domain/assembled.ts';
import type { MemberContent } from '../domain/composed.ts';
import { type Coordinate, coordinateParts, type EntryKey, entryKey } from '../domain/coordinate.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import type { CatalogEntry, MeasuredEntry } from '../domain/entry.ts';
import type { QuarantinedEntry } from '../domain/source-record.ts';
import { latestOf, type RatedRevision, rateRevisions } from '../domain/lifecycle.ts';
import type { LockedEntry } from '../domain/lock.ts';
import { CATALOG_SOURCE, type PluginDefinition, pluginPath } from '../domain/plugin-file.ts';
import { isActiveFile, isLikeAPage } from '../domain/active-file.ts';
import { mayCopy } from '../domain/may-copy.ts';
import type { Catalog } from '../load/load-catalog.ts';
import type { ReadContext } from './open-source.ts';
import { validateSource } from '../validate/validate-source.ts';

/** One version with the revision it was locked as. */
interface LatestVersion extends PluginVersion {
  readonly locked: LockedEntry;
  readonly latest: RatedRevision;
}

/**
 * What the catalog itself defines, as one source more: every assembled plugin at its latest locked version, put together
 * again from the members that were frozen with it.
 *
 * @returns Undefined where the catalog defines nothing and never has.
 */
export async function readPlugins(context: ReadContext): Promise<SourceOutcome | undefined> {
  const { plugins, pluginLedger } = context.catalog;
  const { lock } = pluginLedger;
  if (plugins.length === 0 && !lock) return undefined;
  const diagnostics: Diagnostic[] = [];
  const quarantined: QuarantinedEntry[] = [];
  const leaveOut = (plugin: PluginDefinition, why: { readonly rule: string; readonly message: string }): void => {
    const { rule, message } = why;
    quarantined.push({ kind: 'plugin', path: pluginPath(plugin.name), rule, message });
  };
  const pending: PluginDefinition[] = [];
  const latest: LatestVersion[] = [];
  for (const plugin of plugins) {
    const locked = lock?.entries[entryKey('plugin', plugin.name)];
    if (plugin.faulty) {
      // Half of what was said about it might be the half that matters, so what was published goes too.
      const rule = locked ? 'revision-unavailable' : 'value-invalid';
      leaveOut(plugin, { rule, message: `Something in ${pluginPath(plugin.name)} is wrong.` });
      continue;
    }
    const verdict = judgeVersion(plugin, locked);
    diagnostics.push(...verdict.diagnostics);
    if (verdict.state === 'new') pending.push(plugin);
    const version = locked && latestVersion(plugin, locked);
    if (version) latest.push(version);
    else leaveOut(plugin, { rule: 'plugin-pending', message: `${plugin.name} waits for its first sync.` });
  }
  diagnostics.push(...(await pendingNotes(pending, context)));
  const composed = await composePlugins(latest, context);
  const good: Good[] = [];
  for (const [index, one] of composed.entries()) {
    const version = latest[index];
    if (!version) continue;
    const checked = checkDigest(version, one);
    diagnostics.push(...checked.diagnostics);
    if (checked.composed) good.push({ version, ...checked.composed });
    else leaveOut(version.plugin, checked.diagnostics.find(({ severity }) => severity === 'error') ?? GONE);
  }
  const outcome = validate(context, good, quarantined);
  return {
    ...outcome,
    state: lock ? 'published' : pluginLedger.faulty ? 'unavailable' : 'pending',
    diagnostics: [...diagnostics.map((one) => ({ ...one, source: CATALOG_SOURCE })), ...outcome.diagnostics],
  };
}

/** A version that can be published. */
type Good = NonNullable<ComposedVersion['composed']> & { readonly version: LatestVersion };

const GONE = { rule: 'revision-unavailable', message: 'Its members cannot be had.' } as const;

function latestVersion(plugin: PluginDefinition, locked: LockedEntry): LatestVersion | undefined {
  const latest = latestOf(rateRevisions(locked.revisions, undefined, plugin.file));
  const { version, definition, members } = latest;
  if (version === undefined || !definition || !members) return undefined;
  return { plugin, version, definition, members, locked, latest };
}

/** What is to be said of versions that the next sync would lock: whoever writes them learns it before that. */
async function pendingNotes(plugins: readonly PluginDefinition[], context: ReadContext): Promise<Diagnostic[]> {
  const next = plugins.map((plugin) => nextVersion(plugin, context.catalog));
  const waiting = plugins.map((plugin) => {
    const at = { root: 'catalog', file: pluginPath(plugin.name), ...plugin.locate(['version']) } as const;
    const message = `Version ${plugin.file.version} of ${plugin.name} is not locked yet.`;
    return diagnose('plugin-pending', { message, at });
  });
  const composed = await composePlugins(
    next.map(({ wanted }) => wanted),
    context,
  );
  return [...waiting, ...[...next, ...composed].flatMap(({ diagnostics }) => diagnostics)];
}

/** Only what has the digest of the ledger is published. */
function checkDigest(
  { plugin, latest }: LatestVersion,
  { composed, diagnostics }: ComposedVersion,
): Pick<ComposedVersion, 'composed' | 'diagnostics'> {
  // What is worth knowing of a member was said when it was locked, and is said again with the next version.
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (!composed || composed.entry.digest === latest.digest)
    return { ...(composed && { composed }), diagnostics: errors };
  const message = `What ${plugin.name} is composed of differs from revision ${latest.revision}, so it is not published.`;
  const hint = `Raise "version" in ${pluginPath(plugin.name)} and run "skillyard sync": a locked version never changes.`;
  return { diagnostics: [...errors, diagnose('entry-not-locked', { message, hint, at: placeOf(plugin) })] };
}

function validate(
  { catalog, today }: ReadContext,
  good: readonly Good[],
  hidden: readonly QuarantinedEntry[],
): SourceOutcome {
  const { lock } = catalog.pluginLedger;
  const source = catalogSource(
    good.map(({ version }) => version.plugin),
    lock,
  );
  // A source shows its newest content; where another revision is the latest one, that is what stands for it.
  const newestDigest = ({ entry, version }: Good): string => version.locked.revisions.at(-1)?.digest ?? entry.digest;
  const newest = good.map((one) => ({ ...one.entry, digest: newestDigest(one) }));
  const older = new Map<EntryKey, MeasuredEntry>(
    good
      .filter((one) => newestDigest(one) !== one.entry.digest)
      .map(({ entry }) => [entryKey('plugin', entry.name), entry]),
  );
  const { entries, quarantined, diagnostics } = validateSource(source, newest, hidden, today, older);
  const notes: Diagnostic[] = [];
  const complete = entries.map((entry): CatalogEntry => {
    const one = good.find(({ version }) => version.plugin.name === entry.name);
    if (!one) return entry;
    const { plugin, definition, latest } = one.version;
    const withheld = notCopied(one.members, catalog, today);
    if (withheld.length > 0) notes.push(withheldNote(plugin, entry.id, withheld));
    return {
      ...entry,
      references: registryReferences(definition, placeOf(plugin)),
      assembled: latest.members,
      ...(withheld.length > 0 ? { withheld } : { folder: one.files }),
    };
  });
  return {
    source,
    state: 'published',
    entries: complete,
    quarantined: [...hidden, ...quarantined],
    references: [],
    diagnostics: [...diagnostics.map((one) => atFile(one, good)), ...notes],
  };
}

/** Nothing in a composed folder was written there: what is said of it is said where the plugin is defined. */
function atFile(diagnostic: Diagnostic, good: readonly Good[]): Diagnostic {
  if (diagnostic.at.root === 'catalog') return diagnostic;
  const name = diagnostic.entry?.slice(diagnostic.entry.indexOf('/') + 1);
  const found = good.find(({ version }) => version.plugin.name === name);
  if (!found) return diagnostic;
  const hint = diagnostic.rule === 'risk-tier-default' ? 'Set "riskTier" in this file.' : diagnostic.hint;
  return { ...diagnostic, hint, at: placeOf(found.version.plugin) };
}

/** The members of which no copy may lie in the folder of a plugin. */
function notCopied(members: readonly MemberContent[], { sources, file }: Catalog, today: string): Coordinate[] {
  const kept = members.filter(({ member: { id }, entry, files }) => {
    const source = sources.find((one) => one.id === coordinateParts(id).source);
    if (!source) return true;
    const { mirror, exceptions } = source.governance;
    const isAccepted = exceptions.some(
      ({ rule, entry: key, file: only, until }) =>
        rule === 'finding-credential' &&
        until >= today &&
        only === undefined &&
        (key === undefined || key === entryKey(entry.kind, entry.name)),
    );
    // A copy would outlive the moment in which its owner takes a credential out of the source.
    const leaks = !isAccepted && entry.findings.some(({ rule }) => rule === 'finding-credential');
    const runs = files.some(({ path, bytes }) => isActiveFile(path) || isLikeAPage(path, bytes));
    return leaks || runs || !mayCopy(entry.license, mirror, file.policy.licenses);
  });
  return [...new Set(kept.map(({ member }) => member.id))];
}

function withheldNote(plugin: PluginDefinition, entry: Coordinate, withheld: readonly Coordinate[]): Diagnostic {
  const message = `No copy may be offered of ${withheld.join(', ')}.`;
  return diagnose('plugin-copy-withheld', { message, at: placeOf(plugin), source: CATALOG_SOURCE, entry });
}
