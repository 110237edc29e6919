import { distance } from 'fastest-levenshtein';

/** Why one name can be taken for another. */
export type Likeness =
  /** They differ in dashes alone. */
  | 'separator'
  /** They differ in characters that look alike. */
  | 'confusable'
  /** One letter is left out, put in, changed, or has changed places with its neighbour. */
  | 'typo';

/**
 * Letters of other scripts that are drawn as Latin ones, and full-width and mathematical ones by NFKC before. A choice
 * from "Unicode Security Mechanisms" (UTS #39, confusables): those that a word in lower case can be written with.
 */
const SCRIPTS: Readonly<Record<string, string>> = {
  // Cyrillic
  а: 'a',
  в: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  һ: 'h',
  і: 'i',
  ј: 'j',
  к: 'k',
  ӏ: 'l',
  м: 'm',
  о: 'o',
  р: 'p',
  ԛ: 'q',
  ѕ: 's',
  т: 't',
  у: 'y',
  ѵ: 'v',
  ԝ: 'w',
  х: 'x',
  // Greek
  α: 'a',
  ε: 'e',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  // Latin and Armenian letters that are read over
  ı: 'i',
  ɑ: 'a',
  ɡ: 'g',
  ո: 'n',
  օ: 'o',
  ս: 'u',
};

/** Within a slug: what can be taken for what stands behind it, in common typefaces. The longer ones come first. */
const SHAPES = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/0/g, 'o'],
  [/[1i]/g, 'l'],
  [/5/g, 's'],
] as const;

/** Shorter names are words of their own: `pdf`, `ppt`, `docx`. Counted without dashes. */
const SHORTEST = 5;

/** The longer of the two words with a slip between them. Shorter words differ by one letter as a rule. */
const SHORTEST_WORD = 5;

/**
 * A title as a slug, its letters of other scripts taken for the Latin ones they are drawn as.
 *
 * @returns Undefined where it has no such letters, or others beside them: then it is a word of another language.
 */
export function foldedTitle(title: string): string | undefined {
  const letters = Array.from(title.slice(0, 200).toLowerCase());
  const folded = letters.map((letter) => SCRIPTS[letter] ?? asciiOf(letter));
  if (folded.every((letter, index) => letter === letters[index])) return undefined;
  if (/[^\P{L}a-z]/u.test(folded.join(''))) return undefined;
  return folded
    .join('')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

/** A full-width or mathematical letter as the plain one; anything else as it is. */
function asciiOf(letter: string): string {
  const plain = letter.normalize('NFKC').toLowerCase();
  return /^[a-z0-9]+$/.test(plain) ? plain : letter;
}

/** Two names with one of these look alike. */
function skeletonOf(name: string): string {
  return SHAPES.reduce((text, [shape, letter]) => text.replace(shape, letter), name.replaceAll('-', ''));
}

/**
 * Says whether one slug can be taken for another. Families are told apart: a number more or less (`report-1`,
 * `report-2`), a plural, and words that are short or that `isWord` knows differ on purpose.
 *
 * @param isWord True for a word that many names have.
 */
export function likenessOf(
  a: string,
  b: string,
  isWord: (word: string) => boolean = () => false,
): Likeness | undefined {
  if (a === b) return undefined;
  const [joinedA, joinedB] = [a.replaceAll('-', ''), b.replaceAll('-', '')];
  if (Math.min(joinedA.length, joinedB.length) < SHORTEST) return undefined;
  if (joinedA === joinedB) return isNumbered(a, b) ? undefined : 'separator';
  if (isNumbered(a, b) || isPlural(a, b)) return undefined;
  if (skeletonOf(a) === skeletonOf(b)) return 'confusable';
  return isSlip(a, b) && differsInLongWord(a, b, isWord) ? 'typo' : undefined;
}

/** `report-1` and `report-2`, `report` and `report2`, `v1-2` and `v12`: the numbers differ, and nothing else. */
function isNumbered(a: string, b: string): boolean {
  const numbers = (name: string): string => (name.match(/\d+/g) ?? []).join(' ');
  const letters = (name: string): string => name.replaceAll(/[\d-]/g, '');
  return numbers(a) !== numbers(b) && letters(a) === letters(b);
}

function isPlural(a: string, b: string): boolean {
  const single = (name: string): string =>
    name
      .split('-')
      .map((word) => word.replace(/ies$/, 'y').replace(/(?<=[a-z]{2})(?:es|s|e)$/, ''))
      .join('-');
  return single(a) === single(b);
}

/** One edit, or two neighbours that have changed places. */
function isSlip(a: string, b: string): boolean {
  const away = distance(a, b);
  if (away !== 2 || a.length !== b.length) return away === 1;
  const at = Array.from(a).findIndex((letter, index) => letter !== b[index]);
  return a[at] === b[at + 1] && a[at + 1] === b[at];
}

function differsInLongWord(a: string, b: string, isWord: (word: string) => boolean): boolean {
  const [wordsA, wordsB] = [a.split('-'), b.split('-')];
  if (wordsA.length !== wordsB.length) return true;
  const at = wordsA.findIndex((word, index) => word !== wordsB[index]);
  const [wordA = '', wordB = ''] = [wordsA[at], wordsB[at]];
  // Slips seldom meet a first letter; `nunit` and `xunit` are two things.
  if (wordA[0] !== wordB[0] || (isWord(wordA) && isWord(wordB))) return false;
  return Math.max(wordA.length, wordB.length) >= SHORTEST_WORD;
}

/** The most names with which one is compared: what fills a bucket is a family. */
const MOST_NEIGHBOURS = 30;

/**
 * Finds the pairs of names that can be taken for one another. Only names that share a skeleton, or a text that one
 * letter less leaves of both, are compared: about as many steps as there are letters.
 *
 * @param names Slugs, each once. Of very many that are alike the first are compared with the others.
 */
export function lookAlikes(
  names: readonly string[],
): { readonly a: string; readonly b: string; readonly why: Likeness }[] {
  const known = frequentWords(names);
  const buckets = new Map<string, string[]>();
  const pairs = new Map<string, { a: string; b: string; why: Likeness }>();
  for (const name of names) {
    if (name.length < SHORTEST) continue;
    for (const key of keysOf(name)) {
      const bucket = buckets.get(key) ?? [];
      for (const other of bucket) {
        const pair = `${other}\0${name}`;
        const why = pairs.has(pair) ? undefined : likenessOf(other, name, (word) => known.has(word));
        if (why) pairs.set(pair, { a: other, b: name, why });
      }
      if (bucket.length < MOST_NEIGHBOURS) bucket.push(name);
      if (bucket.length === 1) buckets.set(key, bucket);
    }
  }
  return [...pairs.values()];
}

/** Its skeleton, and what is left of it without any one letter. */
function keysOf(name: string): Set<string> {
  const keys = new Set([`=${skeletonOf(name)}`, name]);
  for (let at = 0; at < name.length; at += 1) keys.add(name.slice(0, at) + name.slice(at + 1));
  return keys;
}

/** In so many names a word is no slip. */
const FREQUENT = 3;

function frequentWords(names: readonly string[]): ReadonlySet<string> {
  const count = new Map<string, number>();
  for (const name of names) for (const word of new Set(name.split('-'))) count.set(word, (count.get(word) ?? 0) + 1);
  return new Set([...count].flatMap(([word, times]) => (times >= FREQUENT ? [word] : [])));
}
