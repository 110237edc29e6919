import type { AttestationState } from '../../domain/compliance.ts';

/** How pages say whether somebody stands by a tier. */
export const attestationLabels: Record<AttestationState, string> = {
  current: 'Current',
  outdated: 'Outdated',
  expired: 'Expired',
  none: 'None',
};

export const attestationMeanings: Record<AttestationState, string> = {
  current: 'Somebody stands by the tier of the content that is listed.',
  outdated: 'It was made before the content that is listed now came into the catalog.',
  expired: 'It is past its date.',
  none: 'Nobody stands by the tier with their name.',
};
