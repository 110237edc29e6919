import { type Claim, standingClaim } from '../domain/source-claim.ts';
import type { Source } from '../domain/source.ts';

/** What is published of the file in a source that names this catalog; nothing where none stands. */
export function toClaim(source: Source, url: string): { readonly claim?: Claim } {
  const claim = standingClaim(source, url);
  return claim ? { claim: { path: claim.path, commit: claim.commit, since: claim.since } } : {};
}
