import { readAddress, writeAddress } from './address.ts';
import { type Answer, answer, sortOf } from './ask.ts';
import { getCatalog, type Catalog } from './catalog.ts';
import { showChips, showNamed, showSlips } from './chips.ts';
import { documentSearch } from './documents.ts';
import { named } from './facet-words.ts';
import { facetForm } from './facet-form.ts';
import { bindKeys } from './keys.ts';
import { showNothing } from './no-results.ts';
import { parseText, textOf, type Parsed } from './operators.ts';
import { getPagefind } from './pagefind.ts';
import { isPlain, nothingAsked, type Question, sorts, toggle, withoutValue } from './question.ts';
import { resultList } from './result-list.ts';
import { type Slip, understand } from './slips.ts';
import { telling, unwanted, wanted } from './words.ts';
import { byId } from './by-id.ts';

/** After so long without a key Pagefind looks through the documents, which takes far longer than all before. */
const PAUSE_MS = 150;

const input = byId('search', HTMLInputElement);
const order = byId('sort', HTMLSelectElement);
const chips = byId('chips', HTMLUListElement);
const slipLines = byId('slips', HTMLElement);
const namedLine = byId('named', HTMLElement);
const results = resultList();
const searchDocuments = documentSearch();

let asked = 0;
let pause: ReturnType<typeof setTimeout> | undefined;
/** As it was written; `understood` is what of it this catalog knows. */
let question = readAddress(location.search);
let understood = question;
let parsed: Pick<Parsed, 'unknown' | 'written'> = { unknown: [], written: [] };

const form = facetForm(byId('facets', HTMLFormElement), {
  toggle: (name, value) => choose(toggle(understood, name, value)),
  getCatalog,
});
byId('clear', HTMLButtonElement).addEventListener('click', () => {
  choose({ ...understood, chosen: new Map(), excluded: new Map() });
  input.focus();
});

/** What the controls show is the question, whichever of them it came from. */
function showControls(catalog: Catalog | undefined, slips: readonly Slip[]): void {
  form.show(understood);
  order.value = sortOf(understood);
  for (const option of order.options) option.disabled = option.value === 'relevance' && understood.words === '';
  showChips(chips, catalog, understood, (name, value, not) => {
    const from = not ? understood.excluded : understood.chosen;
    choose({ ...understood, [not ? 'excluded' : 'chosen']: withoutValue(from, name, value) });
    input.focus();
  });
  byId('asked', HTMLElement).hidden = chips.children.length === 0;
  showSlips(slipLines, slips, ({ written }, instead) => {
    const text = input.value.includes(written.text)
      ? input.value.replace(written.text, () => instead)
      : `${input.value} ${instead}`;
    input.value = text.trim();
    readField('push');
    input.focus();
  });
}

function showAnswer(catalog: Catalog, given: Answer): void {
  form.showCounts(given.counts);
  results.show(catalog, understood, given);
  // What may still come adds to it.
  results.done();
  const isNothing = given.entries.length === 0;
  if (isNothing) showNothing(catalog, understood, choose);
  // Where there is nothing, the ways out name them.
  showNamed(namedLine, isNothing ? [] : named(catalog, understood), (next) => {
    choose(next);
    input.focus();
  });
}

/** Answers the question that stands. What an earlier question still brings is dropped. */
async function run(): Promise<void> {
  const turn = ++asked;
  const isCurrent = (): boolean => turn === asked;
  clearTimeout(pause);
  if (isPlain(question) && parsed.unknown.length === 0) {
    understood = question;
    showControls(undefined, []);
    form.showCounts(undefined);
    results.showPlain();
    namedLine.hidden = true;
    return;
  }
  results.wait();
  try {
    const catalog = await getCatalog();
    if (!isCurrent()) return;
    const { question: known, slips } = understand(catalog, question, parsed);
    understood = known;
    showControls(catalog, slips);
    await answerOn(catalog, known, isCurrent);
  } catch {
    if (isCurrent()) results.fail();
  } finally {
    if (isCurrent()) results.done();
  }
}

/**
 * Names first, as they are in memory; then descriptions and the words of documents, should they still be on their way;
 * then Pagefind, for the places in the documents and for what no list of words has.
 */
async function answerOn(catalog: Catalog, known: Question, isCurrent: () => boolean): Promise<void> {
  const no = unwanted(known.words);
  if (!catalog.isComplete()) {
    const first = answer(catalog, known);
    if (first.entries.length > 0 && no.length === 0) showAnswer(catalog, first);
    await catalog.complete;
    if (!isCurrent()) return;
  }
  const all = [...wanted(known.words), ...no];
  const words = catalog.documentWords.single(all);
  let inDocuments = catalog.documentWords.known(words);
  let given = answer(catalog, known, { inDocuments });
  // What has no answer yet may have one in the documents, and what is left out for a word may have it there: nothing is
  // said before they are known.
  if ((given.entries.length > 0 && (inDocuments ?? no.length === 0)) || known.words === '') showAnswer(catalog, given);
  if (known.words === '') return;
  if (!inDocuments && (await catalog.documentWords.fetch(words)) && isCurrent()) {
    inDocuments = catalog.documentWords.known(words);
    given = answer(catalog, known, { inDocuments });
    if (given.entries.length > 0) showAnswer(catalog, given);
  }
  const isOpen = given.entries.length === 0 && words.length < all.length;
  await new Promise((resume) => (pause = setTimeout(resume, isOpen ? 0 : PAUSE_MS)));
  if (!isCurrent()) return;
  const looked = telling(known.words).join(' ');
  if (looked === '') {
    showAnswer(catalog, given);
    return;
  }
  const documents = await searchDocuments(catalog, looked);
  if (documents && isCurrent()) showAnswer(catalog, answer(catalog, known, { inDocuments, documents }));
}

/** Typing replaces the address, choosing adds to the history. */
function change(next: Question, how: 'replace' | 'push'): void {
  question = next;
  const address = `${location.pathname}${writeAddress(next)}`;
  if (how === 'push') history.pushState(null, '', address);
  else history.replaceState(null, '', address);
  void run();
}

/** A question from anywhere but the field: the field is written anew. */
function choose(next: Question): void {
  parsed = { unknown: [], written: [] };
  input.value = textOf(next);
  change(next, 'push');
}

function readField(how: 'replace' | 'push'): void {
  const text = parseText(input.value.trim());
  parsed = text;
  change({ ...text.question, sort: text.question.sort ?? question.sort }, how);
}

function readLocation(): void {
  question = readAddress(location.search);
  input.value = textOf(question);
  parsed = parseText(input.value);
}

input.addEventListener('input', () => readField('replace'));
byId('search-form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  readField('replace');
});
order.addEventListener('change', () => {
  const sort = sorts.find((known) => known === order.value);
  choose({ ...understood, sort: sort === sortOf({ ...understood, sort: undefined }) ? undefined : sort });
});
byId('retry', HTMLButtonElement).addEventListener('click', () => {
  input.focus();
  void run();
});
results.onMore(getCatalog, async () => answer(await getCatalog(), nothingAsked));
addEventListener('popstate', () => {
  readLocation();
  void run();
});
bindKeys({
  input,
  list: results.list,
  clear() {
    choose({ ...nothingAsked, sort: question.sort });
  },
  more: () => results.more(),
});

// Whoever comes near the search will use it. Failures show when it is used.
const prepare = (): void => {
  getCatalog()
    // The first answers do not need it, and would have to share the line and the processor with it.
    .then(({ complete }) => complete)
    .then(getPagefind)
    .catch(() => undefined);
};
for (const sign of ['focusin', 'pointerover'])
  byId('search-form', HTMLFormElement).addEventListener(sign, prepare, { once: true });
byId('facets', HTMLFormElement).addEventListener('pointerover', prepare, { once: true });

// On a wide screen the filters stand beside the results and are always open.
const wide = matchMedia('(min-width: 60rem)');
const fold = byId('facets-fold', HTMLDetailsElement);
const unfold = (): void => {
  fold.open = wide.matches;
};
wide.addEventListener('change', unfold);
unfold();
readLocation();
// Browsers that come back to a page tick again what was ticked when it was left; the address is what holds.
if (isPlain(question)) showControls(undefined, []);
else void run();
