import { Category, RiskTier, Status } from '../../domain/governance.ts';
import { Kind, kindWords } from '../../domain/kind.ts';
import { byText } from '../../domain/order.ts';
import { categoryLabels, statusLabels, tierLabels } from '../words/labels.ts';
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

/** The facets of the search with the counts of the default list; what no entry has is left out. */
export function facetsOf(entries: readonly ListedEntry[]): Facet[] {
  const facet = (
    name: string,
    label: string,
    pick: (entry: ListedEntry) => string,
    values: Iterable<string>,
    words: (value: string) => string,
  ): Facet => {
    const present = new Set(entries.map(pick));
    const shown = [...values].filter((value) => present.has(value));
    const count = (value: string): number => entries.filter((entry) => entry.listed && pick(entry) === value).length;
    return { name, label, values: shown.map((value) => ({ value, label: words(value), count: count(value) })) };
  };
  const sources = [...new Set(entries.map(({ source }) => source))].toSorted(byText);
  return [
    facet(
      'kind',
      'Kind',
      ({ kind }) => kind,
      Kind.options,
      (value) => kindWords[value as Kind].labelPlural,
    ),
    facet(
      'tier',
      'Risk tier',
      ({ riskTier }) => riskTier,
      RiskTier.options,
      (value) => tierLabels[value as RiskTier],
    ),
    facet(
      'category',
      'Category',
      ({ category }) => category,
      Category.options,
      (value) => categoryLabels[value as Category],
    ),
    facet(
      'status',
      'Status',
      ({ status }) => status,
      Status.options,
      (value) => statusLabels[value as Status],
    ),
    facet(
      'source',
      'Source',
      ({ source }) => source,
      sources,
      (value) => value,
    ),
  ];
}
