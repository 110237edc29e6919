import { type Diagnostic, diagnose } from '../../domain/diagnostic.ts';
import type { CatalogEntry } from '../../domain/entry.ts';
import type { Offer } from '../../domain/offers.ts';

/** The largest marketplace that Claude Code takes by its address, in bytes (its documentation, "Host a marketplace"). */
const MOST = 5 * 2 ** 20;

/** What a listing takes beside the words of its publisher: addresses, hashes, metadata; generously. */
const FIXED = 900;
const LONGEST_DESCRIPTION = 1024;

/**
 * Keeps the marketplace of Claude Code small enough to be read: what goes first stays.
 *
 * @param offers In the order of precedence.
 * @param most In bytes.
 */
export function limitClaude(
  offers: readonly Offer[],
  most = MOST,
): { readonly offers: readonly Offer[]; readonly diagnostics: readonly Diagnostic[] } {
  let bytes = 0;
  const kept = offers.filter(({ entry }) => {
    bytes += bytesOf(entry);
    return bytes <= most;
  });
  if (kept.length === offers.length) return { offers, diagnostics: [] };
  const message = `The marketplace of Claude Code lists ${kept.length} of ${offers.length} plugins and skills: Claude Code reads no larger file.`;
  const hint = 'Nothing; the others can be had in the ways that their pages name.';
  return {
    offers: kept,
    diagnostics: [diagnose('offer-limited', { message, hint, at: { root: 'catalog', file: 'catalog.yaml' } })],
  };
}

function bytesOf({ description, keywords, members }: CatalogEntry): number {
  const words = [description.slice(0, LONGEST_DESCRIPTION), ...keywords, ...members.map(({ path }) => path)];
  return words.reduce((sum, text) => sum + Buffer.byteLength(text), FIXED);
}
