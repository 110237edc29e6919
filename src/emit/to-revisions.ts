import { revisionKey, type Withdrawals } from '../domain/assembled.ts';
import { diffCapabilities } from '../domain/capability-diff.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import type { FullEntry, ShardEntry } from '../domain/index-v1.ts';
import type { RatedRevision } from '../domain/lifecycle.ts';

type Pin = ShardEntry['pins'][number];

/** What identifies each revision of an entry, and whether it may be used; oldest first. */
export function toPins(entry: CatalogEntry, withdrawals: Withdrawals): Pin[] {
  return entry.revisions.map((revision) => toPin(entry, revision, withdrawals));
}

function toPin({ id, labels }: CatalogEntry, locked: RatedRevision, withdrawals: Withdrawals): Pin {
  const { revision, version, digest, commit, status } = locked;
  const versions = Object.entries(labels).flatMap(([label, labelled]) => (labelled === revision ? [label] : []));
  const withdrawn = withdrawals.revisions.get(revisionKey(id, revision));
  return {
    revision,
    ...(version !== undefined && { version }),
    ...(versions.length > 0 && { versions }),
    digest,
    status: status.value,
    ...(commit !== undefined && { commit }),
    ...(withdrawn !== undefined && { withdrawn }),
  };
}

/** Everything about each revision of an entry, oldest first. */
export function toRevisions(entry: CatalogEntry, withdrawals: Withdrawals): FullEntry['revisions'] {
  return entry.revisions.map((revision, index) => {
    const { status, date, members, evidence } = revision;
    const changes = diffCapabilities(entry.revisions[index - 1]?.evidence, evidence);
    return {
      ...toPin(entry, revision, withdrawals),
      ...(status.reason !== undefined && { reason: status.reason }),
      ...(status.replacedBy !== undefined && { replacedBy: status.replacedBy }),
      since: date,
      ...(members && { members }),
      ...(changes && { changes }),
    };
  });
}
