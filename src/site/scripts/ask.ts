import type { Catalog } from './catalog.ts';
import { type Matches, matchNames } from './match.ts';
import { type Counts, narrow } from './narrow.ts';
import type { Found } from './pagefind.ts';
import type { Question, Sort } from './question.ts';

export interface Answer {
  /** In the order in which they are shown. */
  readonly entries: readonly number[];
  readonly counts: Counts;
  readonly matches: Matches;
  /** What Pagefind found in documents, by entry; undefined until it has answered. */
  readonly documents: ReadonlyMap<number, Found> | undefined;
}

/** The order of a question: by how well the words fit, and without words those changed last first. */
export function sortOf({ sort, words }: Question): Sort {
  if (sort === undefined || sort === 'relevance') return words === '' ? 'changed' : 'relevance';
  return sort;
}

/**
 * Answers a question from what is in memory.
 *
 * @param documents What Pagefind has found for the same words. Entries that only it knows of come after those whose name
 *   or description has the words, in its order, so that nothing moves when its answer comes.
 */
export function answer(catalog: Catalog, question: Question, documents?: ReadonlyMap<number, Found>): Answer {
  const matches = matchNames(catalog, question.words);
  const { points } = matches;
  const byPoints = [...points.keys()].toSorted((a, b) => (points.get(b) ?? 0) - (points.get(a) ?? 0) || a - b);
  const further = [...(documents?.keys() ?? [])].filter((entry) => !points.has(entry));
  const candidates =
    question.words === '' ? Array.from({ length: catalog.size }, (_, entry) => entry) : [...byPoints, ...further];
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
