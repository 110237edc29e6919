import { formatDay } from '../words/format.ts';
import { licenseInList } from '../words/license.ts';
import { visible } from '../words/visible.ts';
import type { Answer } from './ask.ts';
import type { Catalog, Field } from './catalog.ts';
import { matchedFields } from './match.ts';
import type { Found } from './pagefind.ts';
import { markedParts } from './words.ts';

function slot(card: Element, name: string): HTMLElement | null {
  return card.querySelector<HTMLElement>(`[data-slot="${name}"]`);
}

/** Puts a text of strangers into the card, as text, with what was looked for marked. */
function fill(card: Element, name: string, text: string, words: readonly string[] = []): void {
  const nodes = markedParts(visible(text), words).map(({ text: piece, found }) => (found ? marked(piece) : piece));
  slot(card, name)?.replaceChildren(...nodes);
}

function marked(text: string): HTMLElement {
  const node = document.createElement('mark');
  node.textContent = text;
  return node;
}

function line(className: string, ...content: readonly (Node | string)[]): HTMLElement {
  const node = document.createElement('p');
  node.className = className;
  node.append(...content);
  return node;
}

/** What is out of the ordinary, with the words of the catalog file. */
function stateMarks(catalog: Catalog, entry: number): HTMLElement[] {
  const states = ['is', 'status', 'category']
    .flatMap((column) => {
      const { labels = [], values } = catalog.column(column);
      return catalog.valuesOf(column, entry).map((value) => ({ value, label: labels[values.indexOf(value)] ?? value }));
    })
    // A verified source has a mark of its own.
    .filter(({ value }) => !['active', 'standard', 'verified'].includes(value));
  const isWithdrawn = states.some(({ value }) => value === 'withdrawn');
  return states
    .filter(({ value }) => !(isWithdrawn && value === 'deleted'))
    .map(({ value, label }) => {
      const node = document.createElement('span');
      node.className = `mark mark-${value}`;
      node.textContent = label;
      return node;
    });
}

const DAY = 86_400_000;

/** Whether the source names the catalog, when the entry last changed, and under which terms it stands. */
function fillFacts(card: Element, catalog: Catalog, entry: number): void {
  const [license] = catalog.valuesOf('license', entry);
  const day = formatDay(new Date((catalog.file.changed[entry] ?? 0) * DAY).toISOString());
  slot(card, 'claimed')?.toggleAttribute('hidden', catalog.valuesOf('claimed', entry).length === 0);
  slot(card, 'changed')?.setAttribute('datetime', day);
  fill(card, 'changed', day);
  fill(card, 'license', licenseInList(license === 'none' ? undefined : license));
}

/** Where the words stand, where the card does not show it by its marks. */
const places: Partial<Record<Field, string>> = { tags: 'tags', keywords: 'keywords', source: 'source' };

function why(catalog: Catalog, entry: number, fields: readonly Field[]): string | undefined {
  if (fields.some((field) => field === 'title' || field === 'description')) return undefined;
  const named = fields.flatMap((field) => places[field] ?? []);
  if (named.length === 0) return undefined;
  const tags = fields.includes('tags') ? `: ${catalog.valuesOf('tag', entry).join(', ')}` : '';
  return `Found in its ${named.join(' and ')}${tags}`;
}

/** Fills a copy of the page's card template. Everything goes in as text. */
export function makeCard(template: HTMLTemplateElement, catalog: Catalog, entry: number, answer: Answer): Element {
  const copy = template.content.cloneNode(true) as DocumentFragment;
  const card = copy.querySelector('.card');
  if (!card) throw new Error('The template of the page has no card.');
  const one = (column: string): string => catalog.valuesOf(column, entry)[0] ?? '';
  const { words, points } = answer.matches;
  const { names, titles } = catalog.file;
  const [name = '', title = ''] = [names[entry], titles[entry]];
  const fields = points.has(entry) ? matchedFields(catalog, entry, words) : [];

  fill(card, 'kind', one('kind-word'));
  fill(card, 'source', one('source'));
  fill(card, 'title', title, words);
  fill(card, 'description', catalog.descriptions[entry] ?? '', words);
  fill(card, 'id', `${one('kind')}:${one('source')}/${name}`, fields.includes('title') ? [] : words);
  const showsName = fields.includes('name') && !fields.includes('title');
  slot(card, 'id')?.toggleAttribute('hidden', !showsName && !catalog.repeated.has(title.trim().toLowerCase()));
  const base = import.meta.env.BASE_URL.replace(/\/*$/, '/');
  slot(card, 'link')?.setAttribute('href', `${base}${one('folder')}/${one('source')}/${name}/`);
  fill(card, 'tier', one('tier-word'));
  card.querySelector('.tier')?.setAttribute('data-set-by', one('set-by'));
  for (const node of [card, card.querySelector('.tier')]) node?.setAttribute('data-tier', one('tier'));
  slot(card, 'marks')?.replaceChildren(...stateMarks(catalog, entry));
  fillFacts(card, catalog, entry);
  const reason = why(catalog, entry, fields);
  if (reason !== undefined) slot(card, 'description')?.parentElement?.after(line('card-why', visible(reason)));
  return card;
}

/**
 * Puts the place in the document where the words stand below a card that shows them nowhere else. The parsed excerpt is
 * inert: nothing in it loads or runs, and only its words and marks are taken over.
 */
export async function addExcerpt(card: Element, found: Found): Promise<void> {
  const { excerpt } = await found.data();
  const { body } = new DOMParser().parseFromString(excerpt, 'text/html');
  const nodes = [...body.childNodes].map((node) => {
    const text = visible(node.textContent ?? '');
    return node.nodeName === 'MARK' ? marked(text) : text;
  });
  if (nodes.length > 0 && !card.querySelector('.card-excerpt'))
    slot(card, 'description')?.parentElement?.after(line('card-excerpt', ...nodes));
}
