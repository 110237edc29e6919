import { hiddenParts } from '../words/visible.ts';

/** A text as it was written, as HTML: nothing in it is markup, and what a reader could not see is marked. */
export function writtenHtml(text: string): string {
  return hiddenParts(text)
    .map(({ text: part, hidden }) => (hidden ? `<span class="hidden-text">${escape(part)}</span>` : escape(part)))
    .join('');
}

/** Commands as HTML in which a line breaks between words before it breaks inside one: options have hyphens. */
export function commandHtml(text: string): string {
  return text
    .split(/(\s+)/)
    .map((part, index) => (index % 2 === 1 || part === '' ? part : `<span class="word">${escape(part)}</span>`))
    .join('');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
