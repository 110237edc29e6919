import type { Comparison, PluginComparison, Readable, SourceComparison, SourceRecords } from '../domain/comparison.ts';
import { Coordinate, type EntryKey } from '../domain/coordinate.ts';
import { type Diagnostic, diagnose, type Place } from '../domain/diagnostic.ts';
import type { Status } from '../domain/governance.ts';
import {
  isLegalStep,
  type LifecycleWords,
  nextSteps,
  type RatedRevision,
  rateRevisions,
  type StatusVerdict,
  wordsOn,
} from '../domain/lifecycle.ts';
import type { Lock, LockedRevision } from '../domain/lock.ts';
import type { Locate } from '../domain/source.ts';

/**
 * Compares the status of every revision that the base commit's ledger holds with its status now. A revision that was
 * locked since may begin with any status.
 */
export function compareStatus({ sources, plugins, pluginLock }: Comparison): Diagnostic[] {
  return [...sources.flatMap(ofSource), ...plugins.flatMap((plugin) => ofPlugin(plugin, pluginLock))];
}

/** What one party says about an entry. */
interface Party {
  readonly file: string;
  /** Absent where it says nothing about the entry. */
  readonly words?: LifecycleWords | undefined;
  /** Places in the file, by the path below the entry. */
  readonly locate: Locate;
}

/** Everything said about an entry at one commit. */
interface Parties {
  readonly publisher?: Party;
  readonly operator: Party;
}

function ofSource({ id, base, now }: SourceComparison): Diagnostic[] {
  // Without a lock the source is gone from the catalog, and nothing of it can change its status.
  if (!base.lock?.value || !now.lock) return [];
  const said = [base.source, base.governance, now.source, now.governance];
  if (said.some(isUnreadable)) return [];
  const grown = now.lock.value?.entries;
  return Object.entries(base.lock.value.entries).flatMap(([key, { revisions }]) =>
    illegalSteps(
      { source: id, key, before: revisions, after: grown?.[key as EntryKey]?.revisions ?? revisions },
      partiesOf(id, key as EntryKey, base),
      partiesOf(id, key as EntryKey, now),
    ),
  );
}

function partiesOf(id: string, key: EntryKey, { source, governance }: SourceRecords): Parties {
  const below =
    (file: Readable<unknown> | undefined): Locate =>
    (path) =>
      file?.locate(['entries', key, ...path]);
  return {
    publisher: { file: `sources/${id}.yaml`, words: source?.value?.entries[key], locate: below(source) },
    operator: { file: `governance/${id}.yaml`, words: governance?.value?.entries[key], locate: below(governance) },
  };
}

function ofPlugin({ name, base, now }: PluginComparison, lock: Lock | undefined): Diagnostic[] {
  const key = `plugin:${name}` as const;
  const locked = lock?.entries[key];
  if (!locked || isUnreadable(base) || isUnreadable(now)) return [];
  const parties = (plugin: PluginComparison['base']): Parties => ({
    operator: {
      file: `plugins/${name}.yaml`,
      words: plugin?.value,
      locate: plugin?.locate ?? (() => undefined),
    },
  });
  const { revisions } = locked;
  return illegalSteps({ source: 'catalog', key, before: revisions, after: revisions }, parties(base), parties(now));
}

function isUnreadable(file: Readable<unknown> | undefined): boolean {
  return file !== undefined && file.value === undefined;
}

interface Compared {
  readonly source: string;
  readonly key: string;
  /** Those of the base commit: of these the steps are judged. */
  readonly before: readonly LockedRevision[];
  /** Those that there are now. */
  readonly after: readonly LockedRevision[];
}

function illegalSteps({ source, key, before, after }: Compared, base: Parties, now: Parties): Diagnostic[] {
  const rated = new Map(
    rateRevisions(after, now.publisher?.words, now.operator.words).map((one) => [one.revision, one]),
  );
  const steps = rateRevisions(before, base.publisher?.words, base.operator.words).flatMap(
    ({ revision, status: from }) => {
      const later = rated.get(revision);
      return later && !isLegalStep(from.value, later.status.value)
        ? [{ revision, from, to: later.status, at: placeOfWord(later, from, after, now) }]
        : [];
    },
  );
  // A word about the whole entry is one mistake, however many revisions it reaches.
  const cases = Map.groupBy(steps, ({ at, from, to }) => [at.file, at.line, at.column, from.value, to.value].join(' '));
  return [...cases.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const { from, to, at } = first;
    const numbers = spans(same.map(({ revision }) => revision));
    const verbs = same.length === 1 ? ['Revision', 'was', 'is'] : ['Revisions', 'were', 'are'];
    const how = to.origin === 'policy' ? `, because ${at.file} no longer says it` : '';
    const message = `${verbs[0]} ${numbers} of ${key} ${verbs[1]} "${from.value}" and ${verbs[2]} now "${to.value}"${how}.`;
    const [kind, name] = key.split(':');
    const entry = Coordinate.safeParse(`${kind}:${source}/${name}`).data;
    return [diagnose('status-step-illegal', { message, hint: allowed(from.value, to.value), at, source, entry })];
  });
}

/** Where the new status is said; where nobody says one now, where the old one was said. */
function placeOfWord(
  revision: RatedRevision,
  from: StatusVerdict,
  revisions: readonly LockedRevision[],
  now: Parties,
): Place {
  const { status: to } = revision;
  const { origin } = to.origin === 'policy' ? from : to;
  const { file, words, locate } = origin === 'source' && now.publisher ? now.publisher : now.operator;
  const about = wordsOn(revisions, words)(revision)?.about;
  const said = about === undefined ? ['status'] : ['revisions', String(about), 'status'];
  const path = to.origin === 'policy' ? [] : said;
  return { root: 'catalog', file, line: 1, ...(words && locate(path)) };
}

function allowed(from: Status, to: Status): string {
  const next = nextSteps(from).map((status) => `"${status}"`);
  if (next.length === 0) return `"${from}" is final: say it again. New content gets a new revision.`;
  const advisory = to === 'deleted' ? ' To take it back at once, write an advisory in advisories/.' : '';
  return `From "${from}" a revision can go to ${next.join(' or ')}.${advisory}`;
}

/** `1, 2, 3, 5` as `1-3, 5`. */
function spans(numbers: readonly number[]): string {
  const found: [number, number][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  return found.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}
