import type { Advisory } from '../domain/advisory-file.ts';
import { Coordinate, coordinate } from '../domain/coordinate.ts';
import type { AdvisoryRecord } from '../domain/withdrawal.ts';
import type { Ledger, LedgerItem } from './collect-ledger.ts';
import type { SameContent, Stand } from './same-content.ts';

/** One thing that takes revisions back: an advisory, or the status `deleted` of an entry. */
export interface Cause extends Omit<AdvisoryRecord, 'affected'> {
  /** The revisions it names, and whether copies of them go with it. */
  readonly named: readonly { readonly stand: Stand; readonly reachesCopies: boolean }[];
  /** The digests it names. */
  readonly digests: readonly string[];
}

/** What is listed now, by the coordinates it was listed under before. */
export function successorsIn(ledger: Ledger): ReadonlyMap<Coordinate, LedgerItem> {
  const successors = new Map<Coordinate, LedgerItem>();
  for (const item of ledger.values()) {
    for (const name of item.entry?.renamedFrom ?? []) successors.set(coordinate(item.kind, item.source.id, name), item);
  }
  return successors;
}

/**
 * An advisory with the revisions that there are of what it names. One that is about all revisions of an entry goes on to
 * the name that it has now.
 */
export function causeOfAdvisory(
  advisory: Advisory,
  ledger: Ledger,
  successors: ReadonlyMap<Coordinate, LedgerItem>,
): Cause {
  const { id, severity, reason, on, affects, replacement, references } = advisory;
  const named = affects.flatMap(({ entry, revisions }) => {
    if (entry === undefined) return [];
    const { from, to } = revisions ?? { from: 1, to: Infinity };
    const items = [ledger.get(entry), revisions ? undefined : successors.get(entry)].filter(
      (item) => item !== undefined,
    );
    return items.flatMap((item) =>
      item.revisions
        .filter(({ revision }) => revision >= from && revision <= to)
        .map((revision) => ({ stand: { item, revision }, reachesCopies: true })),
    );
  });
  const digests = affects.flatMap((target) => (target.entry === undefined ? [target.digest] : []));
  return { id, origin: 'advisory', severity, reason, on, replacement, references: [...references], named, digests };
}

/**
 * Every entry with a deleted revision. Copies elsewhere go with what the operator or a first-party source has deleted;
 * another publisher could else take down somebody's entry by copying and deleting it.
 */
export function causesOfStatus(ledger: Ledger): Cause[] {
  return [...ledger.values()].flatMap((item): Cause[] => {
    const deleted = item.revisions.filter(({ status }) => status.value === 'deleted');
    const status = deleted.at(-1)?.status;
    if (!status) return [];
    const isOwn = item.source.governance.trust === 'first-party';
    const isOperators = status.origin === 'governance';
    return [
      {
        id: item.id,
        origin: 'status',
        reason: status.reason ?? (isOperators ? 'The operator has deleted it.' : 'Its publisher has deleted it.'),
        replacement: Coordinate.safeParse(status.replacedBy).data,
        references: [],
        named: deleted.map((revision) => ({
          stand: { item, revision },
          reachesCopies: isOwn || revision.status.origin === 'governance',
        })),
        digests: [],
      },
    ];
  });
}

/** The revisions that go with a cause directly: named, or with the same content as a named one. */
export function directlyHit({ origin, named, digests }: Cause, same: SameContent): DirectHit[] {
  const { withDigest, sameAs, notDeletedAs } = same;
  // Thousands of names can stand for one content, whose copies are the same for each of them.
  const contents = new Map(
    named
      .toReversed()
      .map((one) => [[one.stand.item.kind, one.stand.revision.digest, one.reachesCopies].join(' '), one]),
  );
  const copies = [...contents.values()].toReversed().flatMap(({ stand, reachesCopies }) => {
    const { id } = stand.item;
    // What is deleted elsewhere too has a record of its own.
    const others = origin === 'status' ? notDeletedAs : sameAs;
    return (reachesCopies ? others(stand) : ownOf(stand, same)).map((copy): DirectHit => ({
      stand: copy,
      through: 'copy',
      copyOf: copy.item.id === id ? undefined : id,
    }));
  });
  return [
    ...named.map(({ stand }): DirectHit => ({ stand, through: 'name' })),
    ...digests.flatMap(withDigest).map((stand): DirectHit => ({ stand, through: 'digest' })),
    ...copies,
  ];
}

/** The other revisions of its own entry with the content of a deleted one that are not deleted. */
function ownOf({ item, revision }: Stand, { sameAs }: SameContent): Stand[] {
  if (sameAs({ item, revision }).length === 1) return [];
  const left = item.revisions.filter(({ digest, status }) => digest === revision.digest && status.value !== 'deleted');
  return left.map((other) => ({ item, revision: other }));
}

export interface DirectHit {
  readonly stand: Stand;
  readonly through: 'name' | 'digest' | 'copy';
  readonly copyOf?: Coordinate | undefined;
}
