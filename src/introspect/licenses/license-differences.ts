import { distance } from 'fastest-levenshtein';

/** One place where two texts differ. */
interface Difference {
  readonly gone: readonly string[];
  readonly added: readonly string[];
}

/** In words, the longest difference that is looked over. */
const LONGEST = 12;

/** As many words have to be equal before two texts are on the same way again. */
const AGAIN = 4;

/** Words that change nothing in a licence when they are left out or put in. */
const EMPTY = new Set(['a', 'an', 'the', 'this', 's']);

/** Shorter words mean another thing with another letter: "may" and "my", "now" and "not". */
const SHORTEST_SLIP = 5;

/**
 * Counts the words in which a text differs from a licence, where all that differs is slips: articles, single letters
 * of long words, words written as one or two. Anything else could be a condition more, or a right less.
 *
 * @param most The count that is too much.
 * @returns Undefined where anything else differs, or too much.
 */
export function countSlips(license: readonly string[], text: readonly string[], most: number): number | undefined {
  let count = 0;
  for (const { gone, added } of differences(license, text)) {
    count += Math.max(gone.length, added.length);
    if (count > most || !isSlip(gone, added)) return undefined;
  }
  return count;
}

/** Ends after a difference that is too long to be looked over. */
function* differences(license: readonly string[], text: readonly string[]): Generator<Difference> {
  let at = 0;
  let other = 0;
  while (at < license.length || other < text.length) {
    if (license[at] === text[other]) {
      at += 1;
      other += 1;
      continue;
    }
    const [gone, added] = meetAgain(
      license.slice(at, at + LONGEST + AGAIN),
      text.slice(other, other + LONGEST + AGAIN),
    );
    yield { gone: license.slice(at, at + gone), added: text.slice(other, other + added) };
    at += gone;
    other += added;
  }
}

/** How many words to leave out on both sides until the same ones follow; all of them where none do. */
function meetAgain(license: readonly string[], text: readonly string[]): [number, number] {
  // Past the end of both texts nothing is equal to nothing.
  const meets = (gone: number, added: number): boolean =>
    Array.from({ length: AGAIN }, (_, step) => license[gone + step] === text[added + step]).every(Boolean);
  for (let sum = 1; sum <= 2 * LONGEST; sum++) {
    for (let gone = Math.max(0, sum - LONGEST); gone <= Math.min(sum, LONGEST); gone++)
      if (meets(gone, sum - gone)) return [gone, sum - gone];
  }
  return [license.length, text.length];
}

function isSlip(gone: readonly string[], added: readonly string[]): boolean {
  const left = gone.filter((word) => !EMPTY.has(word));
  const right = added.filter((word) => !EMPTY.has(word));
  if (left.join('') === right.join('')) return true;
  return left.length === right.length && left.every((word, index) => isSameWord(word, right[index] ?? ''));
}

function isSameWord(word: string, other: string): boolean {
  return word === other || (Math.min(word.length, other.length) >= SHORTEST_SLIP && distance(word, other) <= 1);
}
