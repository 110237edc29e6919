import { type FacetName, facetNames } from '../words/facet-names.ts';
import type { Catalog } from './catalog.ts';
import type { Question } from './question.ts';

/** How many entries each value of each facet would leave. */
export type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Of several values of one facet an entry needs one. What it brings is asked for together: scripts and hooks. */
const together: ReadonlySet<FacetName> = new Set(['has']);

/** What is never offered unasked, asked for by its state. */
const neverUnasked: readonly [FacetName, readonly string[]] = ['status', ['draft', 'deleted']];
const impliesHidden: readonly (readonly [FacetName, readonly string[]])[] = [
  ['is', ['stub', 'withdrawn']],
  neverUnasked,
];

interface Included {
  readonly copies: boolean;
  readonly hidden: boolean;
}

/** What a question includes beside the default list: what it says so of, and what it could not find otherwise. */
export function included({ chosen }: Question): Included {
  const asks = (name: FacetName, values: readonly string[]): boolean =>
    (chosen.get(name) ?? []).some((value) => values.includes(value));
  const hidden = asks('include', ['hidden']) || impliesHidden.some(([name, values]) => asks(name, values));
  return { copies: asks('include', ['copies']) || asks('is', ['copy']), hidden };
}

/** For each set of a column whether the question takes it. */
function passing(catalog: Catalog, { chosen, excluded }: Question, name: FacetName): readonly boolean[] | undefined {
  const [yes = [], no = []] = [chosen.get(name), excluded.get(name)];
  if (yes.length + no.length === 0) return undefined;
  const { values, sets } = catalog.column(name);
  return sets.map((set) => {
    const has = (value: string): boolean => set.some((at) => values[at] === value);
    const wanted = yes.length === 0 || (together.has(name) ? yes.every(has) : yes.some(has));
    return wanted && !no.some(has);
  });
}

export interface Narrowed {
  readonly entries: readonly number[];
  readonly counts: Counts;
}

/**
 * The entries that a question leaves, by its choices alone, and what each further value would leave. The counts of a
 * facet do not depend on what is chosen in it, for one more of its values widens what is shown.
 *
 * @param candidates Those that have its words; without words, all.
 */
export function narrow(catalog: Catalog, question: Question, candidates: Iterable<number>): Narrowed {
  const { copies, hidden } = included(question);
  const listing = catalog.column('listing');
  const listings = listing.sets.map(([at = -1]) => listing.values[at]);
  const names = facetNames.filter((name) => name !== 'include');
  const columns = names.map((name) => ({ of: catalog.column(name).of, pass: passing(catalog, question, name) }));
  const tallies = names.map((name) => Array.from({ length: catalog.column(name).sets.length }, () => 0));
  const status = names.indexOf('status');
  const states =
    passing(catalog, { ...question, chosen: new Map([neverUnasked]), excluded: new Map() }, 'status') ?? [];
  const entries: number[] = [];
  for (const entry of candidates) {
    const where = listings[listing.of[entry] ?? -1];
    const isShown = where === 'default' || (where === 'copy' ? copies : hidden);
    let failed = -1;
    let failures = 0;
    for (const [at, { of, pass }] of columns.entries()) {
      if (pass && pass[of[entry] ?? -1] !== true) {
        failed = at;
        failures += 1;
      }
    }
    if (failures === 0 && isShown) entries.push(entry);
    for (const [at, { of }] of columns.entries()) {
      const alone = failures === 0 || (failures === 1 && failed === at && !together.has(names[at] as FacetName));
      // To choose a state that is never shown unasked also asks for it.
      const set = of[entry] ?? -1;
      const counted = isShown || (where === 'hidden' && at === status && states[set] === true);
      if (alone && counted) (tallies[at] as number[])[set] = (tallies[at]?.[set] ?? 0) + 1;
    }
  }
  return {
    entries,
    counts: Object.fromEntries(names.map((name, at) => [name, sum(catalog, name, tallies[at] ?? [])])),
  };
}

function sum(catalog: Catalog, name: string, tally: readonly number[]): Record<string, number> {
  const { values, sets } = catalog.column(name);
  // A tag or a source may be called as a property of every object is.
  const counts = Object.create(null) as Record<string, number>;
  for (const [at, set] of sets.entries())
    for (const number of set) {
      const value = values[number] ?? '';
      counts[value] = (counts[value] ?? 0) + (tally[at] ?? 0);
    }
  return counts;
}
