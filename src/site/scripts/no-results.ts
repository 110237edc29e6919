import { closest } from '../../domain/did-you-mean.ts';
import type { Catalog } from './catalog.ts';
import { named } from './facet-words.ts';
import { mostTogether } from './match.ts';
import { included } from './narrow.ts';
import { nothingAsked, type Question } from './question.ts';
import { answer } from './ask.ts';
import { asText, wanted } from './words.ts';

interface Way {
  readonly label: string;
  readonly question: Question;
}

/** So many names are compared with the words: each comparison costs a microsecond or more. */
const COMPARED = 20_000;

function nearWord(catalog: Catalog, words: readonly string[]): string | undefined {
  const known = new Set<string>();
  for (const text of [...catalog.fields.name, ...catalog.fields.title])
    for (const word of text.split(' ')) if (word.length > 2 && known.size < COMPARED) known.add(word);
  for (const word of words) {
    if (known.has(word)) continue;
    const near = closest(word, [...known]);
    if (near !== undefined) return near;
  }
  return undefined;
}

/** What can be done where a question has no answer: each is another question that has one. */
export function waysOut(catalog: Catalog, question: Question): Way[] {
  const looked = wanted(question.words);
  const inDocuments = catalog.documentWords.known(catalog.documentWords.single(looked));
  const count = (other: Question): number => answer(catalog, other, { inDocuments }).entries.length;
  const ways: Way[] = [];
  const offer = (label: string, other: Question): void => {
    if (count(other) > 0) ways.push({ label, question: other });
  };
  const { words, chosen, excluded } = question;
  const narrowed = chosen.size + excluded.size > 0;
  if (words !== '') {
    const near = nearWord(catalog, looked);
    if (near !== undefined) offer(`Search for “${near}”`, { ...question, words: near });
    const inNarrowed = answer(catalog, { ...question, words: '' }).entries;
    const most = looked.length > 1 ? mostTogether(catalog, looked, inNarrowed, inDocuments) : undefined;
    if (most && most.length < looked.length) {
      const text = asText(most);
      offer(`Search for “${text}”`, { ...question, words: text });
    }
    for (const { label, question: other } of named(catalog, question)) offer(`Search for ${label}`, other);
  }
  const { hidden, copies } = included(question);
  const all = new Map([...chosen, ['include', ['copies', 'hidden']] as const]);
  if (!hidden || !copies) offer('Include copies, stubs and drafts', { ...question, chosen: all });
  if (narrowed)
    ways.push({ label: 'Clear filters', question: { ...question, chosen: new Map(), excluded: new Map() } });
  if (words !== '' && narrowed) offer('Drop the words', { ...question, words: '' });
  ways.push({ label: 'Show everything', question: nothingAsked });
  return ways;
}

/** Says why there is nothing, and what can be done about it. */
export function showNothing(catalog: Catalog, question: Question, act: (next: Question) => void): void {
  const why = document.querySelector('#nothing-why');
  const list = document.querySelector('#nothing-ways');
  const narrowed = question.chosen.size + question.excluded.size > 0;
  const words = question.words === '' ? '' : `“${question.words}”`;
  const parts = [words, narrowed ? 'the chosen filters' : ''].filter((part) => part !== '');
  if (why) why.textContent = parts.join(' under ') || 'that';
  const buttons = waysOut(catalog, question).map(({ label, question: next }) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.addEventListener('click', () => {
      act(next);
      // The button is gone with what it mended; the words are the next place to go on.
      document.querySelector<HTMLInputElement>('#search')?.focus();
    });
    return button;
  });
  list?.replaceChildren(...buttons);
}
