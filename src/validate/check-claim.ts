import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { claimant, standingClaim } from '../domain/source-claim.ts';
import type { Source } from '../domain/source.ts';
import { catalogPlace } from './finding.ts';

/**
 * Says where the operator trusts a source as verified and no claim in it stands. Either is a mark of its own, and the
 * claim alone raises no trust: what the operator spreads to others, the operator has decided.
 *
 * @param url The `url` of `catalog.yaml`.
 */
export function checkClaim(source: Source, url: string): Diagnostic[] {
  if (source.governance.trust !== 'verified' || claimant(source) === undefined) return [];
  if (standingClaim(source, url)) return [];
  const message = `The operator trusts it as verified, and no sync has found a file in it that names this catalog.`;
  return [
    diagnose('trust-unclaimed', { message, at: catalogPlace(source, 'governance', ['trust']), source: source.id }),
  ];
}
