import { expect, test } from 'vitest';
import { containment } from '../../../../src/introspect/plugins/agent-plugins/contained-path.ts';
import { openView } from '../../../../src/introspect/tree-view.ts';
import { memoryTree } from '../../../helpers/memory-tree.ts';

const back = 'a/../';

test.each([
  [`./${back.repeat(31)}a/b`, 'inside'],
  [`./${back.repeat(31)}a/c`, 'absent'],
  [`./${back.repeat(32)}a`, 'escapes'],
])('a path of sixty-four steps is followed, a longer one is not: %s', async (path, expected) => {
  const view = await openView(memoryTree({ 'p/a/b': 'x' }));
  expect(containment(view, 'p', path)).toBe(expected);
});

test('seven hundred paths that go to and fro are refused soon', async () => {
  const view = await openView(memoryTree({ 'p/a/b': 'x' }));
  const start = performance.now();
  const found = Array.from({ length: 700 }, () => containment(view, 'p', `./${back.repeat(248)}a`));
  expect(performance.now() - start).toBeLessThan(2000);
  expect(new Set(found)).toEqual(new Set(['escapes']));
});
