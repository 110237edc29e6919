import type { AssembledCatalog, SourceOutcome } from '../domain/assembled.ts';
import { capabilitiesOf, diffCapabilities, recordEvidence } from '../domain/capability-diff.ts';
import { proposedClaim } from '../domain/claim-text.ts';
import type { CatalogChanges, ListedEntry, ListedSource } from '../domain/check-report.ts';
import type { Comparison, SourceComparison } from '../domain/comparison.ts';
import { coordinate, type Coordinate, type EntryKey, entryKey, keyParts } from '../domain/coordinate.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import { type LockedEntry, openAbsence } from '../domain/lock.ts';
import { standingClaim } from '../domain/source-claim.ts';
import { placeOf } from '../domain/source.ts';
import { suggestedTier } from '../domain/suggested-tier.ts';

/**
 * Lists what a change to a catalog brings: the sources whose files it touches, with the entries that are new, that have
 * content which the lock of the base commit does not know, or that are gone.
 *
 * @param ahead The ids of the sources that were read at a commit that is not locked.
 * @param url The public address of the catalog.
 */
export function listChanges(
  comparison: Comparison,
  { outcomes, entries, copyOf, withdrawals }: Pick<AssembledCatalog, 'outcomes' | 'entries' | 'copyOf' | 'withdrawals'>,
  ahead: ReadonlySet<string>,
  url: string,
): Pick<CatalogChanges, 'base' | 'sources'> {
  const byId = new Map(outcomes.map((outcome) => [outcome.source.id, outcome]));
  const bySource = Map.groupBy(entries, ({ source }) => source.id);
  const touched = comparison.sources.filter(({ base, now }) => base.source ?? now.source);
  return {
    base: comparison.commit,
    sources: touched.map((source): ListedSource => {
      const outcome = byId.get(source.id);
      const own = bySource.get(source.id) ?? [];
      return {
        ...describe(source, outcome),
        isAhead: ahead.has(source.id),
        entries: own.flatMap((entry) => listed(entry, source, { copyOf, withdrawals }) ?? []),
        gone: goneFrom(source, outcome, own),
        quarantined: outcome?.quarantined ?? [],
        claim: claimOf(source, outcome, url),
      };
    }),
  };
}

function describe({ id, base, now, isGovernanceChanged }: SourceComparison, outcome: SourceOutcome | undefined) {
  const said = now.source?.value && placeOf(now.source.value)?.place;
  return {
    id,
    change: now.source ? (base.source ? 'changed' : 'new') : 'gone',
    place: outcome?.source.place ?? said,
    trust: outcome?.source.governance.trust ?? now.governance?.value?.trust ?? 'third-party',
    isGovernanceChanged,
    commit: outcome?.source.lock?.commit,
    state: outcome?.state,
  } satisfies Partial<ListedSource>;
}

/** Of a new source that could be read, and does not name the catalog yet. */
function claimOf({ base }: SourceComparison, outcome: SourceOutcome | undefined, url: string): string | undefined {
  if (base.source || outcome?.state !== 'published' || standingClaim(outcome.source, url)) return undefined;
  const { origin, ref } = outcome.source;
  if (!('remote' in origin)) return undefined;
  return proposedClaim({ git: origin.remote.url, remote: origin.remote, ref }, url);
}

function listed(
  entry: CatalogEntry,
  { base }: SourceComparison,
  { copyOf, withdrawals }: Pick<AssembledCatalog, 'copyOf' | 'withdrawals'>,
): ListedEntry | undefined {
  const { id, kind, name, description, license, digest, evidence, findings, verdict, status, revisions } = entry;
  const before = base.lock?.value?.entries[entryKey(kind, name)];
  if (before && !hasMoved(before, digest, revisions.length)) return undefined;
  const suggests = suggestedTier({ kind, evidence, findings });
  return {
    id,
    kind,
    change: before ? 'changed' : 'new',
    description,
    license,
    status: status.value,
    riskTier: verdict.riskTier,
    suggests,
    category: verdict.category,
    stub: verdict.stub,
    can: capabilitiesOf(evidence),
    diff: before && diffCapabilities(before.revisions.at(-1)?.evidence, recordEvidence(evidence)),
    findings,
    copyOf: copyOf.get(id),
    withdrawn: withdrawals.entries.get(id),
  };
}

/** Also where older content has come back. */
function hasMoved({ revisions }: LockedEntry, digest: string, now: number): boolean {
  return now > revisions.length || !revisions.some((revision) => revision.digest === digest);
}

/** What stood in the source by the lock of the base, and is neither listed nor held back now. */
function goneFrom(
  { id, base, now }: SourceComparison,
  outcome: SourceOutcome | undefined,
  own: readonly CatalogEntry[],
): Coordinate[] {
  // What could not be read is not known to be gone.
  if (now.source && outcome?.state !== 'published') return [];
  const there = new Set<string>(own.map((entry) => entry.id));
  const held = new Set(outcome?.quarantined.map(({ kind, path }) => `${kind} ${path}`));
  return Object.entries(base.lock?.value?.entries ?? {}).flatMap(([key, locked]) => {
    const { kind, name } = keyParts(key as EntryKey);
    const of = coordinate(kind, id, name);
    if (openAbsence(locked) || there.has(of) || held.has(`${kind} ${locked.path}`)) return [];
    return [of];
  });
}
