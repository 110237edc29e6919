import { formatCount } from '../words/format.ts';
import { type Answer, sortOf } from './ask.ts';
import { batchEnd } from './batch.ts';
import { byId } from './by-id.ts';
import { addExcerpt, makeCard } from './card.ts';
import type { Catalog } from './catalog.ts';
import { keepFocus } from './keep-focus.ts';
import type { Question, Sort } from './question.ts';

const orderWords: Record<Sort, string> = {
  relevance: 'best first',
  changed: 'last changed first',
  newest: 'newest first',
  name: 'by name',
};

interface ResultList {
  readonly list: HTMLElement;
  show(catalog: Catalog, question: Question, answer: Answer): void;
  /** The list as the page came. */
  showPlain(): void;
  wait(): void;
  done(): void;
  fail(): void;
  more(): void;
  onMore(getCatalog: () => Promise<Catalog>, plain: () => Promise<Answer>): void;
}

interface Shown {
  readonly entry: number;
  readonly words: string;
  /** Its description had come when it was made. */
  readonly isWhole: boolean;
  readonly node: Element;
}

function say(count: number, question: Question): string {
  const entries = formatCount(count, 'entry', 'entries');
  const found = question.words === '' ? entries : `${entries} for “${question.words}”`;
  return count < 2 ? found : `${found}, ${orderWords[sortOf(question)]}`;
}

/** What stands there already stays: the reader may have it under their hands. */
function cardOf(
  standing: readonly Shown[],
  template: HTMLTemplateElement,
  catalog: Catalog,
  entry: number,
  answer: Answer,
): Shown {
  const words = answer.matches.words.join(' ');
  const isWhole = catalog.descriptions[entry] !== undefined;
  const same = standing.find((card) => card.entry === entry && card.words === words && card.isWhole === isWhole);
  const node = same?.node ?? makeCard(template, catalog, entry, answer);
  const found = answer.matches.points.has(entry) ? undefined : answer.documents?.get(entry);
  // The card says all but the place in the document; where that cannot be had, it stands without.
  if (found) addExcerpt(node, found).catch(() => undefined);
  return { entry, words, isWhole, node };
}

/** The link of an entry; where it is no longer shown, the words are the next place to go on. */
function linkOf(cards: readonly Shown[], entry: number | undefined): HTMLElement {
  const card = cards.find((shown) => shown.entry === entry);
  return card?.node.querySelector('a') ?? byId('search', HTMLInputElement);
}

/** The results, and what is said of them. */
export function resultList(): ResultList {
  const list = byId('cards', HTMLUListElement);
  const button = byId('more', HTMLButtonElement);
  const status = byId('results-status', HTMLElement);
  const nothing = byId('nothing', HTMLElement);
  const trouble = byId('trouble', HTMLElement);
  const template = byId('card', HTMLTemplateElement);
  /** How many cards come at once. */
  const size = Number(list.dataset['size']);
  const plain = { cards: [...list.children], status: status.textContent, more: button.hidden };
  let shown: { readonly catalog: Catalog; readonly answer: Answer } | undefined;
  let cards: readonly Shown[] = [];

  const put = (catalog: Catalog, answer: Answer, end: number): void => {
    const read = cards.find(({ node }) => node.contains(document.activeElement))?.entry;
    cards = answer.entries.slice(0, end).map((entry) => cardOf(cards, template, catalog, entry, answer));
    const nodes = cards.map(({ node }) => node);
    const isSame = nodes.length === list.children.length && nodes.every((node, at) => node === list.children[at]);
    const link = (): HTMLElement => linkOf(cards, read);
    if (!isSame) keepFocus(() => list.replaceChildren(...nodes), link);
    button.hidden = end >= answer.entries.length;
    shown = { catalog, answer };
  };

  return {
    list,
    show(catalog, question, answer) {
      const count = answer.entries.length;
      nothing.hidden = count > 0;
      trouble.hidden = true;
      put(catalog, answer, batchEnd(0, size, count));
      status.textContent = say(count, question);
    },
    showPlain() {
      list.replaceChildren(...plain.cards);
      cards = [];
      shown = undefined;
      status.textContent = plain.status;
      button.hidden = plain.more;
      nothing.hidden = true;
      trouble.hidden = true;
      list.removeAttribute('aria-busy');
    },
    wait: () => list.setAttribute('aria-busy', 'true'),
    done: () => list.removeAttribute('aria-busy'),
    fail() {
      status.textContent = 'The search could not be loaded';
      trouble.hidden = false;
    },
    more: () => button.click(),
    onMore(getCatalog, answerPlain) {
      button.addEventListener('click', async () => {
        // The plain list came with the page; its further cards are the search's.
        const from = shown ?? { catalog: await getCatalog(), answer: await answerPlain() };
        await from.catalog.complete;
        const start = list.children.length;
        put(from.catalog, from.answer, batchEnd(start, size, from.answer.entries.length));
        list.children[start]?.querySelector('a')?.focus();
      });
    },
  };
}
