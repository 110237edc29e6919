import type { AssembledCatalog, SourceOutcome } from '../domain/assembled.ts';
import type { CatalogFile } from '../domain/catalog.ts';
import { type Diagnostic, diagnose, sortDiagnostics } from '../domain/diagnostic.ts';
import { suggest } from '../domain/did-you-mean.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import { RiskTier } from '../domain/governance.ts';
import { by } from '../domain/order.ts';
import { applyPolicy } from './apply-policy.ts';

/**
 * Joins the sources into one catalog: sorts, checks what only shows across entries, applies policy.
 *
 * @param loading Diagnostics of the catalog files.
 * @param date The date of the catalog's commit.
 */
export function assembleCatalog(
  file: CatalogFile,
  outcomes: readonly SourceOutcome[],
  loading: readonly Diagnostic[],
  date: string,
): AssembledCatalog {
  const entries = outcomes.flatMap((outcome) => outcome.entries).toSorted(by(({ id }) => id));
  const byId = new Map(entries.map((entry) => [entry.id as string, entry]));
  const found = [
    ...loading,
    ...outcomes.flatMap(({ diagnostics }) => diagnostics),
    ...entries.flatMap((entry) => [...replacement(entry, byId), ...tierOfMembers(entry, byId)]),
  ];
  const sources = outcomes.map(({ source }) => source);
  const diagnostics = sortDiagnostics(applyPolicy(found, file, sources, date.slice(0, 10)));
  return { file, date, outcomes: outcomes.toSorted(by(({ source }) => source.id)), entries, diagnostics };
}

type ById = ReadonlyMap<string, CatalogEntry>;

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

function tierOfMembers({ id, kind, members, source, verdict, definition }: CatalogEntry, byId: ById): Diagnostic[] {
  if (kind !== 'plugin') return [];
  const rank = (entry: CatalogEntry): number => RiskTier.options.indexOf(entry.verdict.riskTier.value);
  const paths = new Set(members.map((member) => `${member.kind} ${member.path}`));
  const highest = [...byId.values()]
    .filter((entry) => entry.source.id === source.id && paths.has(`${entry.kind} ${entry.path}`))
    .toSorted((a, b) => rank(b) - rank(a))[0];
  const own = RiskTier.options.indexOf(verdict.riskTier.value);
  if (!highest || rank(highest) <= own) return [];
  const message = `The plugin is "${verdict.riskTier.value}"; ${highest.id} in it is "${highest.verdict.riskTier.value}".`;
  const at = { root: 'source', file: definition.path, line: definition.line } as const;
  return [diagnose('risk-tier-below-member', { message, at, source: source.id, entry: id })];
}
