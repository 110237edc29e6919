import type { CatalogEntry } from '../domain/entry.ts';
import { Trust } from '../domain/governance.ts';
import { lockedOn } from '../domain/lock.ts';
import { byText } from '../domain/order.ts';

/**
 * Which of two entries goes first where only one can: what is offered before stubs and drafts, then by the trust in its
 * source, then what was listed with this content first, then by coordinate.
 *
 * @returns A negative number, zero or a positive number, as `Array.prototype.sort` wants it.
 */
export function byPrecedence(a: CatalogEntry, b: CatalogEntry): number {
  const difference = rankOf(a) - rankOf(b);
  return difference === 0 ? byText(firstSeen(a), firstSeen(b)) || byText(a.id, b.id) : difference;
}

function rankOf({ verdict, status, source }: CatalogEntry): number {
  const isHeldBack = verdict.stub.value || status.value === 'draft';
  return (isHeldBack ? Trust.options.length : 0) + Trust.options.indexOf(source.governance.trust);
}

/** When the first revision with the content that it has now came into the catalog. */
function firstSeen({ revisions, digest }: CatalogEntry): string {
  const first = revisions.find((revision) => revision.digest === digest);
  return first ? lockedOn(first) : '';
}
