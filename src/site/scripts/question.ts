/** What a reader is looking for. It stands in the address, so that it can be shared and comes back with the back button. */
export interface Question {
  readonly term: string;
  /** The chosen values of each facet. */
  readonly chosen: ReadonlyMap<string, readonly string[]>;
  /** Stubs, drafts and deleted entries too. */
  readonly hidden: boolean;
}

/**
 * Reads a question out of the query of an address.
 *
 * @param facets The facets there are, with their values; others are left alone.
 */
export function readQuestion(search: string, facets: ReadonlyMap<string, readonly string[]>): Question {
  const query = new URLSearchParams(search);
  const chosen = new Map<string, readonly string[]>();
  for (const [name, values] of facets) {
    const asked = query.getAll(name);
    const known = values.filter((value) => asked.includes(value));
    if (known.length > 0) chosen.set(name, known);
  }
  return { term: (query.get('q') ?? '').trim(), chosen, hidden: query.get('hidden') === '1' };
}

/** The query of the address of a question; empty for the plain list. */
export function writeQuestion({ term, chosen, hidden }: Question): string {
  const query = new URLSearchParams();
  if (term !== '') query.set('q', term);
  for (const [name, values] of chosen) for (const value of values) query.append(name, value);
  if (hidden) query.set('hidden', '1');
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** True for the list as the page comes. */
export function isPlain({ term, chosen, hidden }: Question): boolean {
  return term === '' && chosen.size === 0 && !hidden;
}
