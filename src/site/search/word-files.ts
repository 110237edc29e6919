import { folded, isUnspaced, rootOf } from '../scripts/words.ts';

/*
 * Which documents have which words, in files beside `search/catalog.json` of which the search fetches the one or two that
 * its words stand in. Pagefind knows the same and more (where they stand, other forms of a word), but needs a good part of
 * a second for a word of thousands of documents, and cannot be stopped when the next key comes.
 */

/** Words in the order of their UTF-16 units, and the entries whose documents have them. */
export interface WordsFile {
  readonly words: readonly string[];
  /** For each word a number for each entry, ascending: twice the step from the last one, and one more where it is said often. */
  readonly entries: readonly (readonly number[])[];
}

/** How a document has a word. */
export const levels = { begins: 1, whole: 2, often: 3 } as const;

/** So many times in one document is often. */
const OFTEN = 3;
/** What is longer is no word, but a hash or data. */
const LONGEST = 40;
/** About so many characters of JSON stand in one file: little to fetch, and not too many files. */
const FILE_CHARACTERS = 60_000;
const PER_ENTRY = 2.5;

/** @param texts The text of each entry's document. */
export function toWordFiles(texts: Iterable<string>): WordsFile[] {
  const places = new Map<string, number[]>();
  let entry = 0;
  for (const text of texts) {
    for (const [word, times] of timesOf(text)) {
      const standing = places.get(word) ?? [];
      standing.push(entry * 2 + (times < OFTEN ? 0 : 1));
      places.set(word, standing);
    }
    entry += 1;
  }
  const files: { words: string[]; entries: number[][] }[] = [];
  let room = 0;
  for (const word of [...places.keys()].toSorted()) {
    const standing = places.get(word) ?? [];
    if (room <= 0) {
      files.push({ words: [], entries: [] });
      room = FILE_CHARACTERS;
    }
    files.at(-1)?.words.push(word);
    files.at(-1)?.entries.push(standing.map((number, at) => number - 2 * ((standing[at - 1] ?? 0) >> 1)));
    room -= word.length + PER_ENTRY * standing.length;
  }
  return files;
}

function timesOf(text: string): Map<string, number> {
  const times = new Map<string, number>();
  for (const word of folded(text).trim().split(' '))
    if (word !== '' && word.length <= LONGEST && !isUnspaced(word)) times.set(word, (times.get(word) ?? 0) + 1);
  return times;
}

/**
 * Notes which documents have a word, one that begins so, or another form of it.
 *
 * @param root What the other forms begin with; the word itself for none.
 * @param found For each entry the best of the levels so far, 0 for none.
 */
export function lookUp({ words, entries }: WordsFile, wanted: string, found: Uint8Array, root = wanted): void {
  for (let at = firstFrom(words, root); words[at]?.startsWith(root) === true; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith(wanted) && rootOf(word) !== root) continue;
    let entry = 0;
    for (const number of entries[at] ?? []) {
      entry += number >> 1;
      const whole = number % 2 === 1 ? levels.often : levels.whole;
      found[entry] = Math.max(found[entry] ?? 0, word === wanted ? whole : levels.begins);
    }
  }
}

/** The place of the first that does not come before a word. */
export function firstFrom(words: readonly string[], wanted: string): number {
  let [from, to] = [0, words.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((words[middle] ?? '') < wanted) from = middle + 1;
    else to = middle;
  }
  return from;
}
