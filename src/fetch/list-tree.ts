import type { Limits } from '../domain/catalog.ts';
import type { Diagnostic } from '../domain/diagnostic.ts';
import type { NodeType, Tree, TreeNode } from '../domain/tree.ts';
import type { Environment } from './git-environment.ts';
import { localGit } from './local-git.ts';
import { collectUnsafePaths, whyUnsafe } from './unsafe-path.ts';

export type Listing =
  | (Pick<Tree, 'nodes' | 'folders'> & { readonly diagnostics: Diagnostic[]; readonly problem?: undefined })
  /** `absent`: the commit or one of its trees is not in the repository, or not readable. */
  | { readonly problem: 'absent' | 'too-many-files' };

interface ListOptions {
  readonly repository: string;
  readonly commit: string;
  readonly environment: Environment;
  readonly limits: Pick<Limits, 'files'>;
  /** The id of the source, for diagnostics. */
  readonly source: string;
}

// Folders and unsafe paths. A tree of a few kilobytes can name itself over and over and stand for billions of paths.
const MOST_OTHERS = 200_000;

const types: Readonly<Record<string, NodeType>> = {
  '100644': 'file',
  // Written by very old versions of git.
  '100664': 'file',
  '100755': 'executable',
  '120000': 'link',
  '160000': 'submodule',
};

/**
 * Lists all paths of a commit. Never with `-l`: sizes are not in trees, and on a blobless clone git fetches every file
 * singly to learn them.
 */
export async function listTree({ repository, commit, environment, limits, source }: ListOptions): Promise<Listing> {
  const nodes = new Map<string, TreeNode>();
  const folders = new Map<string, string>();
  const unsafe = collectUnsafePaths(source);
  const stop = new AbortController();

  let listed = 0;

  function take(record: Buffer): void {
    const tab = record.indexOf('\t');
    const [mode = '', kind, oid = ''] = record.toString('latin1', 0, tab).split(' ');
    const bytes = record.subarray(tab + 1);
    const path = bytes.toString('utf8');
    const why = whyUnsafe(bytes) ?? (nodes.has(path) || folders.has(path) ? 'is listed twice' : undefined);
    if (why === undefined) {
      if (kind === 'tree') folders.set(path, oid);
      else nodes.set(path, { type: types[mode] ?? 'file', oid });
      // Of an unsafe folder its files tell.
    } else if (kind !== 'tree') unsafe.add(bytes, why);
    listed += 1;
    if (nodes.size > limits.files || listed - nodes.size > MOST_OTHERS) stop.abort();
  }

  const split = splitRecords(take);
  try {
    await localGit(repository, environment, { abort: stop.signal })
      // Its own output is decoded text, and a path need not be any.
      .outputHandler((_command, stdout) => stdout.on('data', (chunk: Buffer) => !stop.signal.aborted && split(chunk)))
      .raw('ls-tree', '-r', '-t', '-z', '--full-tree', commit);
  } catch {
    return { problem: stop.signal.aborted ? 'too-many-files' : 'absent' };
  }
  if (stop.signal.aborted) return { problem: 'too-many-files' };
  return { nodes, folders, diagnostics: unsafe.diagnostics() };
}

/** Cuts a stream at its zero bytes. */
function splitRecords(take: (record: Buffer) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    let bytes = rest.byteLength === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let end = bytes.indexOf(0); end !== -1; end = bytes.indexOf(0)) {
      take(bytes.subarray(0, end));
      bytes = bytes.subarray(end + 1);
    }
    rest = bytes;
  };
}
