/** A folder or a file of a plugin. */
export interface TreeNode {
  readonly name: string;
  /** Below the root of the plugin. */
  readonly path: string;
  /** Empty for a file. */
  readonly nodes: readonly TreeNode[];
  readonly isFolder: boolean;
  readonly bytes: number;
}

interface Draft {
  readonly folders: Map<string, Draft>;
  readonly files: { readonly name: string; readonly path: string; readonly bytes: number }[];
}

/** The files of a folder as a tree: folders first, each in the order of the list. */
export function folderTree(files: readonly { readonly path: string; readonly bytes: number }[]): readonly TreeNode[] {
  const root: Draft = { folders: new Map(), files: [] };
  for (const { path, bytes } of files) {
    const segments = path.split('/');
    const name = segments.pop() ?? '';
    let folder = root;
    for (const segment of segments) {
      const next = folder.folders.get(segment) ?? { folders: new Map(), files: [] };
      folder.folders.set(segment, next);
      folder = next;
    }
    folder.files.push({ name, path, bytes });
  }
  return finish(root, '');
}

function finish({ folders, files }: Draft, at: string): TreeNode[] {
  const below = [...folders].map(([name, draft]): TreeNode => {
    const path = `${at}${name}`;
    const nodes = finish(draft, `${path}/`);
    return { name, path, nodes, isFolder: true, bytes: nodes.reduce((sum, node) => sum + node.bytes, 0) };
  });
  return [...below, ...files.map((file): TreeNode => ({ ...file, nodes: [], isFolder: false }))];
}
