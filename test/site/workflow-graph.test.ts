import { describe, expect, test } from 'vitest';
import { BOX, type GraphPart, workflowGraph } from '../../src/site/graph/workflow-graph.ts';

function part(title: string, parts: readonly GraphPart[] = [], pinned = true): GraphPart {
  return { title, note: 'note', pinned, parts };
}

function many(count: number): GraphPart[] {
  return Array.from({ length: count }, (_, n) => part(`part ${n}`));
}

describe('workflowGraph', () => {
  test('stands a part beside the middle of its own parts', () => {
    const { nodes, edges, width, height } = workflowGraph(
      part('flow', [part('member'), part('reference', many(3), false)]),
    );
    const column = (n: number): string[] =>
      nodes.filter((node) => node.column === n).map(({ title, y }) => `${y} ${title}`);
    expect([column(0), column(1), column(2)]).toEqual([
      ['58 flow'],
      ['0 member', '116 reference'],
      ['58 part 0', '116 part 1', '174 part 2'],
    ]);
    expect(edges.map(({ pinned }) => pinned)).toEqual([true, true, true, true, false]);
    expect([width, height]).toEqual([3 * BOX.width + 120, 174 + BOX.height]);
  });

  test('draws what loads nothing as one box', () => {
    expect(workflowGraph(part('flow'))).toMatchObject({ ...BOX, edges: [] });
  });

  test('no two boxes lie over each other', () => {
    const parts = [2, 0, 3, 1, 0].map((count, n) => part(`reference ${n}`, many(count)));
    const { nodes } = workflowGraph(part('flow', parts));
    for (const [index, one] of nodes.entries())
      for (const other of nodes.slice(index + 1))
        expect(one.column !== other.column || Math.abs(one.y - other.y) >= BOX.height).toBe(true);
  });

  test('caps what is too much, and says how much that is', () => {
    const titles = (count: number): string[] =>
      workflowGraph(part('flow', many(count))).nodes.map(({ title }) => title);
    expect(titles(13)).toHaveLength(14);
    expect(titles(13)).toContain('part 12');
    expect(titles(500)).toHaveLength(14);
    expect(titles(500)).toContain('488 more');
    const deep = workflowGraph(part('flow', [part('reference', many(500))]));
    expect(deep.nodes).toHaveLength(6);
    expect(deep.height).toBeLessThan(300);
  });

  test('cuts texts to the width of a box, wide letters sooner, and never through a character', () => {
    const title = (text: string): string | undefined => workflowGraph(part(text)).nodes[0]?.title;
    expect(title('a'.repeat(26))).toBe('a'.repeat(26));
    expect(title('a'.repeat(27))).toBe(`${'a'.repeat(26)}…`);
    expect(title('\u6E2F'.repeat(14))).toBe(`${'\u6E2F'.repeat(13)}…`);
    expect(title('\u{1F6A2}'.repeat(14))).toBe(`${'\u{1F6A2}'.repeat(13)}…`);
  });
});
