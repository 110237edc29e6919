import { hiddenParts } from '../words/visible.ts';
import type { Element, Node, Root } from './hast.ts';

/** Puts escapes in the place of what a reader of a document could not see, marked, so that nobody takes them for its words. */
export function showHidden(parent: Root | Element): void {
  const children = parent.children.flatMap((child): Node[] => {
    if (child.type === 'element') showHidden(child);
    if (child.type !== 'text') return [child];
    return hiddenParts(child.value).map(({ text, hidden }) => {
      const node = { type: 'text' as const, value: text };
      return hidden
        ? { type: 'element', tagName: 'span', properties: { className: ['hidden-text'] }, children: [node] }
        : node;
    });
  });
  parent.children = children as typeof parent.children;
}
