import type { Category, RiskTier, Status } from '../../domain/governance.ts';
import { LIST_LENGTH } from '../words/format.ts';
import { categoryLabels, statusLabels } from '../words/labels.ts';
import { type Setter, tierLabel } from '../words/tier.ts';
import { clip, visible } from '../words/visible.ts';
import type { FoundData } from './pagefind.ts';

/** So many letters of an excerpt tell where it is from. */
const HEAD = 30;

function slot(card: Element, name: string): HTMLElement | null {
  return card.querySelector<HTMLElement>(`[data-slot="${name}"]`);
}

function fill(card: Element, name: string, text: string): void {
  const target = slot(card, name);
  if (target) target.textContent = text;
}

function mark(text: string, name: string): HTMLElement {
  const node = document.createElement('span');
  node.className = `mark mark-${name}`;
  node.textContent = text;
  return node;
}

/**
 * An excerpt as nodes. The parsed document is inert: nothing in it loads or runs, and only its words and marks are
 * taken over.
 */
function excerptNodes(excerpt: string): Node[] {
  const { body } = new DOMParser().parseFromString(excerpt, 'text/html');
  return [...body.childNodes].map((node) => {
    const text = visible(node.textContent ?? '');
    if (node.nodeName !== 'MARK') return document.createTextNode(text);
    const found = document.createElement('mark');
    found.textContent = text;
    return found;
  });
}

/** An excerpt from the head of the page says again what the card says. */
function isFromHead(nodes: readonly Node[], { title = '', id = '', description = '' }: FoundData['meta']): boolean {
  const words = (text: string): string => text.replaceAll(/[^\p{Letter}\p{Number}]+/gu, ' ').trim();
  const start = words(nodes.map(({ textContent }) => textContent).join('')).slice(0, HEAD);
  return words(`${title} ${id} ${description}`).includes(start);
}

/** Fills a copy of the page's card template. Everything goes in as text. */
export function makeCard(
  template: HTMLTemplateElement,
  { url, excerpt, meta, filters }: FoundData,
  withExcerpt: boolean,
): Element | undefined {
  const copy = template.content.cloneNode(true) as DocumentFragment;
  const card = copy.querySelector('.card');
  if (!card) return undefined;
  const tier = filters['tier']?.[0] as RiskTier | undefined;
  const setter = (filters['set-by']?.[0] ?? 'nobody') as Setter;
  const category = filters['category']?.[0] as Category | undefined;
  const status = filters['status']?.[0] as Status | undefined;

  fill(card, 'kind', meta['kind'] ?? '');
  fill(card, 'source', filters['source']?.[0] ?? '');
  fill(card, 'title', meta['title'] ?? '');
  fill(card, 'description', clip(meta['description'] ?? '', LIST_LENGTH));
  fill(card, 'id', meta['id'] ?? '');
  slot(card, 'id')?.toggleAttribute('hidden', meta['repeats'] !== 'true');
  slot(card, 'link')?.setAttribute('href', url);
  if (tier) {
    fill(card, 'tier', tierLabel(tier, setter));
    card.querySelector('.tier')?.setAttribute('data-set-by', setter);
    for (const node of [card, card.querySelector('.tier')]) node?.setAttribute('data-tier', tier);
  }
  const marks = slot(card, 'marks');
  const isWithdrawn = meta['withdrawn'] === 'true';
  if (isWithdrawn) marks?.append(mark('Withdrawn', 'withdrawn'));
  if (filters['stub']?.[0] === 'true') marks?.append(mark('Stub', 'stub'));
  if (category === 'raw') marks?.append(mark(categoryLabels.raw, 'raw'));
  if (status && status !== 'active' && !(isWithdrawn && status === 'deleted'))
    marks?.append(mark(statusLabels[status], status));
  if (meta['copy'] === 'true') marks?.append(mark('Duplicate', 'copy'));
  const excerpted = withExcerpt ? excerptNodes(excerpt) : [];
  if (excerpted.length > 0 && !isFromHead(excerpted, meta)) {
    const line = document.createElement('p');
    line.className = 'card-excerpt';
    line.append(...excerpted);
    slot(card, 'description')?.parentElement?.after(line);
  }
  return card;
}
