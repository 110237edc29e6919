import { Category, RiskTier, Status } from '../../domain/governance.ts';
import { Harness } from '../../domain/harness.ts';
import { Kind, kindWords } from '../../domain/kind.ts';
import { byText } from '../../domain/order.ts';
import { type FacetName, facetLabels } from '../words/facet-names.ts';
import { valueLabel } from '../words/facets.ts';
import { setters, tierLabel, tierSetBy } from '../words/tier.ts';
import { abilities, type SearchEntry } from './search-entries.ts';

interface FacetValue {
  readonly value: string;
  readonly label: string;
  /** In the default list. */
  readonly count: number;
}

export interface Facet {
  /** The name of the operator, and of the parameter in the address of the page. */
  readonly name: FacetName;
  readonly label: string;
  readonly values: readonly FacetValue[];
  /** How many values there are besides those: they are fetched when somebody asks for them. */
  readonly more: number;
}

/** The tags of an entry, one text each. */
export function tagValues({ tags }: Pick<SearchEntry, 'tags'>): string[] {
  return Object.entries(tags).map(([key, value]) => `${key}:${value}`);
}

/** Where an entry stands: in the default list, left out as a copy, or left out because it is not offered unasked. */
export function listingOf({ listed, copyOf }: Pick<SearchEntry, 'listed' | 'copyOf'>): 'default' | 'copy' | 'hidden' {
  if (!listed) return 'hidden';
  return copyOf === undefined ? 'default' : 'copy';
}

interface FacetShape {
  readonly name: FacetName;
  readonly pick: (entry: SearchEntry) => readonly string[];
  /** In the order in which they stand; without it, the most frequent first. */
  readonly order?: readonly string[];
}

const shapes: readonly FacetShape[] = [
  { name: 'kind', pick: ({ kind }) => [kind], order: Kind.options },
  { name: 'harness', pick: ({ harnesses }) => harnesses, order: Harness.options },
  { name: 'tier', pick: ({ riskTier }) => [riskTier], order: RiskTier.options },
  { name: 'has', pick: ({ has }) => has, order: abilities },
  { name: 'source', pick: ({ source }) => [source] },
  { name: 'tag', pick: tagValues },
  { name: 'license', pick: ({ license }) => [license ?? 'none'] },
  { name: 'category', pick: ({ category }) => [category], order: Category.options },
  { name: 'status', pick: ({ status }) => [status], order: Status.options },
  { name: 'set-by', pick: ({ riskTierOrigin }) => [tierSetBy(riskTierOrigin)], order: setters },
];

interface Column {
  readonly name: string;
  readonly pick: (entry: SearchEntry) => readonly string[];
  readonly label?: (value: string) => string;
}

/** What the search knows of every entry: the facets, what can be asked for without a box, and words for its card. */
export const columns: readonly Column[] = [
  ...shapes.map(({ name, pick }): Column => ({ name, pick, label: (value) => valueLabel(name, value) })),
  {
    name: 'is',
    pick: ({ stub, copyOf, withdrawn, isClaimed }) => [
      ...(stub ? ['stub'] : []),
      ...(copyOf === undefined ? [] : ['copy']),
      ...(withdrawn ? ['withdrawn'] : []),
      ...(isClaimed ? ['verified'] : []),
    ],
    label: (value) => valueLabel('is', value),
  },
  { name: 'listing', pick: (entry) => [listingOf(entry)] },
  { name: 'claimed', pick: ({ isClaimed }) => (isClaimed ? ['yes'] : []) },
  { name: 'kind-word', pick: ({ kind }) => [kindWords[kind].label] },
  { name: 'folder', pick: ({ kind }) => [kindWords[kind].plural] },
  { name: 'tier-word', pick: ({ riskTier, riskTierOrigin }) => [tierLabel(riskTier, tierSetBy(riskTierOrigin))] },
];

/** Of a facet without an order so many values stand on the page. */
const SHOWN = 8;

/** The facets of the search with the counts of the default list; what no entry has is left out. */
export function facetsOf(entries: readonly SearchEntry[]): Facet[] {
  return shapes.map(({ name, pick, order }) => {
    // What only a hidden entry has stands there too, with a count of nought.
    const counts = new Map<string, number>();
    for (const entry of entries) {
      // To choose a state that is never shown unasked also asks for it.
      const isCounted =
        listingOf(entry) === 'default' || (name === 'status' && /^(?:draft|deleted)$/.test(entry.status));
      for (const value of pick(entry)) counts.set(value, (counts.get(value) ?? 0) + (isCounted ? 1 : 0));
    }
    const frequent = [...counts].toSorted(([a, m], [b, n]) => n - m || byText(a, b)).map(([value]) => value);
    const values = order?.filter((value) => counts.has(value)) ?? frequent.slice(0, SHOWN);
    return {
      name,
      label: facetLabels[name],
      values: values.map((value) => ({ value, label: valueLabel(name, value), count: counts.get(value) ?? 0 })),
      more: counts.size - values.length,
    };
  });
}
