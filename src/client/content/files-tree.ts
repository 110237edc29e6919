import type { ContentFile } from '../../domain/composed.ts';
import type { Tree } from '../../domain/tree.ts';

/** Files that are in memory as a tree, for introspection. */
export function filesTree(files: readonly ContentFile[]): Tree {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return {
    nodes: new Map(files.map(({ path, executable }) => [path, { type: executable ? 'executable' : 'file' }])),
    folders: new Map(),
    prefetch: () => Promise.resolve(),
    read: (path) => Promise.resolve(byPath.get(path) ?? { problem: 'missing' }),
    close: () => Promise.resolve(),
  };
}
