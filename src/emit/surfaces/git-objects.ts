import { createHash } from 'node:crypto';
import type { ContentFile } from '../../domain/composed.ts';
import { isTreePath } from '../../domain/git-path.ts';
import { by } from '../../domain/order.ts';

export interface GitObject {
  readonly type: 'commit' | 'tree' | 'blob';
  /** 40 lower-case hex digits: SHA-1 of type, length and content (gitformat-loose). */
  readonly id: string;
  readonly content: Uint8Array;
}

/** An object of git with its id. */
export function gitObject(type: GitObject['type'], content: Uint8Array): GitObject {
  const id = createHash('sha1').update(`${type} ${content.byteLength}\0`).update(content).digest('hex');
  return { type, id, content };
}

/** What git calls a folder: the names in it, with what they stand for. */
interface Folder {
  readonly files: Map<string, ContentFile>;
  readonly folders: Map<string, Folder>;
}

/**
 * The blobs and trees of a folder, each once and by id, so that the order of the files shows nowhere.
 *
 * @returns The objects, and the id of the tree at the root.
 * @throws Where a path is none that a tree may hold; that has to be known before.
 */
export function treeObjects(files: readonly ContentFile[]): {
  readonly root: string;
  readonly objects: readonly GitObject[];
} {
  const top: Folder = { files: new Map(), folders: new Map() };
  for (const file of files) {
    if (!isTreePath(file.path)) throw new Error(`No tree of git may hold ${JSON.stringify(file.path)}.`);
    place(top, file.path.split('/'), file);
  }
  const objects = new Map<string, GitObject>();
  const root = write(top, objects);
  return { root, objects: [...objects.values()].toSorted(by(({ id }) => id)) };
}

function place(folder: Folder, parts: readonly string[], file: ContentFile): void {
  const [name = '', ...below] = parts;
  const next = folder.folders.get(name) ?? { files: new Map(), folders: new Map() };
  if (folder.files.has(name) || (below.length === 0 && folder.folders.has(name)))
    throw new Error(`Two files share the path ${JSON.stringify(file.path)}.`);
  if (below.length === 0) folder.files.set(name, file);
  else {
    folder.folders.set(name, next);
    place(next, below, file);
  }
}

function write(folder: Folder, objects: Map<string, GitObject>): string {
  const add = (object: GitObject): string => {
    objects.set(object.id, object);
    return object.id;
  };
  const lines = [
    ...[...folder.files].map(([name, { bytes, executable }]) => ({
      name,
      mode: executable ? '100755' : '100644',
      key: name,
      id: add(gitObject('blob', bytes)),
    })),
    // git sorts a folder as if its name ended with a slash.
    ...[...folder.folders].map(([name, below]) => ({
      name,
      mode: '40000',
      key: `${name}/`,
      id: write(below, objects),
    })),
  ];
  const sorted = lines.toSorted((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
  const content = sorted.flatMap(({ mode, name, id }) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]);
  return add(gitObject('tree', Buffer.concat(content)));
}

const AUTHOR = 'Skillyard <catalog@skillyard.invalid>';

/** A commit without a parent, in UTC: a repository that is made anew each time has no past. */
export function commitObject(tree: string, date: string, message: string): GitObject {
  const stamp = `${AUTHOR} ${Math.floor(Date.parse(date) / 1000)} +0000`;
  return gitObject('commit', Buffer.from(`tree ${tree}\nauthor ${stamp}\ncommitter ${stamp}\n\n${message}\n`));
}
