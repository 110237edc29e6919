import { coordinate, type EntryKey, entryKey } from '../domain/coordinate.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { suggest } from '../domain/did-you-mean.ts';
import type { CatalogEntry, MeasuredEntry } from '../domain/entry.ts';
import type { ContentFinding } from '../domain/finding.ts';
import { highestOf, type Said, settleAll } from '../domain/governance.ts';
import type { QuarantinedEntry } from '../domain/source-record.ts';
import { latestOf, rateRevisions } from '../domain/lifecycle.ts';
import type { LockedEntry } from '../domain/lock.ts';
import { isRuleId } from '../domain/rules/index.ts';
import type { Source } from '../domain/source.ts';
import { checkRenames } from './check-renames.ts';
import { checks } from './checks/index.ts';
import { type LockedMatch, matchLedger } from './match-ledger.ts';
import { voicesOf } from './statements.ts';
import { catalogPlace } from './finding.ts';
import type { Subject } from './subject.ts';

export interface ValidatedSource {
  readonly entries: readonly CatalogEntry[];
  readonly quarantined: readonly QuarantinedEntry[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Settles what holds for every entry of a source (tier, category, stub, status) and checks it against all rules.
 *
 * @param hidden What introspection has found and could not list.
 * @param today `YYYY-MM-DD`, the date of the catalog's commit.
 * @param older The content of entries whose latest revision is not the newest one; undefined where it cannot be had.
 */
export function validateSource(
  source: Source,
  entries: readonly MeasuredEntry[],
  hidden: readonly QuarantinedEntry[],
  today: string,
  older: ReadonlyMap<EntryKey, MeasuredEntry | undefined> = new Map(),
): ValidatedSource {
  const ledger = matchLedger(source, entries, hidden);
  const diagnostics: Diagnostic[] = [
    ...ledger.diagnostics,
    ...unknownEntries(source, entries, hidden),
    ...checkRenames(source, new Set(entries.map(({ kind, name }) => entryKey(kind, name)))),
  ];
  const published: CatalogEntry[] = [];
  const quarantined = [...ledger.quarantined];
  for (const match of ledger.matches.map((newest) => withOlder(newest, older))) {
    if ('rule' in match) {
      quarantined.push(match);
      continue;
    }
    const subject = toSubject(source, match, today);
    const id = coordinate(match.entry.kind, source.id, match.entry.name);
    for (const check of checks) {
      for (const { rule, ...details } of check(subject))
        diagnostics.push(diagnose(rule, { ...details, source: source.id, entry: id }));
    }
    for (const finding of match.entry.findings) diagnostics.push(toDiagnostic(finding, source.id, id));
    published.push(toCatalogEntry(subject));
  }
  return { entries: published, quarantined, diagnostics };
}

/** What is published of an entry is its latest revision, which is the one in the tree unless something is said. */
function withOlder(
  match: LockedMatch,
  older: ReadonlyMap<EntryKey, MeasuredEntry | undefined>,
): LockedMatch | QuarantinedEntry {
  const { kind, name, path } = match.entry;
  const key = entryKey(kind, name);
  const entry = older.get(key);
  if (entry) return { ...match, entry };
  if (!older.has(key)) return match;
  const message = `The content of the latest revision of ${key} cannot be had, so it is not published.`;
  return { kind, path, rule: 'revision-unavailable', message };
}

/** A finding is a diagnostic about what content does: it has a page, a severity and exceptions like any other. */
function toDiagnostic(finding: ContentFinding, source: string, entry: CatalogEntry['id']): Diagnostic {
  const { rule, severity, message, excerpt, decoded, file, line, column } = finding;
  const shown = decoded === undefined ? excerpt : `${excerpt} spells: ${decoded}`;
  if (!isRuleId(rule)) throw new Error(`The finding ${rule} has no rule.`);
  const at = { root: 'source', file, line, column } as const;
  return diagnose(rule, { message: `${message} ${shown}`, at, severity, source, entry });
}

function toSubject(source: Source, { entry, locked }: LockedMatch, today: string): Subject {
  const key: EntryKey = entryKey(entry.kind, entry.name);
  const governance = source.governance.entries[key];
  const published = source.file.entries[key];
  const voices = voicesOf(source, entry, published);
  const verdict = settleAll({
    governance: governance ?? {},
    publisher: [...voices, ...earlierWords(source, locked)],
    defaults: source.governance.defaults,
    firstParty: source.governance.trust === 'first-party',
  });
  const revisions = rateRevisions(locked.revisions, published, governance);
  return { source, entry, verdict, voices, governance, published, locked, revisions, today };
}

/** What the publisher has said of earlier revisions holds on: it can raise and never lower, unless it is the operator. */
function earlierWords({ governance }: Source, { revisions }: LockedEntry): Said[] {
  const statement = highestOf(revisions.flatMap(({ says }) => says ?? []));
  if (!statement || governance.trust === 'first-party') return [];
  return [{ origin: 'entry', statement }];
}

function toCatalogEntry({ source, entry, verdict, governance, published, locked, revisions }: Subject): CatalogEntry {
  const latest = latestOf(revisions);
  return {
    ...entry,
    id: coordinate(entry.kind, source.id, entry.name),
    source,
    // The content of an older revision is pinned where it was locked.
    commit: latest.digest === revisions.at(-1)?.digest ? source.lock?.commit : latest.commit,
    verdict,
    attestation: governance?.attestation,
    status: latest.status,
    tags: published?.tags ?? {},
    aliases: governance?.aliases ?? {},
    revisions,
    latest,
    labels: locked.labels ?? {},
    renamedFrom: published?.renamedFrom ?? [],
    scans: [],
  };
}

/** Something that is said about an entry which is not there reaches nobody. */
function unknownEntries(
  source: Source,
  entries: readonly MeasuredEntry[],
  hidden: readonly QuarantinedEntry[],
): Diagnostic[] {
  const keys = entries.map(({ kind, name }) => entryKey(kind, name));
  const known = new Set<string>([...keys, ...Object.keys(source.lock?.entries ?? {})]);
  const said = [
    ...Object.keys(source.file.entries).map((key) => ({ key, at: catalogPlace(source, 'sources', ['entries', key]) })),
    ...Object.keys(source.governance.entries).map((key) => ({
      key,
      at: catalogPlace(source, 'governance', ['entries', key]),
    })),
    ...source.governance.exceptions.flatMap(({ entry }, index) =>
      entry === undefined
        ? []
        : [{ key: entry, at: catalogPlace(source, 'governance', ['exceptions', index, 'entry']) }],
    ),
  ];
  return said
    .filter(({ key }) => !known.has(key))
    .map(({ key, at }) => {
      const unread = hidden.length > 0 ? ` ${hidden.length} could not be read.` : '';
      return diagnose('entry-unknown', {
        message: `${source.id} has no ${key}.${unread}`,
        hint: suggest(key, keys),
        at,
        source: source.id,
      });
    });
}
