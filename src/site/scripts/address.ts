import { type FacetName, facetNames } from '../words/facet-names.ts';
import { parseText } from './operators.ts';
import { type Choices, type Question, type Sort, sorts, withValue } from './question.ts';

/**
 * Reads a question out of the query of an address: `?q=pdf&kind=skill&-tier=high&sort=name`. Operators may also stand
 * among the words, so that links can be written by hand.
 */
export function readAddress(search: string): Question {
  const query = new URLSearchParams(search);
  const { question } = parseText((query.get('q') ?? '').trim());
  let { chosen, excluded } = question;
  const add = (name: FacetName, to: Choices, key: string): Choices =>
    query.getAll(key).reduce((all, value) => (value === '' ? all : withValue(all, name, value)), to);
  for (const name of facetNames) {
    chosen = add(name, chosen, name);
    excluded = add(name, excluded, `-${name}`);
  }
  // The word of earlier addresses, which stand in places that nobody can mend.
  if (query.get('hidden') === '1') chosen = withValue(chosen, 'include', 'hidden');
  const sort = sorts.find((known): known is Sort => known === query.get('sort')) ?? question.sort;
  return { words: question.words, chosen, excluded, sort };
}

/** The query of the address of a question; empty for the plain list. */
export function writeAddress({ words, chosen, excluded, sort }: Question): string {
  const query = new URLSearchParams();
  if (words !== '') query.set('q', words);
  for (const [name, values] of chosen) for (const value of values) query.append(name, value);
  for (const [name, values] of excluded) for (const value of values) query.append(`-${name}`, value);
  if (sort) query.set('sort', sort);
  // Colons are allowed there and are read more easily.
  const text = query.toString().replaceAll('%3A', ':');
  return text === '' ? '' : `?${text}`;
}
