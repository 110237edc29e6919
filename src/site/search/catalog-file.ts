/*
 * What the search knows of every entry: `search/catalog.json`, written when the pages are done and read by the script of
 * the home page. Filters, counts, sorting and the names are answered from it at once. Pagefind, which needs a good part
 * of a second for a word that thousands of documents contain, comes last; the words of documents (`word-files.ts`) between.
 */

/** Where it stands, relative to the site's base. */
export const catalogFilePath = 'search/catalog.json';

/** One facet of all entries. Entries mostly share a few sets of values, so each set stands there once. */
export interface FacetColumn {
  readonly values: readonly string[];
  /** How they are read, where that differs. */
  readonly labels?: readonly string[];
  /** Each set as places in `values`. */
  readonly sets: readonly (readonly number[])[];
  /** For each entry its place in `sets`. */
  readonly of: readonly number[];
}

/** All columns have one value for each entry, those changed last first. */
export interface CatalogFile {
  readonly names: readonly string[];
  readonly titles: readonly string[];
  readonly columns: Readonly<Record<string, FacetColumn>>;
  /** When its latest revision was made, in days since 1970. */
  readonly changed: readonly number[];
  /** When its first revision was made. */
  readonly first: readonly number[];
  /** What Pagefind calls its page. */
  readonly pages: readonly string[];
  /** The files of descriptions, beside this one. They have the hash of their content in their names. */
  readonly texts: readonly string[];
  /** The files of the words of documents: the first word of each, and its name. */
  readonly words: readonly (readonly [first: string, name: string])[];
}

/** How many entries stand in one file of descriptions. */
export const TEXTS_IN_FILE = 1000;

/** One file of descriptions. */
export interface TextsFile {
  /** Cut to what a list shows. */
  readonly descriptions: readonly string[];
  /** Joined by commas. */
  readonly keywords: readonly string[];
}

/**
 * @param sets The values of each entry.
 * @param label How a value is read.
 */
export function toColumn(sets: readonly (readonly string[])[], label = (value: string): string => value): FacetColumn {
  const values = new Map<string, number>();
  const known = new Map<string, number>();
  const numbered: (readonly number[])[] = [];
  const of = sets.map((set) => {
    const numbers = set.map((value) => numberOf(values, value));
    const key = numbers.join(' ');
    const at = numberOf(known, key);
    if (at === numbered.length) numbered.push(numbers);
    return at;
  });
  const texts = [...values.keys()];
  const labels = texts.map(label);
  const differ = labels.some((text, index) => text !== texts[index]);
  return { values: texts, ...(differ && { labels }), sets: numbered, of };
}

function numberOf(known: Map<string, number>, word: string): number {
  const at = known.get(word) ?? known.size;
  known.set(word, at);
  return at;
}
