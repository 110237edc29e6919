import type { AttestationState } from './compliance.ts';
import type { Attestation, Originated, RiskTier } from './governance.ts';
import type { LockedRevision } from './lock.ts';

/** An attestation with what it is judged by. */
export interface Attested {
  readonly attestation?: Attestation | undefined;
  /** The tier as it stands. */
  readonly riskTier: Originated<RiskTier>;
  /** The revision whose content is listed. */
  readonly latest: Pick<LockedRevision, 'date' | 'locked'>;
  /** `YYYY-MM-DD`: the date of the catalog's commit. */
  readonly today: string;
}

/**
 * Whether somebody stands by the tier of an entry, in whole days. What is past its date is expired, whatever else
 * holds. An attestation of a tier that the operator has not set, and one from the future, attests nothing.
 */
export function attestationState({ attestation, riskTier, latest, today }: Attested): AttestationState {
  if (!attestation || riskTier.origin !== 'governance' || isAhead(attestation.on, today)) return 'none';
  if (attestation.until !== undefined && attestation.until < today) return 'expired';
  return attestation.on < listedOn(latest) ? 'outdated' : 'current';
}

/** The day on which the content came into the catalog. */
export function listedOn({ locked, date }: Pick<LockedRevision, 'date' | 'locked'>): string {
  return (locked ?? date).slice(0, 10);
}

/** True for a day that has begun nowhere on earth. The date of a commit is in UTC; in the east the next day is there. */
export function isAhead(day: string, today: string): boolean {
  const tomorrow = new Date(Date.parse(`${today}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return day > tomorrow;
}
