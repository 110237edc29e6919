import type { AssembledCatalog, SourceOutcome } from '../domain/assembled.ts';
import type { CatalogFile } from '../domain/catalog.ts';
import { type Diagnostic, diagnose, sortDiagnostics } from '../domain/diagnostic.ts';
import { suggest } from '../domain/did-you-mean.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import { RiskTier } from '../domain/governance.ts';
import { by, byText } from '../domain/order.ts';
import type { ScanRun } from '../domain/scan.ts';
import { applyPolicy, judgeFindings } from './apply-policy.ts';
import { findCopies } from './find-copies.ts';
import { joinScans } from './join-scans.ts';
import { resolveReferences } from './resolve-references.ts';

/**
 * Joins the sources into one catalog: sorts, resolves references between them, finds copies, checks what only shows
 * across entries, applies policy.
 *
 * @param loading Diagnostics of the catalog files.
 * @param date The date of the catalog's commit.
 * @param scans What outside scanners have said.
 */
export function assembleCatalog(
  file: CatalogFile,
  read: readonly SourceOutcome[],
  loading: readonly Diagnostic[],
  date: string,
  scans: readonly ScanRun[] = [],
): AssembledCatalog {
  const { outcomes, diagnostics: unmatched } = resolveReferences(read);
  const sources = outcomes.map(({ source }) => source);
  const listed = outcomes.flatMap((outcome) => outcome.entries).toSorted(by(({ id }) => id));
  const { entries, diagnostics: strayScans } = joinScans(listed, scans, sources.map(({ id }) => id).toSorted(byText));
  const byId = new Map(entries.map((entry) => [entry.id as string, entry]));
  const byPath = new Map(entries.map((entry) => [pathKey(entry.source.id, entry), entry]));
  const found = [
    ...loading,
    ...outcomes.flatMap(({ diagnostics }) => diagnostics),
    ...unmatched,
    ...strayScans,
    ...entries.flatMap((entry) => [...replacement(entry, byId), ...tierOfMembers(entry, byPath)]),
  ];
  const decisions = { severities: file.policy.severities, sources, entries, today: date.slice(0, 10) };
  const diagnostics = sortDiagnostics(applyPolicy(found, decisions));
  return {
    file,
    date,
    outcomes: outcomes.toSorted(by(({ source }) => source.id)),
    entries: judgeFindings(decisions),
    copyOf: findCopies(entries),
    diagnostics,
  };
}

type ById = ReadonlyMap<string, CatalogEntry>;
/** Entries by source, kind and path. */
type ByPath = ReadonlyMap<string, CatalogEntry>;

function pathKey(source: string, { kind, path }: Pick<CatalogEntry, 'kind' | 'path'>): string {
  return `${source} ${kind} ${path}`;
}

function replacement({ id, kind, name, source, status }: CatalogEntry, byId: ById): Diagnostic[] {
  const { replacedBy } = status;
  if (replacedBy === undefined || byId.has(replacedBy)) return [];
  const at = {
    root: 'catalog',
    file: `sources/${source.id}.yaml`,
    ...source.locate(['entries', `${kind}:${name}`, 'replacedBy']),
  } as const;
  const hint = suggest(replacedBy, [...byId.keys()]);
  return [
    diagnose('replacement-unknown', {
      message: `"${replacedBy}" is not listed.`,
      hint,
      at,
      source: source.id,
      entry: id,
    }),
  ];
}

function tierOfMembers({ id, kind, members, source, verdict, definition }: CatalogEntry, byPath: ByPath): Diagnostic[] {
  const rank = (entry: CatalogEntry): number => RiskTier.options.indexOf(entry.verdict.riskTier.value);
  const [highest] = members
    .flatMap((member) => byPath.get(pathKey(source.id, member)) ?? [])
    .toSorted((a, b) => rank(b) - rank(a) || byText(a.id, b.id));
  const own = RiskTier.options.indexOf(verdict.riskTier.value);
  if (!highest || rank(highest) <= own) return [];
  const message = `The ${kind} is "${verdict.riskTier.value}"; ${highest.id} in it is "${highest.verdict.riskTier.value}".`;
  const at = { root: 'source', file: definition.path, line: definition.line } as const;
  return [diagnose('risk-tier-below-member', { message, at, source: source.id, entry: id })];
}
