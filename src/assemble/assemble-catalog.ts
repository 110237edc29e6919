import type { Advisory } from '../domain/advisory-file.ts';
import type { AssembledCatalog, SourceOutcome } from '../domain/assembled.ts';
import type { CatalogFile } from '../domain/catalog.ts';
import { type Diagnostic, sortDiagnostics } from '../domain/diagnostic.ts';
import type { History } from '../domain/history.ts';
import { by, byText } from '../domain/order.ts';
import type { ScanRun } from '../domain/scan.ts';
import { applyPolicy, judgeFindings } from './apply-policy.ts';
import { checkAdvisories } from './check-advisories.ts';
import { checkMembers } from './check-members.ts';
import { checkReplacements } from './check-replacements.ts';
import { checkShown, type ShownEntry } from './check-shown.ts';
import { collectLedger } from './collect-ledger.ts';
import { compareWithEvidence } from './compare-with-evidence.ts';
import { findCopies } from './find-copies.ts';
import { findFormer } from './find-former.ts';
import { findLookAlikes } from './find-look-alikes.ts';
import { planOffers } from './offers/plan-offers.ts';
import { joinScans } from './join-scans.ts';
import { reportWithdrawn } from './report-withdrawn.ts';
import { resolveMembers } from './resolve-members.ts';
import { resolveReferences } from './resolve-references.ts';
import { withdraw } from './withdraw.ts';

/** Everything that goes into one catalog. */
export interface AssembleOptions {
  readonly file: CatalogFile;
  readonly read: readonly SourceOutcome[];
  /** Diagnostics of the catalog files. */
  readonly loading: readonly Diagnostic[];
  /** The date of the catalog's commit. */
  readonly date: string;
  /** What outside scanners have said. */
  readonly scans?: readonly ScanRun[];
  /** Ledgers without a usable source: nothing of them is listed, and their names and digests hold on. */
  readonly delisted?: readonly SourceOutcome[];
  readonly advisories?: readonly Advisory[];
  /** The entries that extra pages show, and where. */
  readonly shows?: readonly ShownEntry[];
  readonly history?: History;
}

/**
 * Joins the sources into one catalog: sorts, resolves references between them, finds copies, takes back what is
 * withdrawn, checks what only shows across entries, applies policy.
 */
export function assembleCatalog({
  file,
  read,
  loading,
  date,
  scans = [],
  delisted = [],
  advisories = [],
  shows = [],
  history = { complete: false, events: new Map() },
}: AssembleOptions): AssembledCatalog {
  const { outcomes, diagnostics: unmatched } = resolveReferences(read);
  const sources = outcomes.map(({ source }) => source);
  const listed = outcomes.flatMap((outcome) => outcome.entries).toSorted(by(({ id }) => id));
  const { entries, diagnostics: strayScans } = joinScans(listed, scans, sources.map(({ id }) => id).toSorted(byText));
  const byId = new Map(entries.map((entry) => [entry.id as string, entry]));
  const membersOf = resolveMembers(entries);
  const ledger = collectLedger(entries, [...outcomes, ...delisted]);
  const withdrawals = withdraw({ ledger, membersOf, advisories });
  const decisions = { severities: file.policy.severities, sources, entries, today: date.slice(0, 10) };
  const judged = judgeFindings(decisions);
  const copyOf = findCopies(entries, withdrawals.entries);
  const planned = planOffers(judged, { file, withdrawals, membersOf, copyOf });
  const found = [
    ...loading,
    ...outcomes.flatMap(({ diagnostics }) => diagnostics),
    ...unmatched,
    ...strayScans,
    ...checkAdvisories(advisories, ledger, withdrawals),
    ...reportWithdrawn(entries, advisories, ledger, withdrawals),
    ...judged.flatMap(compareWithEvidence),
    ...planned.diagnostics,
    ...checkShown(shows, entries, new Set([...outcomes, ...delisted].flatMap(unreadSource))),
    ...findLookAlikes(entries, sources),
    ...entries.flatMap((entry) => [
      ...checkReplacements(entry, byId, withdrawals.entries),
      ...checkMembers(
        entry,
        (membersOf.get(entry.id) ?? []).flatMap((id) => byId.get(id) ?? []),
      ),
    ]),
  ];
  const diagnostics = sortDiagnostics(applyPolicy(found, decisions));
  return {
    file,
    date,
    outcomes: outcomes.toSorted(by(({ source }) => source.id)),
    entries: judged,
    copyOf,
    membersOf,
    former: findFormer([...outcomes, ...delisted], entries, withdrawals),
    withdrawals,
    offers: planned.offers,
    history,
    diagnostics,
  };
}

function unreadSource({ source, state }: SourceOutcome): string[] {
  return state === 'unavailable' ? [source.id] : [];
}
