import { advanceLock } from './advance-lock.ts';
import { compareLink } from '../domain/compare-link.ts';
import { repositoryOf } from '../domain/place.ts';
import type { Source } from '../domain/source.ts';
import { resolveRef } from '../fetch/resolve-ref.ts';
import { followTags } from './follow-tags.ts';
import { claimsAnother, claimStep } from './lock-claim.ts';
import { isCurrent, nothingNew, synced, type SyncContext, type SyncedSource, unresolved } from './synced-source.ts';

/**
 * Asks one source what is new, and appends it to its ledger. Nothing is written: the lock that comes back is another
 * object than `source.lock` where there is something to write.
 */
export async function syncSource(source: Source, context: SyncContext): Promise<SyncedSource> {
  // Its files are wrong, and the diagnostics of loading say how.
  if (source.faulty) return synced(source, 'failed');
  const [from, to] = [source.lock?.place ?? source.place, source.place].map(repositoryOf);
  const done = await syncOrigin(source, context);
  const claim = claimStep(source, done, context);
  const result = claim ? { ...done, claim } : done;
  return from !== undefined && to !== undefined && from !== to ? { ...result, repointed: { from, to } } : result;
}

async function syncOrigin(source: Source, context: SyncContext): Promise<SyncedSource> {
  if ('local' in source.origin) return syncLocal(source, context);
  const result = source.file.versions ? await followTags(source, context) : await followRef(source, context);
  const { from, to } = result;
  const compareUrl =
    result.state === 'locked' && source.lock?.place === source.place
      ? compareLink(source.origin.remote.repository, from, to)
      : undefined;
  return { ...result, ...(compareUrl !== undefined && { compareUrl }) };
}

async function syncLocal(source: Source, context: SyncContext): Promise<SyncedSource> {
  const { lock, ...read } = await advanceLock(source, {}, context);
  if (!lock) return synced(source, 'failed', read);
  // A local source has no commit that could move: without changes there is nothing to write.
  if (isCurrent(source) && read.changes.length === 0) return synced(source, 'unchanged', read);
  return synced(source, 'locked', { ...read, lock });
}

async function followRef(source: Source, context: SyncContext): Promise<SyncedSource> {
  const { catalog, cacheDir, signal } = context;
  const { limits, transports } = catalog.file.policy;
  const resolved = await resolveRef(source, { cacheDir, catalogDir: catalog.dir, limits, transports, signal });
  const { commit } = resolved;
  if (commit === undefined) return unresolved(source, resolved, context.now);
  if (isCurrent(source) && source.lock?.commit === commit && !claimsAnother(source, context)) return nothingNew(source);
  const { lock, ...read } = await advanceLock(source, { commit }, context);
  return synced(source, lock ? 'locked' : 'failed', { ...read, to: commit, lock: lock ?? source.lock });
}
