import { describe, expect, test } from 'vitest';
import { declaredPath } from '../../../src/introspect/plugins/declared-path.ts';
import { openView } from '../../../src/introspect/tree-view.ts';
import { link, memoryTree, submodule } from '../../helpers/memory-tree.ts';

const at = { root: 'source', file: 'plugin.json' } as const;

describe('a path of a manifest', () => {
  test.each([
    ['there', 'p/there'],
    ['./other/../there', 'p/there'],
    ['to-there', 'p/there'],
    ['', 'p'],
    ['https://tides.example', 'manifest-remote'],
    ['../p/there', 'manifest-path-escapes'],
    ['not/there', 'manifest-path-missing'],
    ['there/below', 'manifest-path-missing'],
    ['other/not/there', 'manifest-path-missing'],
    ['nowhere', 'link-broken'],
    ['nowhere/below', 'link-broken'],
    ['to-other/below', 'link-broken'],
    ['out', 'link-escapes'],
    ['module', 'submodule-skipped'],
    ['module/deep/er', 'submodule-skipped'],
  ])('%j: %s', async (value, expected) => {
    const view = await openView(
      memoryTree({
        'p/there': 'x',
        'p/to-there': link('there'),
        'p/other/x': 'x',
        'p/to-other': link('other'),
        'p/nowhere': link('gone'),
        'p/out': link('../..'),
        'p/module': submodule,
      }),
    );
    const { path, diagnostic } = declaredPath(view, 'p', value, at);
    expect(path ?? diagnostic?.rule).toBe(expected);
  });
});

test('ten thousand missing paths among ten thousand links, and one as long as a file, are told soon', async () => {
  const links = Array.from({ length: 10_000 }, (_, index) => [`l${index}`, link('gone')] as const);
  const view = await openView(memoryTree({ 'a/b': 'x', ...Object.fromEntries(links) }));
  const start = performance.now();
  const rules = [...links.map((_, index) => `./x${index}`), 'a/'.repeat(500_000)].map(
    (value) => declaredPath(view, '', value, at).diagnostic?.rule,
  );
  expect(performance.now() - start).toBeLessThan(2000);
  expect(new Set(rules)).toEqual(new Set(['manifest-path-missing']));
});
