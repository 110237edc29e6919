import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tree, TreeNode } from '../../src/domain/tree.ts';

/** Larger files are no part of what is measured, as the default limit of a catalog has it. In bytes. */
const MAX_FILE = 10_000_000;

/** The folders below one that hold a SKILL.md, in the order of their paths, and the files of each. */
export async function skillFolders(folder: string): Promise<string[][]> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(join(folder, '/').length))
    .toSorted();
  const roots = new Set(files.filter((file) => file.endsWith('/SKILL.md')).map((file) => file.slice(0, -9)));
  const ofRoot = Map.groupBy(files, (file) => rootOf(file, roots) ?? '');
  return [...roots].map((root) => ofRoot.get(root) ?? []);
}

function rootOf(file: string, roots: ReadonlySet<string>): string | undefined {
  for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) {
    if (roots.has(file.slice(0, end))) return file.slice(0, end);
  }
  return undefined;
}

/** A tree of these files of a folder. */
export function folderTree(folder: string, files: readonly string[]): Tree {
  return {
    nodes: new Map(files.map((path): [string, TreeNode] => [path, { type: 'file' }])),
    folders: new Map(),
    prefetch: () => Promise.resolve(),
    read: async (path) => {
      const bytes = await readFile(join(folder, path));
      return bytes.byteLength > MAX_FILE ? { problem: 'too-large' } : { bytes };
    },
    close: () => Promise.resolve(),
  };
}
