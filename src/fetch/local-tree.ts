import { constants } from 'node:fs';
import { lstat, open, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Limits } from '../domain/catalog.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import type { RuleId } from '../domain/rules/index.ts';
import type { Source } from '../domain/source.ts';
import type { ReadResult, Tree, TreeNode } from '../domain/tree.ts';
import { diagnoseSource } from './check-remote.ts';
import { collectUnsafePaths, type UnsafePaths, whyUnsafe } from './unsafe-path.ts';

export interface OpenedFolder {
  /** Absent where the folder cannot be read or is over a limit. */
  readonly tree?: Tree;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * A tree over a folder of the working tree. Symbolic links are nodes and are never followed, the folder itself
 * included; `.git`, sockets, pipes and devices are not there.
 *
 * @param source - The local source it belongs to, for the places of diagnostics.
 */
export async function openLocalTree(folder: string, limits: Limits, source?: Source): Promise<OpenedFolder> {
  const refuse = (rule: RuleId, message: string): OpenedFolder => ({
    diagnostics: [
      source
        ? diagnoseSource(source, rule, message, { key: 'local' })
        : diagnose(rule, { message, at: { root: 'source', file: '.' } }),
    ],
  });
  const name = source && 'local' in source.origin ? source.origin.local : 'of this source';
  const root = await lstat(folder).catch(() => undefined);
  if (!root?.isDirectory()) return refuse('source-local-missing', `There is no folder ${name}.`);

  const walk: Walk = { folder, limits, nodes: new Map(), bytes: 0, unsafe: collectUnsafePaths(source?.id) };
  const problem = await visit(walk, Buffer.from(''));
  if (problem === 'source-too-many-files')
    return refuse(problem, `The folder ${name} has more than ${limits.files} files.`);
  if (problem) return refuse(problem, `The folder ${name} holds more than ${limits.sourceBytes} bytes.`);
  return { tree: folderTree(walk), diagnostics: walk.unsafe.diagnostics() };
}

interface Walk {
  readonly folder: string;
  readonly limits: Limits;
  readonly nodes: Map<string, TreeNode>;
  readonly unsafe: UnsafePaths;
  bytes: number;
}

type Excess = 'source-too-many-files' | 'source-too-large';

/** Names are bytes here, because they need not be text. */
async function visit(walk: Walk, parent: Buffer): Promise<Excess | undefined> {
  const here =
    parent.byteLength === 0 ? Buffer.from(walk.folder) : Buffer.concat([Buffer.from(`${walk.folder}/`), parent]);
  const names = await readdir(here, { encoding: 'buffer' });
  for (const name of names.toSorted((a, b) => Buffer.compare(a, b))) {
    if (name.equals(gitFolder)) continue;
    const path = parent.byteLength === 0 ? name : Buffer.concat([parent, Buffer.from('/'), name]);
    const why = whyUnsafe(path);
    if (why !== undefined) walk.unsafe.add(path, why);
    else {
      const excess = await take(walk, path);
      if (excess) return excess;
    }
    if (walk.unsafe.count() > walk.limits.files) return 'source-too-many-files';
  }
  return undefined;
}

const gitFolder = Buffer.from('.git');

async function take(walk: Walk, path: Buffer): Promise<Excess | undefined> {
  const text = path.toString('utf8');
  // Deleted since its folder was read.
  const found = await lstat(join(walk.folder, text)).catch(() => undefined);
  if (found?.isDirectory()) return visit(walk, path);
  if (found?.isSymbolicLink()) walk.nodes.set(text, { type: 'link' });
  else if (found?.isFile()) {
    walk.nodes.set(text, { type: (found.mode & constants.S_IXUSR) === 0 ? 'file' : 'executable' });
    walk.bytes += found.size;
  }
  if (walk.nodes.size > walk.limits.files) return 'source-too-many-files';
  return walk.bytes > walk.limits.sourceBytes ? 'source-too-large' : undefined;
}

function folderTree({ folder, nodes, limits }: Walk): Tree {
  return {
    nodes,
    folders: new Map(),
    prefetch: () => Promise.resolve(),
    close: () => Promise.resolve(),
    async read(path) {
      const node = nodes.get(path);
      if (node === undefined) return { problem: 'missing' };
      const place = join(folder, path);
      try {
        return node.type === 'link'
          ? { bytes: await readlink(place, 'buffer') }
          : await readRegular(place, limits.fileBytes);
      } catch {
        return { problem: 'unavailable' };
      }
    },
  };
}

async function readRegular(place: string, limit: number): Promise<ReadResult> {
  // It may have become a link or a pipe since it was listed: the one must not be followed, the other not waited for.
  const file = await open(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const found = await file.stat();
    if (!found.isFile()) return { problem: 'unavailable' };
    return found.size > limit ? { problem: 'too-large' } : { bytes: await file.readFile() };
  } finally {
    await file.close();
  }
}
