import { appendLedger } from '../assemble/append-ledger.ts';
import { governedGone } from '../assemble/governed-gone.ts';
import { withdrawnDigests } from '../assemble/plugins/withdrawn-digests.ts';
import type { Diagnostic } from '../domain/diagnostic.ts';
import type { Lock } from '../domain/lock.ts';
import type { RuleId } from '../domain/rules/index.ts';
import type { Source } from '../domain/source.ts';
import type { SyncChange } from '../domain/sync-report.ts';
import { type ReadClaim, readClaim } from '../introspect/read-claim.ts';
import { openSource } from '../read/open-source.ts';
import { lockClaim } from './lock-claim.ts';
import { type Sighted, sightEntries } from './sight-entries.ts';
import type { SyncContext } from './synced-source.ts';

/** A ledger after one more tree was read. */
export interface Advance {
  /** Absent where the source could not be read as a whole; the diagnostics say why. */
  readonly lock?: Lock;
  readonly changes: readonly SyncChange[];
  readonly bytesFetched: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** What was read beside one of these is not the whole source, and what is missing from it is not gone. */
const INCOMPLETE: ReadonlySet<string> = new Set<RuleId>([
  'source-path-missing',
  'source-unreachable',
  'source-too-large',
  'source-too-slow',
]);

/**
 * Reads a source and appends what it holds to its ledger. Nothing is written.
 *
 * @param at The commit, which a local source has not, and where tags are followed, the version of the tag.
 */
export async function advanceLock(
  source: Source,
  at: { readonly commit?: string | undefined; readonly version?: string | undefined },
  context: SyncContext,
): Promise<Advance> {
  const opened = await openSource(source, at.commit, context);
  const { tree } = opened;
  const nothing = { changes: [], bytesFetched: opened.stats.bytesFetched };
  if (!tree) return { ...nothing, diagnostics: opened.diagnostics };
  const { now, catalog } = context;
  let seen: Sighted;
  let claimed: ReadClaim;
  try {
    seen = await sightEntries(source, tree);
    claimed = await readClaim(tree, source, catalog.file.url);
  } finally {
    await tree.close();
  }
  const read = [...opened.diagnostics, ...seen.diagnostics, ...claimed.diagnostics];
  const { bytesFetched } = opened.stats;
  if (read.some(({ rule }) => INCOMPLETE.has(rule))) return { ...nothing, bytesFetched, diagnostics: read };
  const claim = lockClaim(source, claimed, tree.commit, context);
  const { unread } = seen;
  const step = { commit: tree.commit, version: at.version, date: opened.date ?? now, locked: now, claim, unread };
  const { lock, changes, diagnostics } = appendLedger(source, seen.sightings, step);
  const withdrawn = withdrawnDigests(catalog.advisories, catalog.sources);
  const gone = governedGone(source, changes, catalog.advisories, withdrawn);
  return { lock, changes, bytesFetched, diagnostics: [...read, ...gone, ...diagnostics] };
}
