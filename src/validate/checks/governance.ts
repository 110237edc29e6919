import { Category, RiskTier } from '../../domain/governance.ts';
import { catalogPlace, type Finding, placeOf } from '../finding.ts';
import type { Check } from '../subject.ts';

/** Somebody has to set the tier; in a first-party source a default is not enough. */
export const explicitTier: Check = ({ source, entry, verdict }) => {
  const { origin, value } = verdict.riskTier;
  if (origin !== 'defaults' && origin !== 'policy') return [];
  const firstParty = source.governance.trust === 'first-party';
  const message = `The tier of ${entry.kind}:${entry.name} is "${value}" by ${origin === 'defaults' ? "the operator's defaults" : 'policy'} only.`;
  return [
    { rule: 'risk-tier-default', message, at: placeOf(entry, 'metadata'), severity: firstParty ? 'error' : 'info' },
  ];
};

/** Words of the publisher that could not be understood. */
export const unknownWords: Check = ({ voices, entry }) => {
  // Members repeat what their plugin says; it is reported where it stands, once.
  return voices
    .filter(({ origin }) => origin !== 'plugin' || entry.kind === 'plugin')
    .flatMap(({ findings }) => findings);
};

/** A publisher who asks for less than what stands is told that it has no effect. */
export const loweredByPublisher: Check = ({ source, voices, verdict }) => {
  if (source.governance.trust === 'first-party') return [];
  const findings: Finding[] = [];
  for (const voice of voices) {
    const { riskTier, category, stub } = voice.statement;
    const { riskTier: tier, category: kind } = verdict;
    if (riskTier !== undefined && RiskTier.options.indexOf(riskTier) < RiskTier.options.indexOf(tier.value)) {
      findings.push({
        rule: 'risk-tier-lowered',
        message: `The publisher says "${riskTier}"; "${tier.value}" stands.`,
        at: voice.at('riskTier'),
      });
    }
    if (category !== undefined && Category.options.indexOf(category) < Category.options.indexOf(kind.value)) {
      findings.push({
        rule: 'risk-tier-lowered',
        message: `The publisher says "${category}"; "${kind.value}" stands.`,
        at: voice.at('category'),
      });
    }
    if (stub === false && verdict.stub.value) {
      findings.push({
        rule: 'risk-tier-lowered',
        message: 'The publisher says that it is no stub; it stays one.',
        at: voice.at('stub'),
      });
    }
  }
  return findings;
};

/** A stub says what will replace it. */
export const stubReason: Check = ({ source, entry, verdict, voices }) => {
  if (!verdict.stub.value || verdict.stub.reason !== undefined) return [];
  const key = `${entry.kind}:${entry.name}`;
  const voice = voices.find(({ origin }) => origin === verdict.stub.origin);
  const at = voice?.at('stub') ?? catalogPlace(source, 'governance', ['entries', key, 'stub']);
  return [{ rule: 'stub-reason-missing', message: `${key} is a stub and does not say what will replace it.`, at }];
};

/** Declarations end. */
export const attestation: Check = ({ source, entry, governance, today }) => {
  const until = governance?.attestation?.until;
  if (until === undefined || until >= today) return [];
  const at = catalogPlace(source, 'governance', ['entries', `${entry.kind}:${entry.name}`, 'attestation', 'until']);
  return [{ rule: 'attestation-expired', message: `The attestation ended on ${until}.`, at }];
};

/** A deprecation says why. */
export const deprecation: Check = ({ source, entry, published }) => {
  if (published?.status !== 'deprecated' || published.reason !== undefined) return [];
  const at = catalogPlace(source, 'sources', ['entries', `${entry.kind}:${entry.name}`, 'status']);
  return [
    { rule: 'status-reason-missing', message: `${entry.kind}:${entry.name} is deprecated without a reason.`, at },
  ];
};

/** Aliases point to revisions that exist. */
export const aliases: Check = ({ source, entry, governance, revisions }) => {
  const known = new Set(revisions.map(({ revision }) => revision));
  const findings: Finding[] = [];
  for (const [alias, revision] of Object.entries(governance?.aliases ?? {})) {
    const at = catalogPlace(source, 'governance', ['entries', `${entry.kind}:${entry.name}`, 'aliases', alias]);
    if (alias === 'latest') findings.push({ rule: 'alias-reserved', message: 'The alias "latest" cannot be set.', at });
    else if (!known.has(revision))
      findings.push({
        rule: 'alias-unknown-revision',
        message: `"${alias}" points to revision ${revision}; there are ${[...known].join(', ')}.`,
        at,
      });
  }
  return findings;
};
