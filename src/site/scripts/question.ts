import type { FacetName } from '../words/facet-names.ts';

/** The orders of results. Without words nothing can be ranked, and `changed` takes the place of `relevance`. */
export const sorts = ['relevance', 'changed', 'newest', 'name'] as const;
export type Sort = (typeof sorts)[number];

export type Choices = ReadonlyMap<FacetName, readonly string[]>;

/**
 * What a reader is looking for. The field, the boxes, the chips and the address all show this one thing and are all read
 * into it.
 */
export interface Question {
  readonly words: string;
  /** The chosen values of each facet. */
  readonly chosen: Choices;
  /** The values that are not wanted. */
  readonly excluded: Choices;
  /** Undefined for the usual order. */
  readonly sort: Sort | undefined;
}

export const nothingAsked: Question = { words: '', chosen: new Map(), excluded: new Map(), sort: undefined };

/** True for the list as the page comes. */
export function isPlain({ words, chosen, excluded, sort }: Question): boolean {
  return words === '' && chosen.size === 0 && excluded.size === 0 && (sort === undefined || sort === 'changed');
}

/** The choices with one more value. */
export function withValue(choices: Choices, name: FacetName, value: string): Choices {
  const values = choices.get(name) ?? [];
  return values.includes(value) ? choices : new Map([...choices, [name, [...values, value]]]);
}

/** The choices without one value. */
export function withoutValue(choices: Choices, name: FacetName, value: string): Choices {
  const rest = (choices.get(name) ?? []).filter((other) => other !== value);
  const others = [...choices].filter(([other]) => other !== name);
  return new Map(rest.length === 0 ? others : [...others, [name, rest]]);
}

/** The same question, with one value chosen that was not, or the other way round. What is chosen is not excluded. */
export function toggle(question: Question, name: FacetName, value: string): Question {
  const isChosen = question.chosen.get(name)?.includes(value) ?? false;
  return {
    ...question,
    chosen: isChosen ? withoutValue(question.chosen, name, value) : withValue(question.chosen, name, value),
    excluded: withoutValue(question.excluded, name, value),
  };
}
