import type { LockedClaim } from '../domain/lock.ts';
import { standingClaim } from '../domain/source-claim.ts';
import type { Source } from '../domain/source.ts';
import type { SourceSync } from '../domain/sync-report.ts';
import type { ReadClaim } from '../introspect/read-claim.ts';
import type { SyncContext, SyncedSource } from './synced-source.ts';

/** What the lock notes of the claim in one commit; undefined where there is none. */
export function lockClaim(
  source: Source,
  { claim }: ReadClaim,
  commit: string | undefined,
  { catalog, now }: SyncContext,
): LockedClaim | undefined {
  if (!claim || commit === undefined) return undefined;
  const since = standingClaim(source, catalog.file.url)?.since ?? now;
  return { path: claim.path, commit, catalog: claim.catalog, since };
}

/** True where the lock holds a claim for another address than the catalog has now: what stands in the source is asked anew. */
export function claimsAnother(source: Source, { catalog }: SyncContext): boolean {
  return source.lock?.claim !== undefined && standingClaim(source, catalog.file.url) === undefined;
}

/** How a sync has changed whether the source names this catalog; undefined where it has not. */
export function claimStep(source: Source, { lock }: SyncedSource, { catalog }: SyncContext): SourceSync['claim'] {
  const before = standingClaim(source, catalog.file.url);
  const after = standingClaim({ place: source.place, lock }, catalog.file.url);
  if ((before === undefined) === (after === undefined)) return undefined;
  const claim = after ?? before;
  return claim && { change: after ? 'gained' : 'lost', path: claim.path, commit: claim.commit };
}
