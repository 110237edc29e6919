import type { FacetName } from '../words/facet-names.ts';
import type { Catalog } from './catalog.ts';
import { answer } from './ask.ts';
import { operatorText, valueAliases } from './operators.ts';
import { type Question, withValue } from './question.ts';
import { asText, plain, wanted } from './words.ts';

/** A word that is also the name of a value. */
export interface FacetWord {
  /** As it stands among the wanted words. */
  readonly words: readonly string[];
  readonly facet: FacetName;
  readonly value: string;
}

/** Facets of which the values are words of everybody. Sources and tags are found by their names as it is. */
const everyday: readonly FacetName[] = ['kind', 'harness', 'has', 'tier', 'status', 'is'];

type Meaning = Pick<FacetWord, 'facet' | 'value'>;

function namesOf(catalog: Catalog): Map<string, readonly Meaning[]> {
  const names = new Map<string, readonly Meaning[]>();
  for (const facet of everyday) {
    const { values, labels } = catalog.column(facet);
    const aliases = Object.entries(valueAliases[facet] ?? {}).filter(([, value]) => values.includes(value));
    const called = [
      ...values.map((value) => [value, value] as const),
      ...values.map((value, at) => [labels?.[at] ?? value, value] as const),
      ...aliases,
    ];
    for (const [name, value] of called) {
      const key = plain(name);
      const known = names.get(key) ?? [];
      if (!known.some((other) => other.facet === facet)) names.set(key, [...known, { facet, value }]);
    }
  }
  return names;
}

/** Those of the words of a text that are also the name of something that lists can be narrowed by. */
export function facetWords(catalog: Catalog, text: string): FacetWord[] {
  const words = wanted(text);
  const names = namesOf(catalog);
  const found: FacetWord[] = [];
  for (let at = 0; at < words.length; at += 1)
    for (const length of [2, 1]) {
      const some = words.slice(at, at + length);
      const meant = some.length === length ? names.get(plain(some.join(' '))) : undefined;
      if (!meant) continue;
      found.push(...meant.map((one) => ({ words: some, ...one })));
      at += length - 1;
      break;
    }
  return found;
}

export interface Named {
  /** Its words and its operator, as they are written. */
  readonly label: string;
  readonly question: Question;
  /** How many entries it gives: at least one. */
  readonly count: number;
}

/** So many are offered. */
const OFFERED = 3;

/**
 * The questions in which a word of this one is taken for what it names: `codex` for `harness:codex`. The other words stay,
 * unless there is nothing then.
 */
export function named(catalog: Catalog, question: Question): Named[] {
  const offers = facetWords(catalog, question.words).flatMap(({ words, facet, value }): Named[] => {
    if (question.chosen.get(facet)?.includes(value) || question.excluded.get(facet)?.includes(value)) return [];
    const rest = wanted(question.words).filter((word) => !words.includes(word));
    const chosen = withValue(question.chosen, facet, value);
    const inDocuments = catalog.documentWords.known(catalog.documentWords.single(rest));
    for (const text of new Set([asText(rest), ''])) {
      const next = { ...question, words: text, chosen };
      const count = answer(catalog, next, { inDocuments }).entries.length;
      if (count > 0) return [{ label: `${text} ${operatorText(facet, value)}`.trim(), question: next, count }];
    }
    return [];
  });
  return offers.slice(0, OFFERED);
}
