import { countSlips } from './license-differences.ts';
import { countWords, type LicenseText, licenseTexts, withoutTitle } from './license-texts.ts';
import { licenseWords } from './license-words.ts';

/** In characters. The longest licence of SPDX has 56,000. */
const LONGEST = 100_000;

/** The share of words that two texts of one licence have in common at least (Sørensen–Dice, over words). */
const COMMON = 0.95;

/** Titles count in the first look, and not in the second. */
const COMMON_AT_FIRST = 0.9;

/**
 * The SPDX id of a licence by its text, compared as the SPDX License List Matching Guidelines have it: case, punctuation,
 * marks, titles and copyright notices do not count. Beyond that only slips may differ. A text that adds a condition,
 * leaves a right out or holds several licences is none of them.
 *
 * @returns Undefined where it is no licence that is known, or too long to be looked at.
 */
export async function recognizeLicense(text: string): Promise<string | undefined> {
  if (text.length > LONGEST) return undefined;
  const words = licenseWords(text);
  const counts = countWords(words);
  let best: { readonly id: string; readonly slips: number } | undefined;
  for (const license of await licenseTexts()) {
    if (!isLike(license, words.length, counts)) continue;
    const most = Math.floor(license.words.length * (1 - COMMON));
    const slips = countSlips(license.words, withoutTitle(words, license.titleWords), most);
    if (slips !== undefined && slips < (best?.slips ?? Infinity)) best = { id: license.id, slips };
    if (slips === 0) break;
  }
  return best?.id;
}

/** A first look that costs little: most licences have another length, and most of the rest other words. */
function isLike({ words, counts }: LicenseText, length: number, other: ReadonlyMap<string, number>): boolean {
  const enough = COMMON_AT_FIRST * (words.length + length);
  if (2 * Math.min(words.length, length) < enough) return false;
  let common = 0;
  for (const [word, count] of counts) common += Math.min(count, other.get(word) ?? 0);
  return 2 * common >= enough;
}
