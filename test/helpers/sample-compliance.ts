import type { AttestationState, Compliance, ComplianceRecord } from '../../src/domain/compliance.ts';
import type { FullEntry } from '../../src/domain/index-v1.ts';
import { api, pagePath, recordPath } from '../../src/domain/paths.ts';

function count(entries: readonly ComplianceRecord[], test: (entry: ComplianceRecord) => boolean): number {
  return entries.filter(test).length;
}

/** The register of these entries; whoever has an attestation stands by it. */
export function sampleCompliance(samples: readonly FullEntry[], asOf: string): Compliance {
  const entries = samples.map((sample): ComplianceRecord => {
    const { kind, source, name, governance } = sample;
    const { riskTier, category, stub } = governance;
    const attested: AttestationState = riskTier.attestation ? 'current' : 'none';
    const concerns = riskTier.origin === 'policy' ? ['risk-tier-default'] : [];
    return {
      id: sample.id,
      kind,
      source,
      name,
      title: sample.title,
      trust: sample.trust,
      riskTier: riskTier.value,
      riskTierOrigin: riskTier.origin,
      category: category.value,
      categoryOrigin: category.origin,
      stub: stub.value,
      stubReason: stub.reason,
      status: sample.status,
      withdrawn: sample.withdrawn !== undefined,
      revision: sample.revision,
      version: sample.version,
      digest: sample.digest,
      updatedAt: sample.updatedAt,
      attestation: riskTier.attestation,
      attested,
      concerns,
      url: recordPath({ kind, source, name }),
      page: `${'../'.repeat(api.split('/').length)}${pagePath({ kind, source, name })}`,
    };
  });
  const origins = (wanted: ComplianceRecord['riskTierOrigin']): number =>
    count(entries, ({ riskTierOrigin }) => riskTierOrigin === wanted);
  const tiers = (wanted: ComplianceRecord['riskTier']): number => count(entries, ({ riskTier }) => riskTier === wanted);
  const states = (wanted: AttestationState): number => count(entries, ({ attested }) => attested === wanted);
  return {
    formatVersion: '1.0',
    asOf,
    counts: {
      entries: entries.length,
      riskTier: { minimal: tiers('minimal'), limited: tiers('limited'), high: tiers('high') },
      riskTierOrigin: {
        governance: origins('governance'),
        entry: origins('entry'),
        plugin: origins('plugin'),
        source: origins('source'),
        defaults: origins('defaults'),
        policy: origins('policy'),
      },
      category: {
        standard: count(entries, ({ category }) => category === 'standard'),
        raw: count(entries, ({ category }) => category === 'raw'),
      },
      attested: {
        current: states('current'),
        outdated: states('outdated'),
        expired: states('expired'),
        none: states('none'),
      },
      onDefaults: origins('defaults') + origins('policy'),
      stubs: count(entries, ({ stub }) => stub),
      withdrawn: count(entries, ({ withdrawn }) => withdrawn),
      concerns: count(entries, ({ concerns }) => concerns.length > 0),
    },
    entries,
  };
}
