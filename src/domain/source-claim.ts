import { z } from 'zod';
import { catalogAddress } from './claim-text.ts';
import type { LockedClaim } from './lock.ts';
import { parseRemote } from './place.ts';
import type { Source } from './source.ts';

/** In characters, as long as an address is read. */
const LONGEST = 2000;

/**
 * `skillyard.json` at the root of a repository: the catalogs that the people who write there agree to be listed in. It
 * names the repository too, because a fork carries the file along and would claim what nobody there has said.
 */
export const ClaimFile = z.strictObject({
  /** The address of the repository that the file lies in, as people clone it. */
  repository: z
    .string()
    .max(LONGEST)
    .refine((text) => parseRemote(text) !== undefined, {
      error: 'Write the address of this repository, such as https://github.com/acme/skills.',
    }),
  /** The public addresses of catalogs, each as its `catalog.yaml` says it under `url`. */
  catalogs: z
    .array(
      z
        .string()
        .max(LONGEST)
        .refine((text) => catalogAddress(text) !== undefined, {
          error: 'Write the public address of a catalog, such as https://skills.example.org/market.',
        }),
    )
    .min(1)
    .max(100)
    .refine((texts) => new Set(texts.map(catalogAddress)).size === texts.length, {
      error: 'Write each catalog once: two of these addresses mean the same.',
    }),
});
export type ClaimFile = z.infer<typeof ClaimFile>;

/** What is published of a claim that stands. */
export const Claim = z
  .object({
    path: z.string().describe('Relative to the root of the repository.'),
    commit: z.string().describe('The locked commit, in which a sync has read it.'),
    since: z.iso.datetime().describe('When a sync first found it; each later one has found it again.'),
  })
  .describe('A file in the source that names this catalog and this repository. Beside trust, and no part of it.');
export type Claim = z.infer<typeof Claim>;

/**
 * Where a claim is looked for: in a repository of its own. Local folders and bundles lie in the catalog, and who writes
 * there is the operator.
 *
 * @returns The repository that the claim has to name.
 */
export function claimant({ origin }: Pick<Source, 'origin'>): string | undefined {
  if (!('remote' in origin) || origin.remote.transport === 'bundle') return undefined;
  return origin.remote.repository;
}

/**
 * The claim of a source that holds for this catalog. What another catalog has locked, or what was locked of another
 * place, claims nothing here.
 *
 * @param url The `url` of `catalog.yaml`.
 */
export function standingClaim({ lock, place }: Pick<Source, 'lock' | 'place'>, url: string): LockedClaim | undefined {
  if (!lock?.claim || lock.place !== place) return undefined;
  return lock.claim.catalog === catalogAddress(url) ? lock.claim : undefined;
}
