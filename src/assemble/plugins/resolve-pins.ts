import type { Advisory } from '../../domain/advisory-file.ts';
import { coordinateParts, entryKey } from '../../domain/coordinate.ts';
import { type Diagnostic, diagnose, type Place } from '../../domain/diagnostic.ts';
import { suggest } from '../../domain/did-you-mean.ts';
import { type RatedRevision, rateRevisions } from '../../domain/lifecycle.ts';
import { type LockedEntry, type LockedMember, openAbsence } from '../../domain/lock.ts';
import { isListed, type ListedMember, type PluginDefinition, pluginPath } from '../../domain/plugin-file.ts';
import type { RuleId } from '../../domain/rules/index.ts';
import type { Source } from '../../domain/source.ts';
import { normalVersion } from '../../domain/version.ts';
import { withdrawnDigests } from './withdrawn-digests.ts';

export interface ResolvedPins {
  /** In the order of the file; without what cannot be resolved. */
  readonly members: readonly LockedMember[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Why a pin means nothing. */
interface Refusal {
  readonly rule: RuleId;
  readonly message: string;
  readonly hint?: string | undefined;
}

/**
 * The revisions that the members of a plugin mean now. A member without a pin, or with `@latest`, means the latest
 * active revision; a revision, version, alias or digest is meant as it is written, unless it was deleted or taken back.
 *
 * @param sources With the locks that hold now.
 */
export function resolvePins(
  { name, file, locate }: Pick<PluginDefinition, 'name' | 'file' | 'locate'>,
  sources: readonly Source[],
  advisories: readonly Advisory[],
): ResolvedPins {
  const members: LockedMember[] = [];
  const diagnostics: Diagnostic[] = [];
  const withdrawn = withdrawnDigests(advisories, sources);
  for (const [index, member] of file.members.entries()) {
    if (!isListed(member)) continue;
    const at: Place = { root: 'catalog', file: pluginPath(name), ...locate(['members', index]) };
    const found = resolve(member, sources, withdrawn);
    if ('rule' in found) {
      const { rule, ...details } = found;
      diagnostics.push(diagnose(rule, { ...details, at }));
      continue;
    }
    const { revision, digest, status } = found;
    const id = member.entry.entry;
    if (status.value === 'draft' || status.value === 'deprecated') {
      const why = status.reason === undefined ? '' : `: ${status.reason}`;
      const message = `Revision ${revision} of ${id} is ${status.value}${why}.`.replace(/\.\.$/, '.');
      diagnostics.push(diagnose('plugin-member-not-active', { message, at }));
    }
    members.push({ id, revision, digest, ...(member.as !== undefined && { as: member.as }) });
  }
  return { members, diagnostics };
}

function resolve(
  { entry: { entry: id, pin } }: ListedMember,
  sources: readonly Source[],
  withdrawn: ReadonlyMap<string, Advisory>,
): RatedRevision | Refusal {
  const { kind, source: sourceId, name } = coordinateParts(id);
  const source = sources.find((candidate) => candidate.id === sourceId);
  if (!source) {
    const hint = suggest(
      sourceId,
      sources.map((candidate) => candidate.id),
    );
    return { rule: 'plugin-member-unknown', message: `There is no source "${sourceId}".`, hint };
  }
  if (!source.lock) {
    // One commit can list a source and put something of it into a plugin: the next sync locks both.
    return { rule: 'plugin-pending', message: `The source "${sourceId}" has not been locked yet.` };
  }
  const key = entryKey(kind, name);
  const locked = Object.hasOwn(source.lock.entries, key) ? source.lock.entries[key] : undefined;
  if (!locked) {
    const known = Object.keys(source.lock.entries).map((other) => other.replace(':', `:${sourceId}/`));
    return {
      rule: 'plugin-member-unknown',
      message: `The source "${sourceId}" has no ${key}.`,
      hint: suggest(id, known),
    };
  }
  const [published, governance] = [source.file.entries[key], source.governance.entries[key]];
  const rated = rateRevisions(locked.revisions, published, governance);
  const found = choose(id, pin, { locked, rated, aliases: governance?.aliases ?? {} });
  if ('rule' in found) return found;
  if (found.status.value === 'deleted')
    return { rule: 'plugin-member-unresolved', message: `Revision ${found.revision} of ${id} is deleted.` };
  const advisory = withdrawn.get(found.digest);
  if (advisory) {
    const message = `Revision ${found.revision} of ${id} is taken back by advisories/${advisory.id}.yaml: ${advisory.reason}`;
    return { rule: 'plugin-member-unresolved', message };
  }
  return found;
}

interface Choices {
  readonly locked: LockedEntry;
  /** Oldest first. */
  readonly rated: readonly RatedRevision[];
  readonly aliases: Readonly<Record<string, number>>;
}

function choose(id: string, pin: string | undefined, choices: Choices): RatedRevision | Refusal {
  const { rated, locked } = choices;
  const refuse = (message: string, hint?: string): Refusal => ({ rule: 'plugin-member-unresolved', message, hint });
  if (pin === undefined || pin === 'latest') {
    if (openAbsence(locked))
      return refuse(`${id} is no longer in its source.`, `Pin a revision to keep it: ${id}@${rated.length}.`);
    const latest = rated.findLast(({ status }) => status.value === 'active');
    const statuses = rated.map(({ revision, status }) => `${revision} is ${status.value}`).slice(-MOST_SHOWN);
    return latest ?? refuse(`${id} has no active revision: ${statuses.join(', ')}.`);
  }
  if (/^\d+$/.test(pin)) {
    const found = rated.find(({ revision }) => revision === Number(pin));
    return found ?? refuse(`${id} has no revision ${pin}; there are ${rated.length}.`);
  }
  if (pin.startsWith('sha256:')) {
    const found = rated.findLast(({ digest }) => digest === pin.slice('sha256:'.length));
    return found ?? refuse(`No revision of ${id} has this digest.`);
  }
  return byVersion(pin, choices) ?? byAlias(id, pin, choices);
}

const MOST_SHOWN = 12;

/** The label of a version with `v` in front. Where two revisions carry one label, it is that of the first. */
function byVersion(pin: string, { locked, rated }: Choices): RatedRevision | undefined {
  if (!/^v\d/.test(pin)) return undefined;
  const label = pin.slice(1);
  const isMeant = (version: string): boolean => version === label || normalVersion(version) === normalVersion(label);
  const labelled = Object.entries(locked.labels ?? {}).find(([version]) => isMeant(version))?.[1];
  return (
    rated.find(({ version }) => version !== undefined && isMeant(version)) ??
    rated.find(({ revision }) => revision === labelled)
  );
}

function byAlias(id: string, pin: string, { locked, rated, aliases }: Choices): RatedRevision | Refusal {
  const refuse = (message: string, known: readonly string[]): Refusal => ({
    rule: 'plugin-member-unresolved',
    message,
    hint: suggest(pin, known),
  });
  if (Object.hasOwn(aliases, pin)) {
    const found = rated.find(({ revision }) => revision === aliases[pin]);
    return found ?? refuse(`The alias "${pin}" of ${id} points to revision ${aliases[pin]}, which does not exist.`, []);
  }
  const versions = [...rated.flatMap(({ version }) => version ?? []), ...Object.keys(locked.labels ?? {})];
  return /^v\d/.test(pin)
    ? refuse(
        `${id} has no version ${pin.slice(1)}.`,
        [...new Set(versions)].map((version) => `v${version}`),
      )
    : refuse(`${id} has no alias "${pin}".`, [...Object.keys(aliases), 'latest']);
}
