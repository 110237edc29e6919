import type { Check } from '../subject.ts';
import { attestation, highWithoutAttestation } from './attestation.ts';
import { explicitTier, loweredByPublisher, stubReason, unknownWords } from './governance.ts';
import { aliases, deprecation, knownRevisions } from './lifecycle.ts';
import { skillBody, skillFields, skillKeys, skillName } from './skill-specification.ts';

/** Everything that is looked at in each entry. A new check is a function and a line here. */
export const checks: readonly Check[] = [
  skillName,
  skillFields,
  skillKeys,
  skillBody,
  explicitTier,
  unknownWords,
  loweredByPublisher,
  stubReason,
  attestation,
  highWithoutAttestation,
  deprecation,
  knownRevisions,
  aliases,
];
