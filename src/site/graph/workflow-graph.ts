/** One thing a workflow loads, or what that stands for in this catalog. */
export interface GraphPart {
  readonly title: string;
  readonly note: string;
  /** Where its box leads, and that of the parts of it which are left out. */
  readonly href?: string | undefined;
  /** It names one commit; what is not pinned is drawn with a broken line. */
  readonly pinned: boolean;
  readonly parts: readonly GraphPart[];
}

interface GraphNode {
  readonly x: number;
  readonly y: number;
  readonly title: string;
  readonly note: string;
  readonly href?: string | undefined;
  /** 0 is the workflow, 1 what it loads, 2 the entries that this stands for. */
  readonly column: number;
}

interface Graph {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly { readonly path: string; readonly pinned: boolean }[];
}

/** The size of a box, in the units of the drawing. */
export const BOX = { width: 216, height: 46 } as const;
const GAP = { x: 60, y: 12 } as const;
/** More boxes than this are a wall; the list below the drawing has them all. */
const MOST = { loaded: 12, entries: 3 } as const;
/** The workflow stands no lower. */
const LOWEST = 4 * (BOX.height + GAP.y);
/** Letters that fit into a box. Wide ones count twice. */
const LETTERS = { title: 26, note: 33 } as const;

const wide = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Extended_Pictographic}]/u;

/** Cuts a text so that it fits into a box. */
function fit(text: string, letters: number): string {
  let room = letters;
  let shown = '';
  for (const letter of text) {
    room -= wide.test(letter) ? 2 : 1;
    if (room < 0) return `${shown.trimEnd()}…`;
    shown += letter;
  }
  return shown;
}

function cap({ parts, href }: Omit<GraphPart, 'pinned'>, most: number): readonly GraphPart[] {
  // A box for one that is left out could as well be that one.
  if (parts.length <= most + 1) return parts;
  const rest = { title: `${parts.length - most} more`, note: 'in the list below', href, pinned: true, parts: [] };
  return [...parts.slice(0, most), rest];
}

function curve(from: GraphNode, to: GraphNode): string {
  const [x1, y1] = [from.x + BOX.width, from.y + BOX.height / 2];
  const [x2, y2] = [to.x, to.y + BOX.height / 2];
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}

/**
 * Lays a workflow out from left to right: the workflow, what it loads, and the entries of this catalog that this stands
 * for. Big ones are capped, with a box that says how many are left out. The workflow itself stands no lower than the
 * fifth row, so that it is seen with the first things it loads.
 *
 * @param workflow Its title, and as parts what it loads. Texts are cut to fit; they must hold nothing hidden.
 */
export function workflowGraph(workflow: Omit<GraphPart, 'pinned'>): Graph {
  const nodes: GraphNode[] = [];
  const edges: Graph['edges'][number][] = [];
  let bottom = 0;

  function place({ title, note, href }: Omit<GraphPart, 'pinned'>, column: number, y: number): GraphNode {
    const node = {
      x: column * (BOX.width + GAP.x),
      y,
      title: fit(title, LETTERS.title),
      note: fit(note, LETTERS.note),
      href,
      column,
    };
    nodes.push(node);
    bottom = Math.max(bottom, y + BOX.height);
    return node;
  }

  /** Places a part beside its own parts, which stand below each other from `top` on. */
  function lay(part: Omit<GraphPart, 'pinned'>, column: number, top: number): GraphNode {
    let next = top;
    const laid = cap(part, column === 0 ? MOST.loaded : MOST.entries).map((inner) => {
      const node = lay(inner, column + 1, next);
      next = bottom + GAP.y;
      return { node, pinned: inner.pinned };
    });
    const [first, last] = [laid[0]?.node.y ?? top, laid.at(-1)?.node.y ?? top];
    const middle = (first + last) / 2;
    const own = place(part, column, column === 0 ? Math.min(middle, LOWEST) : middle);
    for (const { node, pinned } of laid) edges.push({ path: curve(own, node), pinned });
    return own;
  }

  lay(workflow, 0, 0);
  const columns = Math.max(...nodes.map(({ column }) => column)) + 1;
  return { width: columns * (BOX.width + GAP.x) - GAP.x, height: bottom, nodes, edges };
}
