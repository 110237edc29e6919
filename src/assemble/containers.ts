import { revisionKey } from '../domain/assembled.ts';
import type { Coordinate } from '../domain/coordinate.ts';
import type { RatedRevision } from '../domain/lifecycle.ts';
import { lockedOn } from '../domain/lock.ts';
import type { Ledger, LedgerItem } from './collect-ledger.ts';
import type { Stand } from './same-content.ts';

/**
 * The revisions of plugins and workflows that hold a revision of a member, by `revisionKey` of that one; those of
 * assembled plugins also by its digest, because a member can have left the catalog.
 */
export type Containers = ReadonlyMap<string, readonly Stand[]>;

/**
 * Says of every revision which plugins and workflows hold it. An assembled plugin holds the revisions that were frozen
 * with it. The newest revision of a packaged one holds what its members are now; an older one what they were when it
 * came.
 */
export function findContainers(ledger: Ledger, membersOf: ReadonlyMap<Coordinate, readonly Coordinate[]>): Containers {
  const containers = new Map<string, Stand[]>();
  for (const item of ledger.values()) {
    const members = (membersOf.get(item.id) ?? []).flatMap((id) => ledger.get(id) ?? []);
    for (const revision of item.revisions) {
      for (const key of heldBy(item, revision, members)) {
        const stands = containers.get(key);
        if (stands) stands.push({ item, revision });
        else containers.set(key, [{ item, revision }]);
      }
    }
  }
  return containers;
}

function heldBy(item: LedgerItem, revision: RatedRevision, members: readonly LedgerItem[]): string[] {
  const isLatest = revision.revision === item.latest.revision;
  const frozen = revision.members ?? (isLatest ? item.entry?.assembled : undefined);
  if (frozen) return frozen.flatMap(({ id, revision: n, digest }) => [revisionKey(id, n), digest]);
  // What an assembled plugin held before is in its ledger or nowhere.
  if (item.entry?.assembled) return [];
  const isNewest = revision === item.revisions.at(-1);
  return members.flatMap(({ id, revisions }) => {
    const held = isNewest ? revisions.at(-1) : heldThen(revisions, revision);
    return held ? [revisionKey(id, held.revision)] : [];
  });
}

/** What came in the same commit, else the last that had come by then. */
function heldThen(revisions: readonly RatedRevision[], container: RatedRevision): RatedRevision | undefined {
  const { commit } = container;
  const together = commit === undefined ? undefined : revisions.findLast((one) => one.commit === commit);
  return together ?? revisions.findLast((one) => isNoLater(one, container));
}

/** One run may lock several versions of a source; among those the publisher's dates are all there is. */
function isNoLater(a: RatedRevision, b: RatedRevision): boolean {
  return lockedOn(a) === lockedOn(b) ? a.date <= b.date : lockedOn(a) < lockedOn(b);
}
