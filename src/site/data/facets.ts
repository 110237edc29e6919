import { Category, RiskTier, Status } from '../../domain/governance.ts';
import { Harness, harnessTitles } from '../../domain/harness.ts';
import { Kind, kindWords } from '../../domain/kind.ts';
import { byText } from '../../domain/order.ts';
import { categoryLabels, statusLabels, tierLabels } from '../words/labels.ts';
import { type Setter, setterLabels, setters, tierSetBy } from '../words/tier.ts';
import { visible } from '../words/visible.ts';
import type { ListedEntry } from './index-files.ts';

interface FacetValue {
  readonly value: string;
  readonly label: string;
  /** In the default list. */
  readonly count: number;
}

export interface Facet {
  /** The name of the filter in the search index and in the address of the page. */
  readonly name: string;
  readonly label: string;
  readonly values: readonly FacetValue[];
}

/** The tags of an entry, one text each. */
export function tagValues({ tags }: Pick<ListedEntry, 'tags'>): string[] {
  return Object.entries(tags).map(([key, value]) => `${key}: ${value}`);
}

interface FacetShape {
  readonly name: string;
  readonly label: string;
  readonly pick: (entry: ListedEntry) => readonly string[];
  /** In the order in which they stand; without it, those there are by their text. */
  readonly order?: readonly string[];
  readonly words: (value: string) => string;
}

const shapes: readonly FacetShape[] = [
  {
    name: 'kind',
    label: 'Kind',
    pick: ({ kind }) => [kind],
    order: Kind.options,
    words: (value) => kindWords[value as Kind].labelPlural,
  },
  {
    name: 'harness',
    label: 'Works with',
    pick: ({ harnesses }) => harnesses,
    order: Harness.options,
    words: (value) => harnessTitles[value as Harness],
  },
  {
    name: 'tier',
    label: 'Risk tier',
    pick: ({ riskTier }) => [riskTier],
    order: RiskTier.options,
    words: (value) => tierLabels[value as RiskTier],
  },
  {
    name: 'set-by',
    label: 'Tier set by',
    pick: ({ riskTierOrigin }) => [tierSetBy(riskTierOrigin)],
    order: setters,
    words: (value) => setterLabels[value as Setter],
  },
  {
    name: 'category',
    label: 'Category',
    pick: ({ category }) => [category],
    order: Category.options,
    words: (value) => categoryLabels[value as Category],
  },
  {
    name: 'status',
    label: 'Status',
    pick: ({ status }) => [status],
    order: Status.options,
    words: (value) => statusLabels[value as Status],
  },
  { name: 'source', label: 'Source', pick: ({ source }) => [source], words: (value) => value },
  { name: 'tag', label: 'Tags', pick: tagValues, words: visible },
];

/** The facets of the search with the counts of the default list; what no entry has is left out. */
export function facetsOf(entries: readonly ListedEntry[]): Facet[] {
  return shapes.map(({ name, label, pick, order, words }) => {
    // What only a hidden entry has stands there too, with a count of nought.
    const counts = new Map<string, number>();
    for (const entry of entries)
      for (const value of pick(entry)) counts.set(value, (counts.get(value) ?? 0) + (entry.listed ? 1 : 0));
    const values = order?.filter((value) => counts.has(value)) ?? [...counts.keys()].toSorted(byText);
    return {
      name,
      label,
      values: values.map((value) => ({ value, label: words(value), count: counts.get(value) ?? 0 })),
    };
  });
}
