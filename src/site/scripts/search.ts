import { ask, type Answer } from './ask.ts';
import { batchEnd } from './batch.ts';
import { makeCard } from './card.ts';
import { facetForm } from './facet-form.ts';
import { bindKeys } from './keys.ts';
import { formatCount } from '../words/format.ts';
import { noResults } from './no-results.ts';
import { isPlain, type Question, readQuestion, writeQuestion } from './question.ts';

const PAUSE_MS = 120;

function byId<T extends HTMLElement>(id: string, type: new () => T): T {
  const node = document.getElementById(id);
  if (!(node instanceof type)) throw new Error(`The page has no #${id}.`);
  return node;
}

const input = byId('search', HTMLInputElement);
const cards = byId('cards', HTMLUListElement);
const more = byId('more', HTMLButtonElement);
const status = byId('results-status', HTMLElement);
const nothing = noResults({
  clear() {
    form.clear();
    choose();
  },
  includeHidden() {
    form.includeHidden();
    choose();
  },
  showAll() {
    form.clear();
    input.value = '';
    choose();
  },
});
const template = document.querySelector<HTMLTemplateElement>('template#card');
const form = facetForm(byId('facets', HTMLFormElement));

/** How many cards come at once. */
const SIZE = Number(cards.dataset['size']);
const plain = { cards: [...cards.children], status: status.textContent, more: more.hidden };

let asked = 0;
let answer: Answer | undefined;
let question = readQuestion(location.search, form.facets);

function say(count: number): string {
  const entries = formatCount(count, 'entry', 'entries');
  const found = question.term === '' ? entries : `${entries} for “${question.term}”`;
  if (count < 2) return found;
  return `${found}, ${question.term === '' ? 'newest' : 'best'} first`;
}

/** Puts further results behind those that stand there. */
async function append(from: Answer, start: number): Promise<void> {
  const turn = asked;
  const end = batchEnd(start, SIZE, from.results.length);
  const found = await Promise.all(from.results.slice(start, end).map((result) => result.data()));
  if (turn !== asked || !template) return;
  const made = found.map((data) => makeCard(template, data, question.term !== '')).filter((card) => card !== undefined);
  if (start === 0) cards.replaceChildren(...made);
  else cards.append(...made);
  more.hidden = end >= from.results.length;
}

function showPlain(): void {
  cards.replaceChildren(...plain.cards);
  status.textContent = plain.status;
  more.hidden = plain.more;
  answer = undefined;
  nothing.show(question, 1);
  form.showCounts(undefined);
}

/** Answers the question that stands. What an earlier question still brings is dropped. */
async function run(): Promise<void> {
  const turn = ++asked;
  form.show(question);
  if (input.value.trim() !== question.term) input.value = question.term;
  if (isPlain(question)) {
    showPlain();
    return;
  }
  cards.setAttribute('aria-busy', 'true');
  try {
    const given = await ask(question);
    if (turn !== asked) return;
    answer = given;
    form.showCounts(given.counts);
    nothing.show(question, given.results.length);
    await append(given, 0);
    if (turn === asked) status.textContent = say(given.results.length);
  } catch {
    if (turn === asked)
      status.textContent = 'The search could not be loaded. The lists below the page lead everywhere.';
  } finally {
    if (turn === asked) cards.removeAttribute('aria-busy');
  }
}

/** Typing replaces the address, choosing a filter adds to the history. */
function change(next: Question, how: 'replace' | 'push'): void {
  question = next;
  const address = `${location.pathname}${writeQuestion(next)}`;
  if (how === 'push') history.pushState(null, '', address);
  else history.replaceState(null, '', address);
  void run();
}

let pause: ReturnType<typeof setTimeout> | undefined;

function changeTerm(): void {
  clearTimeout(pause);
  change({ ...question, term: input.value.trim() }, 'replace');
}

input.addEventListener('input', () => {
  clearTimeout(pause);
  pause = setTimeout(changeTerm, PAUSE_MS);
});
byId('search-form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  changeTerm();
});
const choose = (): void => change({ term: input.value.trim(), chosen: form.chosen(), hidden: form.hidden() }, 'push');
form.onChange(choose);
more.addEventListener('click', async () => {
  const shown = cards.children.length;
  // The plain list came with the page; its further cards are the search's.
  const from = answer ?? (await ask(question));
  answer = from;
  await append(from, shown);
  cards.children[shown]?.querySelector('a')?.focus();
});
addEventListener('popstate', () => {
  question = readQuestion(location.search, form.facets);
  void run();
});
bindKeys({
  input,
  list: cards,
  clear() {
    input.value = '';
    changeTerm();
  },
});

// On a wide screen the filters stand beside the results and are always open.
const wide = matchMedia('(min-width: 60rem)');
const fold = byId('facets-fold', HTMLDetailsElement);
const unfold = (): void => {
  fold.open = wide.matches;
};
wide.addEventListener('change', unfold);
unfold();
if (!isPlain(question)) void run();
