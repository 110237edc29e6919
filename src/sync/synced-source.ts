import { type Lock, READER } from '../domain/lock.ts';
import { selectionDigest, type Source } from '../domain/source.ts';
import type { SourceSync } from '../domain/sync-report.ts';
import type { ResolvedRef } from '../fetch/resolve-ref.ts';
import type { ReadContext } from '../read/open-source.ts';

/** What a sync did with one source, and the lock it has now. */
export interface SyncedSource extends SourceSync {
  /** Also where nothing was written. Absent where it was never locked. */
  readonly lock?: Lock | undefined;
}

/** What syncing any source needs. */
export interface SyncContext extends ReadContext {
  /** The moment of the sync. ISO 8601, UTC, to the second. */
  readonly now: string;
}

/** What a sync did with a source: nothing, but for what `more` says. */
export function synced(
  source: Pick<Source, 'id' | 'lock'>,
  state: SyncedSource['state'],
  more: Partial<SyncedSource> = {},
): SyncedSource {
  const from = source.lock?.commit;
  return {
    id: source.id,
    state,
    ...(from !== undefined && { from }),
    bytesFetched: 0,
    changes: [],
    diagnostics: [],
    lock: source.lock,
    ...more,
  };
}

/** True where the lock was made from what the source file says now, and by this reader. */
export function isCurrent({ lock, place, file }: Source): boolean {
  return lock?.reader === READER && lock.selection === selectionDigest({ place, file }) && lock.place === place;
}

/** A source that did not say what is new. Where it is gone, the lock notes since when, once. */
export function unresolved(
  source: Source,
  { gone, diagnostics }: Pick<ResolvedRef, 'gone' | 'diagnostics'>,
  now: string,
): SyncedSource {
  const { lock, place } = source;
  if (!lock || lock.place !== place || (!gone && lock.unreachableSince === undefined))
    return synced(source, 'failed', { diagnostics });
  const { unreachableSince = now, entries, ...head } = lock;
  const noted = lock.unreachableSince === undefined ? { ...head, unreachableSince, entries } : lock;
  return synced(source, 'failed', { diagnostics, unreachableSince, lock: noted });
}

/** A source that has nothing new. Where it was gone, the lock no longer says so. */
export function nothingNew(source: Source): SyncedSource {
  const { unreachableSince, ...lock } = source.lock ?? {};
  const to = source.lock?.commit;
  const more = to === undefined ? {} : { to };
  if (!source.lock || unreachableSince === undefined) return synced(source, 'unchanged', more);
  return synced(source, 'locked', { ...more, lock: lock as Lock });
}
