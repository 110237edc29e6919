import type { Tree } from '../domain/tree.ts';
import type { Prefetcher } from './prefetch-objects.ts';
import type { ObjectReader } from './read-objects.ts';

interface Access {
  readonly reader: ObjectReader;
  readonly prefetcher: Prefetcher;
  readonly close: () => Promise<void>;
}

/** A tree over a commit that is listed, in a repository whose objects are near or can be prefetched. */
export function gitTree(
  commit: string,
  { nodes, folders }: Pick<Tree, 'nodes' | 'folders'>,
  { reader, prefetcher, close }: Access,
): Tree {
  // A submodule names a commit of another repository, which is not fetched.
  const contentOf = (path: string): string | undefined => {
    const node = nodes.get(path);
    return node?.type === 'submodule' ? undefined : node?.oid;
  };
  return {
    commit,
    nodes,
    folders,
    prefetch: (paths) => prefetcher.bring(paths.map(contentOf).filter((oid) => oid !== undefined)),
    async read(path) {
      const oid = contentOf(path);
      return oid === undefined ? { problem: 'missing' } : reader.read(oid);
    },
    close,
  };
}
