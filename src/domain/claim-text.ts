import { parsedUrl } from './parse-url.ts';
import type { SourceDraft } from './source-draft.ts';

/*
 * What a person writes who speaks for a repository, at a terminal or in a browser: no schema and nothing of Node is
 * loaded here.
 */

/** The file of a source that names the catalogs it agrees to be listed in. At the root of the repository only. */
export const CLAIM_FILE = 'skillyard.json';

/**
 * The one spelling of a catalog's public address: scheme and host in lower case, no port of the scheme, no slash at the
 * end (WHATWG URL, serialised).
 *
 * @returns Undefined for what is no address of a catalog: another scheme, a user, a query, a fragment.
 */
export function catalogAddress(text: string): string | undefined {
  const url = parsedUrl(text);
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  if (url.username !== '' || url.password !== '' || /[?#]/.test(text)) return undefined;
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/** The text of a claim, as a person would write it. */
export function claimText(repository: string, catalogs: readonly string[]): string {
  const addresses = catalogs.map((catalog) => catalogAddress(catalog) ?? catalog);
  return `${JSON.stringify({ repository, catalogs: addresses }, null, 2)}\n`;
}

/**
 * True where only people who can write to the repository decide what stands at a ref. A host gives out the commits of
 * forks under the address of the original, and keeps the heads of pull requests there, so that a pinned commit and refs
 * that are neither branch nor tag say nothing about who wrote them.
 */
export function isWrittenByOwners(ref: string): boolean {
  if (/^[0-9a-f]{40}$/i.test(ref)) return false;
  return !ref.startsWith('refs/') || /^refs\/(?:heads|tags)\//.test(ref);
}

/**
 * The claim that would mark a source as verified.
 *
 * @param catalog The public address of the catalog.
 * @returns Undefined where no file in it could: it lies in the catalog itself, or anybody could have written its commit.
 */
export function proposedClaim(
  { git, remote, ref = 'HEAD', commit }: Pick<SourceDraft, 'git' | 'remote' | 'ref' | 'commit'>,
  catalog: string,
): string | undefined {
  if (remote.transport === 'bundle' || !isWrittenByOwners(commit ?? ref)) return undefined;
  return claimText(git, [catalog]);
}
