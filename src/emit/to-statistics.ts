import type { AssembledCatalog } from '../domain/assembled.ts';
import { countEntries, traitsOf } from '../domain/count-entries.ts';
import { harnessesOf } from '../domain/harness.ts';
import { isOffered } from '../domain/is-offered.ts';
import { licenseId } from '../domain/license-id.ts';
import { lockedOn } from '../domain/lock.ts';
import type { Statistics } from '../domain/statistics.ts';

/** The catalog in numbers. */
export function toStatistics(catalog: AssembledCatalog): Statistics {
  const entries = catalog.entries.map((entry) => {
    const { riskTier, category, stub } = entry.verdict;
    return {
      kind: entry.kind,
      source: entry.source.id,
      riskTier: riskTier.value,
      isAssessed: riskTier.origin !== 'defaults' && riskTier.origin !== 'policy',
      category: category.value,
      stub: stub.value,
      status: entry.status.value,
      isWithdrawn: catalog.withdrawals.entries.has(entry.id),
      isOffered: isOffered(entry, catalog),
      isCopy: catalog.copyOf.has(entry.id),
      license: licenseId(entry.license),
      harnesses: harnessesOf(entry),
      traits: traitsOf(entry.evidence, entry.findings.length),
      locked: entry.revisions.map(lockedOn),
    };
  });
  const quarantined = catalog.outcomes.flatMap((outcome) => outcome.quarantined.map(({ rule }) => rule));
  return countEntries(entries, quarantined, catalog.date.slice(0, 10));
}
