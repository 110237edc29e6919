import { type FilterCounts, type Found, getPagefind, type SearchOptions } from './pagefind.ts';
import type { Question } from './question.ts';

export interface Answer {
  readonly results: readonly Found[];
  readonly counts: FilterCounts;
}

function optionsOf({ term, chosen, hidden }: Question, without?: string): SearchOptions {
  const filters: Record<string, { any: readonly string[] }> = {};
  for (const [name, values] of chosen) if (name !== without) filters[name] = { any: values };
  if (!hidden) filters['listing'] = { any: ['default'] };
  // Without words there is nothing to rank by, and the order of the lists holds.
  return term === '' ? { filters, sort: { rank: 'asc' } } : { filters };
}

/**
 * Asks the search. The counts of a facet say what each of its values would give, so what is chosen in that facet
 * itself does not count for them.
 */
export async function ask(question: Question): Promise<Answer> {
  const pagefind = await getPagefind();
  const term = question.term === '' ? null : question.term;
  const { results, filters } = await pagefind.search(term, optionsOf(question));
  const counts: Record<string, Readonly<Record<string, number>>> = { ...filters };
  for (const name of question.chosen.keys()) {
    const others = await pagefind.search(term, optionsOf(question, name));
    counts[name] = others.filters[name] ?? {};
  }
  return { results, counts };
}
