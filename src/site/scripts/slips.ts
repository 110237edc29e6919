import { closest } from '../../domain/did-you-mean.ts';
import { type FacetName, facetLabels, facetNames, includeLabels } from '../words/facet-names.ts';
import type { Catalog } from './catalog.ts';
import { operatorText, type Parsed, type Written } from './operators.ts';
import { type Choices, type Question, sorts } from './question.ts';

/** Something in the field that is not understood, and what could stand in its place. */
export interface Slip {
  readonly written: Written;
  readonly message: string;
  /** Operators to put in its place. */
  readonly instead: readonly string[];
}

/** So many values are offered. */
const OFFERED = 6;

/** The values that can be asked for. */
export function knownValues(catalog: Catalog, name: FacetName): readonly string[] {
  if (name === 'include') return Object.keys(includeLabels);
  return catalog.column(name).values;
}

function candidates(value: string, known: readonly string[]): string[] {
  const lower = value.toLowerCase();
  const starts = known.filter((other) => other.toLowerCase().startsWith(lower));
  if (starts.length > 0) return starts.slice(0, OFFERED);
  const near = closest(value, known);
  if (near !== undefined) return [near];
  const inside = known.filter((other) => other.toLowerCase().includes(lower)).slice(0, OFFERED);
  if (inside.length > 0) return inside;
  return known.length <= OFFERED ? [...known] : [];
}

function ofUnknown(catalog: Catalog, written: Written): Slip | undefined {
  const { name, value, not, text } = written;
  const facet = facetNames.find((known) => known === name.toLowerCase());
  if (facet && value === '') {
    const values = knownValues(catalog, facet).slice(0, OFFERED);
    return {
      written,
      message: `Which ${facetLabels[facet].toLowerCase()}?`,
      instead: values.map((known) => operatorText(facet, known, not)),
    };
  }
  if (name.toLowerCase() === 'sort')
    return {
      written,
      message: `Results can be sorted by ${sorts.join(', ')}.`,
      instead: sorts.map((sort) => `sort:${sort}`),
    };
  if (facet) return undefined;
  if (name.toLowerCase() === 'not' && value !== '')
    return { written, message: 'A dash leaves out what has a word.', instead: [`-${value}`] };
  const near = closest(name, facetNames);
  // A word with a colon after it is most often just that.
  if (near === undefined && value === '') return undefined;
  const known = `${facetNames.slice(0, -1).join(':, ')}: and ${facetNames.at(-1)}:`;
  return {
    written,
    message:
      near === undefined
        ? `“${text}” is searched as words. What can be asked for: ${known}.`
        : `There is no “${name}:”.`,
    instead: near === undefined ? [] : [operatorText(near, value, not)],
  };
}

/**
 * What of a question this catalog knows, and what it does not. An unknown value is left out of the question: with it
 * there would be nothing, which helps nobody.
 */
export function understand(
  catalog: Catalog,
  question: Question,
  { unknown, written }: Pick<Parsed, 'unknown' | 'written'>,
): { readonly question: Question; readonly slips: readonly Slip[] } {
  const slips: Slip[] = unknown.flatMap((one) => ofUnknown(catalog, one) ?? []);
  const keep = (choices: Choices, not: boolean): Choices => {
    const kept = new Map<FacetName, readonly string[]>();
    for (const [name, values] of choices) {
      const known = knownValues(catalog, name);
      const good = values.flatMap((value) => {
        const exact = known.find((other) => other.toLowerCase() === value.toLowerCase());
        if (exact !== undefined) return [exact];
        // From an address there may be nothing written.
        const as = written.find((one) => one.facet === name && one.value === value && one.not === not) ?? {
          text: operatorText(name, value, not),
          name,
          value,
          not,
        };
        const instead = candidates(value, known).map((other) => operatorText(name, other, not));
        slips.push({ written: as, message: `Nothing here has ${operatorText(name, value)}.`, instead });
        return [];
      });
      if (good.length > 0) kept.set(name, [...new Set(good)]);
    }
    return kept;
  };
  return {
    question: { ...question, chosen: keep(question.chosen, false), excluded: keep(question.excluded, true) },
    slips,
  };
}
