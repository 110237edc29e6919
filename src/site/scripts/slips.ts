import { closest } from '../../domain/did-you-mean.ts';
import { type FacetName, facetLabels, facetNames, includeLabels } from '../words/facet-names.ts';
import type { Catalog } from './catalog.ts';
import { operatorText, type Parsed, type Written } from './operators.ts';
import { type Choices, type Question, sorts } from './question.ts';
import { plain } from './words.ts';

/** Something in the field that is not understood, and what could stand in its place. */
export interface Slip {
  readonly written: Written;
  readonly message: string;
  /** Operators to put in its place. */
  readonly instead: readonly string[];
  /** A page of the site that answers it. */
  readonly page?: { readonly name: string; readonly path: string };
}

/** So many values are offered. */
const OFFERED = 6;

/** The values that can be asked for. */
export function knownValues(catalog: Catalog, name: FacetName): readonly string[] {
  if (name === 'include') return Object.keys(includeLabels);
  return catalog.column(name).values;
}

/** Facets of which the values are names: of those that are not alike none can be meant. */
const free: ReadonlySet<FacetName> = new Set(['source', 'tag', 'license']);
/** What is shorter stands inside of too much. */
const SHORTEST_INSIDE = 3;

/**
 * What a value can stand for: the values that are called so (by their word or their label, one or many), else those that
 * begin so, else those that have it inside.
 */
function meantBy(catalog: Catalog, name: FacetName, value: string): readonly string[] {
  const known = knownValues(catalog, name);
  const { values, labels = [] } = name === 'include' ? { values: known } : catalog.column(name);
  const lower = value.toLowerCase();
  const namesOf = (at: number): string[] => [values[at] ?? '', labels[at] ?? ''].map((text) => text.toLowerCase());
  const having = (has: (text: string) => boolean): string[] => known.filter((_, at) => namesOf(at).some(has));
  const exact = known.filter((other) => other.toLowerCase() === lower);
  if (exact.length > 0) return exact;
  const called = plain(lower) === '' ? [] : having((text) => plain(text) === plain(lower));
  if (called.length > 0) return called;
  const begins = having((text) => text.startsWith(lower));
  if (begins.length > 0 || lower.length < SHORTEST_INSIDE) return begins;
  return having((text) => text.includes(lower));
}

function candidates(name: FacetName, value: string, known: readonly string[]): string[] {
  const near = closest(value, known);
  if (near !== undefined) return [near];
  return known.length <= OFFERED && !free.has(name) ? [...known] : [];
}

/** What was taken back is no entry any more. */
function isTakenBack(name: FacetName, value: string): boolean {
  return (name === 'is' || name === 'status') && /^(?:withdrawn|deleted|removed|taken-back)$/i.test(value);
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
      // Several may be written with commas between them, which a value may also have in it.
      const single = values.flatMap((value) =>
        meantBy(catalog, name, value).length > 0 ? [value] : value.split(',').filter((part) => part !== ''),
      );
      const good = single.flatMap((value) => {
        const meant = meantBy(catalog, name, value);
        const isBack = isTakenBack(name, value);
        if (meant.length === 1 && !isBack) return meant;
        // From an address there may be nothing written.
        const as = written.find((one) => one.facet === name && one.value === value && one.not === not) ?? {
          text: operatorText(name, value, not),
          name,
          value,
          not,
        };
        if (isBack) {
          const page = { name: 'Tombstones', path: 'tombstones/' };
          slips.push({ written: as, message: 'What was taken back stands on a page of its own:', instead: [], page });
          return meant;
        }
        const offered = meant.length > 0 ? meant.slice(0, OFFERED) : candidates(name, value, known);
        const instead = offered.map((other) => operatorText(name, other, not));
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
