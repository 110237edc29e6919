import type { Element, Node, Root } from './hast.ts';
import { mapElements, textOf } from './hast.ts';
import { type DocumentPlace, idPrefix, linkTarget } from './link-target.ts';

/** A heading of a document, with the id it has on the page. */
export interface OutlineItem {
  readonly depth: number;
  readonly text: string;
  readonly id: string;
}

/** The page's own headings are h1 and h2; the document's begin below them. */
const FIRST_DEPTH = 3;
const MAX_SLUG = 80;

function text(value: string): Node {
  return { type: 'text', value };
}

function element(tagName: string, properties: Element['properties'], children: readonly Node[]): Element {
  return { type: 'element', tagName, properties, children: [...children] as Element['children'] };
}

function link(href: string, children: readonly Node[], properties: Element['properties'] = {}): Element {
  const own = href.startsWith('#') ? {} : { rel: ['nofollow', 'noopener', 'noreferrer'] };
  return element('a', { ...properties, href, ...own }, children);
}

/** A link inside a link is not HTML, so a picture in a link gives its words only. */
function tameLink(node: Element, place: DocumentPlace): readonly Node[] {
  const inner = element('span', {}, node.children);
  mapElements(inner, (child) => (child.tagName === 'a' ? child.children : [child]));
  const target = typeof node.properties['href'] === 'string' ? linkTarget(node.properties['href'], place) : undefined;
  if (target === undefined) return inner.children;
  const { dataFootnoteRef, dataFootnoteBackref, ariaLabel, ariaDescribedBy, id } = node.properties;
  return [link(target, inner.children, { dataFootnoteRef, dataFootnoteBackref, ariaLabel, ariaDescribedBy, id })];
}

/** Pictures of strangers would tell them who reads the page: they become links, with their words. */
function tameImage(node: Element, place: DocumentPlace): readonly Node[] {
  const { src, alt } = node.properties;
  const words = typeof alt === 'string' && alt.trim() !== '' ? alt : 'no description';
  const target = typeof src === 'string' ? linkTarget(src, place) : undefined;
  const content = [text(`Image: ${words}`)];
  return [
    target === undefined
      ? element('span', { className: ['image'] }, content)
      : link(target, content, { className: ['image'] }),
  ];
}

function slugOf(heading: string, used: Map<string, number>): string {
  const slug = heading
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}\s-]+/gu, '')
    .trim()
    .replaceAll(/\s+/g, '-')
    .slice(0, MAX_SLUG);
  const count = used.get(slug) ?? 0;
  used.set(slug, count + 1);
  return count === 0 ? slug : `${slug}-${count}`;
}

/**
 * Makes the tree of a third-party document fit for our page: links resolved, images turned into links, headings below
 * the page's own and with ids, checkboxes as characters. What is unsafe is not its business; the sanitiser runs after it.
 *
 * @param outline Takes the headings.
 */
export function tame(tree: Root, place: DocumentPlace, outline: OutlineItem[]): void {
  const used = new Map<string, number>();
  const scrolling = { Table: 0, Code: 0 };
  // What scrolls has to be reached with the keyboard, and so needs a name of its own.
  const region = (what: 'Table' | 'Code'): Element['properties'] => {
    scrolling[what] += 1;
    return { tabIndex: 0, role: 'region', ariaLabel: `${what} ${scrolling[what]}` };
  };
  mapElements(tree, (node) => {
    if (node.tagName === 'a') return tameLink(node, place);
    if (node.tagName === 'img') return tameImage(node, place);
    if (node.tagName === 'input') return [text(node.properties['checked'] ? '☑' : '☐')];
    const depth = /^h([1-6])$/.exec(node.tagName)?.[1];
    if (depth !== undefined) return [tameHeading(node, Number(depth), used, outline)];
    if (node.tagName === 'pre') return [{ ...node, properties: region('Code') }];
    if (node.tagName === 'td' || node.tagName === 'th') return [alignedByClass(node)];
    if (node.tagName !== 'table') return [node];
    return [element('div', { className: ['table-scroll'], ...region('Table') }, [node])];
  });
}

/** HTML no longer has the attribute `align`, which Markdown tables are turned into. */
function alignedByClass(node: Element): Element {
  const { align } = node.properties;
  const className = align === 'center' ? ['at-center'] : align === 'right' ? ['at-end'] : undefined;
  return { ...node, properties: className === undefined ? {} : { className } };
}

function tameHeading(node: Element, depth: number, used: Map<string, number>, outline: OutlineItem[]): Element {
  const words = textOf(node).trim();
  const id = typeof node.properties['id'] === 'string' ? node.properties['id'] : slugOf(words, used);
  const isFootnotes = node.properties['id'] !== undefined;
  if (words !== '' && id !== '' && !isFootnotes) outline.push({ depth, text: words, id: `${idPrefix}${id}` });
  return { ...node, tagName: `h${Math.min(6, depth + FIRST_DEPTH - 1)}`, properties: { ...node.properties, id } };
}

/** Raw HTML of a document, as the characters it was written with: nobody can hide a comment from the reader. */
export function rawHtml(value: string, inline: boolean): Element {
  if (inline && /^<br\s*\/?>$/i.test(value)) return element('br', {}, []);
  const code = element('code', { className: ['raw-html'] }, [text(value)]);
  return inline ? code : element('pre', {}, [code]);
}
