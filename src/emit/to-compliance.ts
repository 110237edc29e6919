import type { AssembledCatalog } from '../domain/assembled.ts';
import { attestationState } from '../domain/attestation.ts';
import { AttestationState, type Compliance, type ComplianceRecord } from '../domain/compliance.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import { Category, Origin, RiskTier } from '../domain/governance.ts';
import { byText } from '../domain/order.ts';
import { api, pagePath, recordPath } from '../domain/paths.ts';
import type { RuleId } from '../domain/rules/index.ts';
import { up } from './to-compact.ts';

/** The rules that speak of what is declared about an entry. */
const concerning: ReadonlySet<string> = new Set<RuleId>([
  'risk-tier-default',
  'risk-tier-unknown',
  'risk-tier-lowered',
  'risk-tier-below-member',
  'tier-below-evidence',
  'category-unknown',
  'stub-invalid',
  'stub-reason-missing',
  'attestation-expired',
  'attestation-outdated',
  'attestation-without-tier',
  'attestation-dates',
  'attestation-missing',
]);

/**
 * What a compliance reviewer needs of the whole catalog: every entry, stubs, drafts and what was taken back among them,
 * so that each sum is the number of entries.
 */
export function toCompliance({ entries, date, withdrawals, diagnostics }: AssembledCatalog): Compliance {
  const today = date.slice(0, 10);
  const concerns = new Map<string, Set<string>>();
  for (const { rule, entry, exception } of diagnostics) {
    if (entry === undefined || exception !== undefined || !concerning.has(rule)) continue;
    const ofEntry = concerns.get(entry) ?? new Set();
    concerns.set(entry, ofEntry.add(rule));
  }
  const records = entries.map((entry) =>
    toRecord(entry, today, [...(concerns.get(entry.id) ?? [])].toSorted(byText), withdrawals.entries.has(entry.id)),
  );
  const count = (test: (record: ComplianceRecord) => boolean): number => records.filter(test).length;
  return {
    formatVersion: '1.0',
    asOf: today,
    counts: {
      entries: records.length,
      riskTier: tally(RiskTier.options, records, (record) => record.riskTier),
      riskTierOrigin: tally(Origin.options, records, (record) => record.riskTierOrigin),
      category: tally(Category.options, records, (record) => record.category),
      attested: tally(AttestationState.options, records, (record) => record.attested),
      onDefaults: count(({ riskTierOrigin }) => riskTierOrigin === 'defaults' || riskTierOrigin === 'policy'),
      stubs: count(({ stub }) => stub),
      withdrawn: count(({ withdrawn }) => withdrawn),
      concerns: count((record) => record.concerns.length > 0),
    },
    entries: records,
  };
}

function toRecord(entry: CatalogEntry, today: string, concerns: string[], withdrawn: boolean): ComplianceRecord {
  const { id, kind, name, title, source, verdict, status, latest, digest, attestation } = entry;
  const { riskTier, category, stub } = verdict;
  const named = { kind, source: source.id, name };
  return {
    id,
    ...named,
    title,
    trust: source.governance.trust,
    riskTier: riskTier.value,
    riskTierOrigin: riskTier.origin,
    category: category.value,
    categoryOrigin: category.origin,
    stub: stub.value,
    ...(stub.reason !== undefined && { stubReason: stub.reason }),
    status: status.value,
    withdrawn,
    revision: latest.revision,
    ...(latest.version !== undefined && { version: latest.version }),
    digest,
    updatedAt: latest.date,
    ...(attestation && { attestation }),
    attested: attestationState({ attestation, riskTier, latest, today }),
    concerns,
    url: recordPath(named),
    page: up(api) + pagePath(named),
  };
}

/** How many records have each of the values; those that none has are there with nought. */
function tally<T extends string>(
  values: readonly T[],
  records: readonly ComplianceRecord[],
  pick: (record: ComplianceRecord) => T,
): Record<T, number> {
  const counts = Object.fromEntries(values.map((value) => [value, 0])) as Record<T, number>;
  for (const record of records) counts[pick(record)] += 1;
  return counts;
}
