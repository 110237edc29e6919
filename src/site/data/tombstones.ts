import type { Coordinate } from '../../domain/coordinate.ts';
import type { FormerEntry } from '../../domain/former.ts';
import type { Kind } from '../../domain/kind.ts';
import { by, byText } from '../../domain/order.ts';
import type { AdvisoryRecord, Withdrawal } from '../../domain/withdrawal.ts';
import type { ListedEntry } from './index-files.ts';

/** What became of a name, in the order in which the page counts them. */
export const fates = ['withdrawn', 'deleted', 'revisions', 'removed', 'renamed', 'unavailable'] as const;
export type Fate = (typeof fates)[number];

/** One name that is not what it was. */
export interface Tombstone {
  readonly id: Coordinate;
  readonly kind: Kind;
  readonly source: string;
  readonly name: string;
  /** Absent for what is not listed any more. */
  readonly title?: string | undefined;
  readonly fate: Fate;
  /** The day, where it is known. */
  readonly day?: string | undefined;
  readonly severity?: Withdrawal['severity'];
  readonly reason?: string | undefined;
  /** What to use instead. */
  readonly instead?: Coordinate | undefined;
  /** The member or the copy through which it is reached. */
  readonly through?: Coordinate | undefined;
  /** The revisions that were taken back, where not all were. */
  readonly revisions?: readonly number[];
}

interface Records {
  readonly entries: readonly ListedEntry[];
  readonly former: readonly FormerEntry[];
  readonly advisories: readonly AdvisoryRecord[];
}

type Named = Pick<Tombstone, 'id' | 'kind' | 'source' | 'name' | 'title'>;

/** Everything that was withdrawn, deleted, renamed or lost; the newest first, what has no date at the end. */
export function tombstonesOf({ entries, former, advisories }: Records): Tombstone[] {
  const records = new Map(advisories.map((record) => [record.id, record]));
  const named = ({ id, kind, source, name }: Named, title?: string): Named => ({ id, kind, source, name, title });
  const taken = (one: Named, withdrawn: Withdrawal): Tombstone => ({
    ...one,
    fate: withdrawn.advisory === one.id ? 'deleted' : 'withdrawn',
    day: records.get(withdrawn.advisory)?.on,
    severity: withdrawn.severity,
    reason: withdrawn.reason,
    instead: withdrawn.replacement,
    through: withdrawn.member ?? withdrawn.copyOf,
  });
  const stones = [
    ...entries.flatMap((entry): Tombstone[] => {
      const one = named(entry, entry.title);
      if (entry.withdrawn) return [taken(one, entry.withdrawn)];
      return entry.status === 'deleted' ? [{ ...one, fate: 'deleted' }] : [];
    }),
    ...former.map((gone): Tombstone => {
      const one = named(gone);
      if (gone.withdrawn) return taken(one, gone.withdrawn);
      return { ...one, fate: gone.state, day: gone.since?.slice(0, 10), instead: gone.renamedTo };
    }),
    ...olderRevisions(entries, advisories),
  ];
  return stones.toSorted(by(({ id, fate }) => `${id} ${fate}`)).toSorted((a, b) => byText(b.day ?? '', a.day ?? ''));
}

/** Entries that are still offered, with revisions that an advisory has taken back. */
function olderRevisions(entries: readonly ListedEntry[], advisories: readonly AdvisoryRecord[]): Tombstone[] {
  const standing = new Map<string, ListedEntry>(entries.flatMap((one) => (one.withdrawn ? [] : [[one.id, one]])));
  return advisories.flatMap(({ affected, on, severity, reason, replacement }) => {
    const reached = Map.groupBy(affected, ({ entry = '' }) => entry);
    return [...reached].flatMap(([id, rows]): Tombstone[] => {
      const entry = standing.get(id);
      const revisions = rows.flatMap(({ revision }) => revision ?? []).toSorted((a, b) => a - b);
      if (!entry || revisions.length === 0) return [];
      const { kind, source, name, title } = entry;
      const what = { id: entry.id, kind, source, name, title };
      return [{ ...what, fate: 'revisions', day: on, severity, reason, instead: replacement, revisions }];
    });
  });
}
