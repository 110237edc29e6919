import type { Catalog } from './catalog.ts';
import { hasWord, isNamed, type Matches, matchNames } from './match.ts';
import { type Counts, narrow } from './narrow.ts';
import type { InDocuments } from './document-words.ts';
import type { Found } from './pagefind.ts';
import type { Question, Sort } from './question.ts';
import { unwanted, wanted } from './words.ts';

export interface Answer {
  /** In the order in which they are shown. */
  readonly entries: readonly number[];
  readonly counts: Counts;
  readonly matches: Matches;
  /** What Pagefind found in documents, by entry; undefined until it has answered. */
  readonly documents: ReadonlyMap<number, Found> | undefined;
}

function isOnlyDashed(words: string): boolean {
  return wanted(words).length === 0 && unwanted(words).length > 0;
}

/** The order of a question: by how well the words fit, and without words those changed last first. */
export function sortOf({ sort, words }: Question): Sort {
  if (sort === undefined || sort === 'relevance') return words === '' || isOnlyDashed(words) ? 'changed' : 'relevance';
  return sort;
}

interface Documents {
  /** Which documents have the words. */
  readonly inDocuments?: InDocuments | undefined;
  /** What Pagefind has found for them, which also knows texts without spaces and words in a row. */
  readonly documents?: ReadonlyMap<number, Found>;
}

function byPoints(points: ReadonlyMap<number, number>): number[] {
  return [...points.keys()].toSorted((a, b) => (points.get(b) ?? 0) - (points.get(a) ?? 0) || a - b);
}

/**
 * Whether Pagefind's word alone is enough. Where it knows a word in no form it answers for the beginnings of it, and which
 * depends on what was looked for before. So it is asked only for what `inDocuments` cannot know, and all else must stand there.
 */
function isForPagefind(
  catalog: Catalog,
  { words }: Matches,
  entry: number,
  inDocuments: InDocuments | undefined,
): boolean {
  const isOpen = words.some((word) => inDocuments?.has(word) !== true);
  return isOpen && words.every((word) => (inDocuments?.get(word)?.[entry] ?? 1) > 0 || isNamed(catalog, entry, word));
}

/**
 * Answers a question from what is in memory. Entries of which only documents have the words come after those whose name
 * or description has them, and those that only Pagefind can know of at the end, so that nothing moves when its answer comes.
 */
export function answer(catalog: Catalog, question: Question, { inDocuments, documents }: Documents = {}): Answer {
  const matches = matchNames(catalog, question.words, inDocuments);
  const { points, further } = matches;
  const only = [...(documents?.keys() ?? [])].filter((entry) => !points.has(entry) && !further.has(entry));
  const others = only.filter((entry) => isForPagefind(catalog, matches, entry, inDocuments));
  const no = unwanted(question.words);
  const isAll = question.words === '' || isOnlyDashed(question.words);
  const having = isAll
    ? Array.from({ length: catalog.size }, (_, entry) => entry)
    : [...byPoints(points), ...byPoints(further), ...others];
  const candidates =
    no.length === 0 ? having : having.filter((entry) => !no.some((word) => hasWord(catalog, entry, word, inDocuments)));
  const { entries, counts } = narrow(catalog, question, candidates);
  return { entries: sorted(catalog, entries, sortOf(question)), counts, matches, documents };
}

/**
 * `changed` goes by the date of the latest revision and `newest` by that of the first one in the ledger: what was listed
 * last. Both are days; on the same day the order of the lists holds, which is that of the titles.
 */
function sorted(catalog: Catalog, entries: readonly number[], sort: Sort): readonly number[] {
  if (sort === 'relevance') return entries;
  const { first, titles } = catalog.file;
  const inOrder = entries.toSorted((a, b) => a - b);
  if (sort === 'changed') return inOrder;
  if (sort === 'newest') return inOrder.toSorted((a, b) => (first[b] ?? 0) - (first[a] ?? 0));
  const collator = new Intl.Collator('en', { numeric: true });
  return inOrder.toSorted((a, b) => collator.compare(titles[a] ?? '', titles[b] ?? ''));
}
