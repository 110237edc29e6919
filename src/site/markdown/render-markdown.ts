import rehypeSanitize, { type Options as Schema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { isLaboured } from '../../domain/laboured-markdown.ts';
import type { Root } from './hast.ts';
import { visible } from '../words/visible.ts';
import { type DocumentPlace, idPrefix } from './link-target.ts';
import { showHidden } from './show-hidden.ts';
import { type OutlineItem, rawHtml, tame } from './tame.ts';

/** Grows with every change of what this renderer makes of a text, so that older results in a cache are not used. */
export const RENDERER = 5;

/** Longer texts take longer than a reader would, and are shown as they were written. */
const MAX_LENGTH = 120_000;

export interface RenderedDocument {
  /** Safe to insert into a page. */
  readonly html: string;
  readonly outline: readonly OutlineItem[];
}

function words(text: string): string[] {
  return text.split(' ');
}

/*
 * The only things that reach a page. Nothing here can carry a style, a script, a frame, a form or a picture, and ids
 * are prefixed so that they cannot stand in for one of ours.
 */
const schema: Schema = {
  tagNames: words(
    'a blockquote br code del div em h3 h4 h5 h6 hr li ol p pre section span strong sup table tbody td th thead tr ul',
  ),
  attributes: {
    a: [
      ...words('href id ariaLabel ariaDescribedBy dataFootnoteRef dataFootnoteBackref'),
      ['className', 'image'],
      ['rel', 'nofollow', 'noopener', 'noreferrer'],
    ],
    code: [['className', 'raw-html', /^language-[\w-]{1,30}$/]],
    div: [
      ['className', 'table-scroll'],
      ['tabIndex', 0],
      ['role', 'region'],
      ['ariaLabel', /^Table \d+$/],
    ],
    h3: ['id'],
    h4: ['id', ['className', 'visually-hidden']],
    h5: ['id'],
    h6: ['id'],
    li: ['id', ['className', 'task-list-item']],
    pre: [
      ['tabIndex', 0],
      ['role', 'region'],
      ['ariaLabel', /^Code \d+$/],
    ],
    ol: ['start'],
    section: ['dataFootnotes'],
    span: [['className', 'image', 'hidden-text']],
    td: [['className', 'at-center', 'at-end']],
    th: [['className', 'at-center', 'at-end']],
  },
  protocols: { href: ['http', 'https', 'mailto'] },
  clobber: ['ariaDescribedBy', 'id'],
  clobberPrefix: idPrefix,
  strip: ['script', 'style'],
};

const blocks = new Set(['root', 'blockquote', 'listItem', 'footnoteDefinition']);

/**
 * Renders the Markdown of strangers. Raw HTML is shown and not obeyed, links lead to the web or to the pinned commit,
 * pictures are links, and the sanitiser comes after everything that touches the text.
 *
 * A text that is too long, or that the parser gives up on, is shown as it was written: no document stops a build.
 */
export function renderMarkdown(text: string, place: DocumentPlace): RenderedDocument {
  if (text.length > MAX_LENGTH || isLaboured(text)) return asWritten(text);
  const outline: OutlineItem[] = [];
  try {
    const file = unified()
      .use(remarkParse)
      .use(remarkGfm, { singleTilde: false })
      .use(remarkRehype, {
        clobberPrefix: '',
        footnoteLabelTagName: 'h2',
        footnoteLabelProperties: { className: ['visually-hidden'] },
        handlers: {
          html: (_state: unknown, node: { value: string }, parent: { type: string } | undefined) =>
            rawHtml(node.value, parent !== undefined && !blocks.has(parent.type)),
        },
      })
      .use(() => (tree: Root) => tame(tree, place, outline))
      .use(() => (tree: Root) => showHidden(tree))
      .use(rehypeSanitize, schema)
      .use(rehypeStringify)
      .processSync(text);
    return { html: String(file), outline };
  } catch {
    return asWritten(text);
  }
}

function asWritten(text: string): RenderedDocument {
  const escaped = visible(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return { html: `<pre tabindex="0" role="region" aria-label="Code 1"><code>${escaped}</code></pre>`, outline: [] };
}
