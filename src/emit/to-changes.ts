import type { AssembledCatalog, SourceOutcome } from '../domain/assembled.ts';
import { diffCapabilities } from '../domain/capability-diff.ts';
import { type Change, ChangeKind } from '../domain/change.ts';
import { type Coordinate, coordinate, type EntryKey, keyParts } from '../domain/coordinate.ts';
import type { HistoryEvent } from '../domain/history.ts';
import { type LockedEntry, lockedOn } from '../domain/lock.ts';
import { byText } from '../domain/order.ts';
import { api, pagePath } from '../domain/paths.ts';
import type { AdvisoryRecord } from '../domain/withdrawal.ts';
import { isOffered } from '../domain/is-offered.ts';
import { up } from './to-compact.ts';

/** What every change says of its entry. */
type About = Pick<Change, 'entry' | 'source' | 'title' | 'offered' | 'page'>;

/** An entry that was ever locked. */
interface Known {
  readonly about: About;
  readonly locked: LockedEntry;
}

/**
 * What changed in the catalog, newest first, then by id: from the ledgers (new, new content, gone, back, renamed), from
 * the history of the catalog (what people decided), and from advisories. What is no longer listed keeps its changes. An
 * id stays the same in every build, because ledgers and git logs only grow. Nothing is later than the catalog itself and
 * what its syncs have written, whatever date a commit claims.
 */
export function toChanges(catalog: AssembledCatalog): Change[] {
  const known = knownEntries(catalog);
  const changes = [
    ...[...known.values()].flatMap(ledgerChanges),
    ...catalog.outcomes.flatMap((outcome) => renames(outcome, known)),
    ...[...catalog.history.events].flatMap(([id, events]) => decisions(known.get(id)?.about, events)),
    ...catalog.withdrawals.advisories.flatMap((advisory) => withdrawals(advisory, catalog, known)),
  ];
  const end = newestDate(catalog);
  const bounded = changes.map((change) => (change.date > end ? { ...change, date: end } : change));
  return bounded.toSorted((a, b) => byText(b.date, a.date) || byText(a.id, b.id));
}

/** The newest date that no publisher can have written. */
function newestDate({ date, outcomes }: AssembledCatalog): string {
  let newest = date;
  for (const { source } of outcomes) {
    for (const { revisions, absences = [] } of Object.values(source.lock?.entries ?? {})) {
      for (const { locked = '' } of revisions) if (locked > newest) newest = locked;
      for (const { since, until = '' } of absences) newest = [newest, since, until].toSorted(byText).at(-1) ?? newest;
    }
  }
  return newest;
}

function knownEntries(catalog: AssembledCatalog): Map<string, Known> {
  const listed = new Map<string, AssembledCatalog['entries'][number]>(
    catalog.entries.map((entry) => [entry.id, entry]),
  );
  const known = new Map<string, Known>();
  for (const { source } of catalog.outcomes) {
    for (const [key, locked] of Object.entries(source.lock?.entries ?? {})) {
      const { kind, name } = keyParts(key as EntryKey);
      const id = coordinate(kind, source.id, name);
      const entry = listed.get(id);
      const about = {
        entry: id,
        source: source.id,
        title: entry?.title ?? name,
        offered: entry !== undefined && isOffered(entry, catalog),
        page: up(api) + pagePath({ kind, source: source.id, name }),
      };
      known.set(id, { about, locked });
    }
  }
  return known;
}

function ledgerChanges({ about, locked }: Known): Change[] {
  const revisions = locked.revisions.map(({ revision, version, date, locked: written, evidence }, index): Change => {
    const changes = diffCapabilities(locked.revisions[index - 1]?.evidence, evidence);
    return {
      id: `${about.entry}@${revision}`,
      date: lockedOn({ locked: written, date }),
      kind: index === 0 ? 'new' : 'content',
      ...about,
      revision,
      ...(version !== undefined && { version }),
      ...(index > 0 && changes && { changes }),
    };
  });
  // Absences are only ever added, so their number names them; two of them may begin at one commit.
  const absences = (locked.absences ?? []).flatMap(({ since, until }, index): Change[] => [
    { id: `${about.entry}#removed-${index + 1}`, date: since, kind: 'removed', ...about },
    ...(until === undefined
      ? []
      : [{ id: `${about.entry}#returned-${index + 1}`, date: until, kind: 'returned' as const, ...about }]),
  ]);
  return [...revisions, ...absences];
}

/** A name that the ledger knows and that its publisher has given to something else the ledger knows. */
function renames({ source }: SourceOutcome, known: ReadonlyMap<string, Known>): Change[] {
  return Object.entries(source.file.entries).flatMap(([key, { renamedFrom = [] }]) => {
    const { kind, name } = keyParts(key as EntryKey);
    const now = known.get(coordinate(kind, source.id, name));
    const first = now?.locked.revisions[0];
    if (!now || !first) return [];
    return [...new Set(renamedFrom)].flatMap((old): Change[] => {
      const from = coordinate(kind, source.id, old);
      if (!known.has(from)) return [];
      const { entry } = now.about;
      const date = lockedOn(first);
      return [{ id: `${entry}#renamed-from-${old}`, date, kind: 'renamed', ...now.about, from, to: entry }];
    });
  });
}

/** What of the history is a change; what nobody ever locked has none. */
function decisions(about: About | undefined, events: readonly HistoryEvent[]): Change[] {
  if (!about) return [];
  return events.flatMap(({ date, commit, subject, author, by, field, alias, revision, from, to }): Change[] => {
    const kind = ChangeKind.safeParse(field).data;
    if (kind === undefined) return [];
    return [
      {
        // A commit may say a word in both files, so it is told whose it is.
        id: [commit.slice(0, 12), about.entry, by, field, ...((alias ?? revision) ? [alias ?? revision] : [])].join(
          ':',
        ),
        date,
        kind,
        ...about,
        ...(revision !== undefined && { revision }),
        ...(alias !== undefined && { alias }),
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        by,
        reason: subject,
        commit,
        ...(author !== undefined && { author }),
      },
    ];
  });
}

/**
 * One change for each entry that an advisory reaches, at the end of its day, so that nothing of that day stands above it.
 * A deletion has no date of its own: that of its commit, if known. */
function withdrawals(
  { id, origin, on, reason, replacement, affected }: AdvisoryRecord,
  { history, withdrawals: { entries } }: AssembledCatalog,
  known: ReadonlyMap<string, Known>,
): Change[] {
  const deleted = history.events.get(id)?.findLast(({ field, to }) => field === 'status' && to === 'deleted');
  const date = on === undefined ? deleted?.date : `${on}T23:59:59Z`;
  if (date === undefined) return [];
  const byEntry = Map.groupBy(affected, ({ entry }) => entry);
  return [...byEntry].flatMap(([entry, hits]): Change[] => {
    const about = known.get(entry ?? '')?.about;
    // That its status is deleted is said already.
    if (!about || (origin === 'status' && entry === id)) return [];
    const revisions = hits.flatMap(({ revision }) => revision ?? []);
    const member = hits.find((hit) => hit.member !== undefined)?.member;
    return [
      {
        id: `advisory:${id}:${entry}`,
        date,
        kind: 'withdrawal',
        ...about,
        ...(!entries.has(entry as Coordinate) && revisions.length > 0 && { revisions }),
        reason,
        ...(member !== undefined ? { member } : replacement !== undefined && { replacement }),
      },
    ];
  });
}
