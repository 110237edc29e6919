import type rehypeSanitize from 'rehype-sanitize';

/** The nodes of an HTML tree, by way of a package we depend on. */
export type Root = ReturnType<ReturnType<typeof rehypeSanitize>>;
export type Node = Root['children'][number];
export type Element = Extract<Node, { type: 'element' }>;

function isElement(node: Node): node is Element {
  return node.type === 'element';
}

/** The text of a tree as a reader sees it. */
export function textOf(node: Node): string {
  if (node.type === 'text') return node.value;
  return isElement(node) ? node.children.map(textOf).join('') : '';
}

/** Puts what `change` gives in the place of each element, the innermost first. */
export function mapElements(parent: Root | Element, change: (element: Element) => readonly Node[]): void {
  const children: Node[] = [];
  for (const child of parent.children) {
    if (!isElement(child)) {
      children.push(child);
      continue;
    }
    mapElements(child, change);
    children.push(...change(child));
  }
  parent.children = children as typeof parent.children;
}
