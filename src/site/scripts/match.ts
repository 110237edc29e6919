import type { Catalog, Field } from './catalog.ts';
import type { InDocuments } from './document-words.ts';
import { levels } from '../search/word-files.ts';
import { folded, fit, hasForm, wanted, withoutDashed } from './words.ts';

/** Entries by how well their names and descriptions fit the words. */
export interface Matches {
  /** What was looked for. */
  readonly words: readonly string[];
  /** The points of each entry that has all words. */
  readonly points: ReadonlyMap<number, number>;
  /** Those of entries of which some words stand in the document only. */
  readonly further: ReadonlyMap<number, number>;
}

/** What a word is worth in each field, where it stands whole; one that only begins so is worth half. */
const worth: Record<Field, number> = { name: 40, title: 36, tags: 12, keywords: 12, source: 8, description: 10 };
const fields = Object.keys(worth) as Field[];

/** A name that is the words and nothing else comes first of all. */
const IS_THE_NAME = 200;

/**
 * Looks through names, titles, tags, sources, keywords and descriptions. Takes some milliseconds for thousands.
 *
 * @param inDocuments How documents have the words, where that is known.
 */
export function matchNames(catalog: Catalog, text: string, inDocuments?: InDocuments): Matches {
  const words = wanted(text);
  const points = new Map<number, number>();
  const further = new Map<number, number>();
  if (words.length === 0) return { words, points, further };
  const whole = folded(withoutDashed(text));
  for (let entry = 0; entry < catalog.size; entry += 1) {
    let sum = 0;
    let isFurther = false;
    for (const word of words) {
      const named = pointsOf(catalog, entry, word);
      const found = named === 0 ? (inDocuments?.get(word)?.[entry] ?? 0) : named;
      isFurther ||= named === 0;
      sum = found === 0 ? Number.NaN : sum + found;
      if (found === 0) break;
    }
    if (Number.isNaN(sum)) continue;
    if (isFurther) {
      further.set(entry, sum);
      continue;
    }
    const isName = catalog.fields.name[entry] === whole || catalog.fields.title[entry] === whole;
    points.set(entry, sum + (isName ? IS_THE_NAME : 0));
  }
  return { words, points, further };
}

function pointsOf(catalog: Catalog, entry: number, word: string): number {
  let points = 0;
  for (const field of fields) {
    const text = catalog.fields[field][entry];
    if (text !== undefined) points += (fit(text, word) * worth[field]) / 2;
  }
  return points;
}

/**
 * The most of some words that an entry has together, in their order; of several such the most frequent. Undefined where no
 * entry has any.
 *
 * @param entries Those that count.
 */
export function mostTogether(
  catalog: Catalog,
  words: readonly string[],
  entries: readonly number[],
  inDocuments?: InDocuments,
): readonly string[] | undefined {
  const together = new Map<string, { readonly words: readonly string[]; count: number }>();
  for (const entry of entries) {
    const having = words.filter((word) => isNamed(catalog, entry, word) || (inDocuments?.get(word)?.[entry] ?? 0) > 0);
    if (having.length === 0) continue;
    const known = together.get(having.join('\n')) ?? { words: having, count: 0 };
    known.count += 1;
    together.set(having.join('\n'), known);
  }
  return [...together.values()].toSorted((a, b) => b.words.length - a.words.length || b.count - a.count)[0]?.words;
}

/** Whether a word stands in the names, tags or descriptions of an entry. */
export function isNamed(catalog: Catalog, entry: number, word: string): boolean {
  return fields.some((field) => fit(catalog.fields[field][entry] ?? '', word) > 0);
}

/** Whether an entry has a word, in one of its forms, anywhere: then a dash before the word leaves it out. */
export function hasWord(catalog: Catalog, entry: number, word: string, inDocuments?: InDocuments): boolean {
  if (fields.some((field) => hasForm(catalog.fields[field][entry] ?? '', word))) return true;
  return (inDocuments?.get(word)?.[entry] ?? 0) >= levels.whole;
}

/** The fields of an entry in which any of the words stands. */
export function matchedFields(catalog: Catalog, entry: number, words: readonly string[]): Field[] {
  return fields.filter((field) => words.some((word) => fit(catalog.fields[field][entry] ?? '', word) > 0));
}
