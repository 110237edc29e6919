import { countEntries, traitsOf } from '../../src/domain/count-entries.ts';
import type { FullEntry } from '../../src/domain/index-v1.ts';
import type { SourceRecord } from '../../src/domain/source-record.ts';
import type { Statistics } from '../../src/domain/statistics.ts';

/** The numbers of these entries, as the emit stage counts them. */
export function sampleStatistics(
  entries: readonly FullEntry[],
  sources: readonly SourceRecord[],
  asOf: string,
): Statistics {
  const counted = entries.map((entry) => {
    const { stub, status, withdrawn, riskTierOrigin, copyOf, evidence, findings } = entry;
    return {
      ...entry,
      isAssessed: riskTierOrigin !== 'defaults' && riskTierOrigin !== 'policy',
      isWithdrawn: withdrawn !== undefined,
      isOffered: !stub && !withdrawn && (status === 'active' || status === 'deprecated'),
      isCopy: copyOf !== undefined,
      traits: traitsOf(evidence, findings.length),
      locked: entry.revisions.map(({ since }) => since),
    };
  });
  const quarantined = sources.flatMap((source) => source.quarantined.map(({ rule }) => rule));
  return countEntries(counted, quarantined, asOf);
}
