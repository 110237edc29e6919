import type { Attestation, Trust } from '../../domain/governance.ts';
import type { Claim } from '../../domain/source-claim.ts';
import { formatDay } from './format.ts';

/** What speaks for an entry or a source. Three different things, and none of them says that it is harmless. */
export type TrustMark = 'first-party' | 'verified-source' | 'attested-tier';

/** A mark with what it rests on. */
export interface ShownMark {
  readonly mark: TrustMark;
  readonly word: string;
  /** One sentence. */
  readonly restsOn: string;
}

/**
 * The marks of a source, or of an entry of it.
 *
 * @param claim The file in it that names this catalog.
 * @param attestation Of the tier of the entry, where it holds today.
 */
export function marksOf(trust: Trust, claim: Claim | undefined, attestation?: Attestation): ShownMark[] {
  return [
    ...(trust === 'first-party'
      ? [
          {
            mark: trust,
            word: 'First party',
            restsOn: "The source is the operator's own, as the operator says.",
          } as const,
        ]
      : []),
    ...(claim ? [{ mark: 'verified-source', word: 'Verified source', restsOn: claimSentence(claim) } as const] : []),
    ...(attestation
      ? [{ mark: 'attested-tier', word: 'Attested tier', restsOn: attestedSentence(attestation) } as const]
      : []),
  ];
}

/** How few digits of a commit people read. */
const SHOWN = 10;

/** What a claim says, and since when it has said so. */
export function claimSentence({ path, commit, since }: Claim): string {
  return `${path} at ${commit.slice(0, SHOWN)} names this catalog: who may write to the repository agrees to be listed here, since ${formatDay(since)}.`;
}

function attestedSentence({ by, on, until }: Attestation): string {
  const end = until === undefined ? '' : `, until ${until}`;
  return `${by} stands by the risk tier with their name and a basis, since ${on}${end}.`;
}
