import rehypeSanitize, { defaultSchema, type Options as Schema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { ComponentNode, MarkdownNode } from '../../domain/site-content.ts';
import { operatorHref, leadsOut } from '../links/site-link.ts';
import type { Element, Node, Root } from './hast.ts';
import { mapElements, textOf } from './hast.ts';
import { idPrefix } from './link-target.ts';
import { showHidden } from './show-hidden.ts';

/** A part of an extra page: text that is ready to be inserted, or a component. */
export type PageBlock = { readonly html: string } | { readonly component: ComponentNode };

/** What the tree of a page can hold; the operator's text is not trusted with more than that of strangers. */
const schema: Schema = {
  ...defaultSchema,
  tagNames: `a blockquote br code del div em h2 h3 h4 h5 h6 hr li ol p pre section strong sup table tbody td th thead tr
    ul`.split(/\s+/),
  attributes: {
    a: ['href', 'id', 'ariaLabel', 'ariaDescribedBy', 'dataFootnoteRef', 'dataFootnoteBackref', 'rel'],
    code: [['className', /^language-[\w-]{1,30}$/]],
    div: [['className', 'table-scroll'], 'tabIndex', 'role', 'ariaLabel'],
    h2: ['id', ['className', 'visually-hidden']],
    ...Object.fromEntries(['h3', 'h4', 'h5', 'h6', 'li'].map((tag) => [tag, ['id']])),
    pre: ['tabIndex', 'role', 'ariaLabel'],
    ol: ['start'],
    section: ['dataFootnotes'],
    td: [['align', 'left', 'center', 'right']],
    th: [['align', 'left', 'center', 'right']],
    span: [['className', 'hidden-text']],
  },
  clobber: [],
};

/** Makes HTML of the tree of an extra page, in parts between its components. */
export function renderPage(body: MarkdownNode): PageBlock[] {
  const components: ComponentNode[] = [];
  // The type knows the nodes of Markdown only.
  const handlers: Record<string, unknown> = {
    component: (_state: unknown, node: ComponentNode): Element => {
      components.push(node);
      return { type: 'element', tagName: 'component', properties: {}, children: [] };
    },
  };
  const toHtml = unified().use(remarkRehype, {
    clobberPrefix: idPrefix,
    footnoteLabelProperties: { className: ['visually-hidden'] },
    handlers,
  } as Parameters<typeof remarkRehype>[0]);
  const tree = toHtml.runSync(body as unknown as Parameters<typeof toHtml.runSync>[0]);
  furnish(tree);
  showHidden(tree);
  const finish = unified().use(rehypeSanitize, schema).use(rehypeStringify);
  const blocks: PageBlock[] = [];
  let text: Node[] = [];
  const close = (): void => {
    const root = { type: 'root', children: text } as Root;
    const html = finish.stringify(finish.runSync(root)).trim();
    if (html !== '') blocks.push({ html });
    text = [];
  };
  for (const child of tree.children) {
    if (child.type !== 'element' || child.tagName !== 'component') {
      text.push(child);
      continue;
    }
    close();
    const component = components.shift();
    if (component) blocks.push({ component });
  }
  close();
  return blocks;
}

/** Leads links where they belong on this site, gives headings ids, and makes what is too wide scroll by itself. */
function furnish(tree: Root): void {
  const used = new Map<string, number>();
  const scrolling = { Table: 0, Code: 0 };
  const region = (what: keyof typeof scrolling): Element['properties'] => {
    scrolling[what] += 1;
    return { tabIndex: 0, role: 'region', ariaLabel: `${what} ${scrolling[what]}` };
  };
  mapElements(tree, (node) => {
    if (node.tagName === 'a') return [ownLink(node)];
    if (node.tagName === 'input') return [{ type: 'text', value: node.properties['checked'] ? '☑' : '☐' }];
    if (node.tagName === 'pre') return [{ ...node, properties: region('Code') }];
    if (node.tagName === 'table')
      return [
        {
          type: 'element',
          tagName: 'div',
          properties: { className: ['table-scroll'], ...region('Table') },
          children: [node],
        },
      ];
    return [/^h[1-6]$/.test(node.tagName) && node.properties['id'] === undefined ? heading(node, used) : node];
  });
}

function ownLink(node: Element): Element {
  const target = node.properties['href'];
  // Footnotes have ids of their own already.
  if (
    typeof target !== 'string' ||
    node.properties['dataFootnoteRef'] !== undefined ||
    node.properties['dataFootnoteBackref'] !== undefined
  )
    return node;
  const rel = leadsOut(target) ? { rel: ['noopener', 'noreferrer'] } : {};
  const leads = target.startsWith('#') ? `#${idPrefix}${target.slice(1)}` : operatorHref(target);
  return { ...node, properties: { ...node.properties, href: leads, ...rel } };
}

/** The page's own heading is the first one, so those of the text begin below it. */
function heading(node: Element, used: Map<string, number>): Element {
  const slug = textOf(node)
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}\s-]+/gu, '')
    .trim()
    .replaceAll(/\s+/g, '-')
    .slice(0, 80);
  const count = used.get(slug) ?? 0;
  used.set(slug, count + 1);
  const id = `${idPrefix}${slug}${count === 0 ? '' : `-${count}`}`;
  return { ...node, tagName: node.tagName === 'h1' ? 'h2' : node.tagName, properties: slug === '' ? {} : { id } };
}
