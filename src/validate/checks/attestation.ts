import { attestationState, isAhead, listedOn } from '../../domain/attestation.ts';
import { latestOf } from '../../domain/lifecycle.ts';
import { shorten } from '../../domain/shorten.ts';
import { catalogPlace, type Finding, placeOf } from '../finding.ts';
import type { Check, Subject } from '../subject.ts';

/** Whether a declaration says something, when, and whether it still holds. */
export const attestation: Check = (subject) => {
  const { governance, verdict, revisions, today } = subject;
  const said = governance?.attestation;
  if (!said) return [];
  const findings: Finding[] = [];
  if (governance.riskTier === undefined) {
    const message = `${shorten(said.by)} attests to ${nameOf(subject)} without a tier: what is declared is not said.`;
    findings.push({ rule: 'attestation-without-tier', message, at: at(subject) });
  }
  if (isAhead(said.on, today)) {
    const message = `The attestation is of ${said.on}, and the catalog of ${today}.`;
    findings.push({ rule: 'attestation-dates', message, at: at(subject, 'on') });
  }
  if (said.until !== undefined && said.until < said.on) {
    const message = `The attestation ends on ${said.until}, before it was made on ${said.on}.`;
    findings.push({ rule: 'attestation-dates', message, at: at(subject, 'until') });
  }
  if (findings.length > 0) return findings;

  const latest = latestOf(revisions);
  const state = attestationState({ attestation: said, riskTier: verdict.riskTier, latest, today });
  if (state === 'expired')
    return [
      { rule: 'attestation-expired', message: `The attestation ended on ${said.until}.`, at: at(subject, 'until') },
    ];
  if (state === 'outdated') {
    const message = `The attestation is of ${said.on}; revision ${latest.revision} came into the catalog on ${listedOn(latest)}.`;
    return [{ rule: 'attestation-outdated', message, at: at(subject, 'on') }];
  }
  return [];
};

/** The operator who declares a high tier is asked first who stands by it. A first-party publisher is the operator. */
export const highWithoutAttestation: Check = (subject) => {
  const { entry, governance, verdict, source } = subject;
  const { value, origin } = verdict.riskTier;
  const isOperators = origin === 'governance' || source.governance.trust === 'first-party';
  if (value !== 'high' || governance?.attestation || !isOperators || origin === 'defaults') return [];
  const place =
    origin === 'governance'
      ? catalogPlace(source, 'governance', ['entries', nameOf(subject), 'riskTier'])
      : placeOf(entry, 'metadata');
  const message = `The tier of ${nameOf(subject)} is "high", and nobody has put a name to it.`;
  return [{ rule: 'attestation-missing', message, at: place }];
};

function nameOf({ entry }: Subject): string {
  return `${entry.kind}:${entry.name}`;
}

function at(subject: Subject, key?: 'on' | 'until'): Finding['at'] {
  const path = ['entries', nameOf(subject), 'attestation', ...(key === undefined ? [] : [key])];
  return catalogPlace(subject.source, 'governance', path);
}
