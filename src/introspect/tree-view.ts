import { byText } from '../domain/order.ts';
import type { Tree } from '../domain/tree.ts';

/** Where a path really is, or why it is nowhere. */
export type Resolved =
  | { readonly path: string; readonly problem?: undefined }
  | { readonly problem: 'dangling' | 'loop' | 'escapes'; readonly path?: undefined };

/** A tree with its folders listed and its links understood. All paths are relative to the root of the tree. */
export interface TreeView {
  readonly tree: Tree;
  /** Real paths of regular files, sorted. */
  readonly files: readonly string[];
  /** Paths of symbolic links, sorted. */
  readonly links: readonly string[];
  /** Paths of regular files that hold a path and stand where a folder is expected; they are followed like links. */
  readonly textLinks: readonly string[];
  isFile(path: string): boolean;
  isFolder(path: string): boolean;
  /** The names in a folder, sorted; links among them are not followed. */
  names(folder: string): readonly string[];
  /** Follows the links in every part of a path. */
  resolve(path: string): Resolved;
  /** The real files below a real folder, sorted. */
  filesBelow(folder: string): readonly string[];
}

/** As many links as Linux follows in one path. */
const MAX_HOPS = 40;

/** In bytes, as long as a path can be on Linux. */
const LONGEST_TARGET = 4096;

/** In characters, for a link and the folder it lies in. No tree holds what is longer, and following it costs its square. */
const LONGEST_PATH = 2 * LONGEST_TARGET;

/** Joins a folder and a path below it; the empty text is the root. */
export function join(folder: string, path: string): string {
  return folder === '' ? path : path === '' ? folder : `${folder}/${path}`;
}

/** The folder a path lies in; the empty text for the root. */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Names of folders whose contents are folders: a file without an ending there is a link that became a text. */
const HOLDS_FOLDERS = /^(?:skills|agents|commands|plugins)$/;

/** Manifests of one harness are often links to those of another. */
const MANIFEST = /^(?:plugin|marketplace|gemini-extension|ambient|hooks|\.?mcp)\.json$/;

function canBeTextLink(path: string): boolean {
  const name = baseName(path);
  if (MANIFEST.test(name)) return true;
  return HOLDS_FOLDERS.test(name) || (!name.includes('.') && HOLDS_FOLDERS.test(baseName(parentOf(path))));
}

/**
 * The relative path that is all a text says. Git on Windows commits links so where it may not make any.
 *
 * @returns Undefined where the text says anything else.
 */
function linkText(text: string): string | undefined {
  const target = text.replace(/\r?\n$/, '');
  const isPath =
    target.length <= LONGEST_TARGET &&
    target.includes('/') &&
    /^[^\s/\\:*?"<>|{}[\]()`#]+$/.test(target.replaceAll('/', ''));
  return isPath && !target.startsWith('/') ? target : undefined;
}

/**
 * Where a text file leads that is a link by its content.
 *
 * @param path Where the file lies.
 * @returns Undefined where the text is none.
 */
export function textLinkTarget(view: Pick<TreeView, 'resolve'>, path: string, text: string): Resolved | undefined {
  const target = linkText(text);
  return target === undefined ? undefined : view.resolve(join(parentOf(path), target));
}

/** Reads the targets of all links in one go and makes the view. */
export async function openView(tree: Tree): Promise<TreeView> {
  const pathsOf = (isWanted: (path: string, type: string) => boolean): string[] =>
    [...tree.nodes].filter(([path, { type }]) => isWanted(path, type)).map(([path]) => path);
  const links = pathsOf((_path, type) => type === 'link');
  const candidates = pathsOf((path, type) => type === 'file' && canBeTextLink(path));
  await tree.prefetch([...links, ...candidates]);
  const read = async (path: string): Promise<string | undefined> => {
    const { bytes } = await tree.read(path);
    const isPath = bytes !== undefined && bytes.byteLength <= LONGEST_TARGET;
    return isPath ? new TextDecoder().decode(bytes).replace(/\n$/, '') : undefined;
  };
  const targets = new Map<string, string | undefined>();
  for (const path of links) targets.set(path, await read(path));
  const textLinks: string[] = [];
  for (const path of candidates) {
    const target = linkText((await read(path)) ?? '');
    if (target === undefined) continue;
    textLinks.push(path);
    targets.set(path, target);
  }
  const files = [...tree.nodes]
    .filter(([, { type }]) => type === 'file' || type === 'executable')
    .map(([path]) => path)
    .toSorted(byText);
  const folders = listFolders(tree.nodes.keys());
  const fileSet = new Set(files);

  return {
    tree,
    files,
    links: links.toSorted(byText),
    textLinks: textLinks.toSorted(byText),
    isFile: (path) => fileSet.has(path),
    isFolder: (path) => folders.has(path),
    names: (folder) => [...(folders.get(folder) ?? [])].toSorted(byText),
    resolve: (path) => resolve(path, targets, (real) => fileSet.has(real) || folders.has(real)),
    filesBelow: (folder) => (folder === '' ? files : filesInFolder(files, folder)),
  };
}

function listFolders(paths: Iterable<string>): Map<string, Set<string>> {
  const folders = new Map<string, Set<string>>([['', new Set()]]);
  for (const path of paths) {
    let child = path;
    for (;;) {
      const parent = parentOf(child);
      const names = folders.get(parent);
      names?.add(baseName(child));
      if (names) break;
      folders.set(parent, new Set([baseName(child)]));
      child = parent;
    }
  }
  return folders;
}

function resolve(
  path: string,
  targets: ReadonlyMap<string, string | undefined>,
  exists: (path: string) => boolean,
): Resolved {
  if (path.length > LONGEST_PATH) return { problem: 'dangling' };
  const todo = path.split('/').filter((part) => part !== '' && part !== '.');
  const real: string[] = [];
  let hops = 0;
  let isMissing = false;
  while (todo.length > 0) {
    const part = todo.shift() ?? '';
    if (part === '..') {
      if (real.pop() === undefined) return { problem: 'escapes' };
      continue;
    }
    real.push(part);
    // What is not there holds no links; the rest is only looked at for a way out.
    if (isMissing) continue;
    const here = real.join('/');
    if (!targets.has(here)) {
      isMissing = !exists(here);
      continue;
    }
    const target = targets.get(here);
    if (target === undefined || target === '') return { problem: 'dangling' };
    if (target.startsWith('/')) return { problem: 'escapes' };
    if (++hops > MAX_HOPS) return { problem: 'loop' };
    real.pop();
    todo.unshift(...target.split('/').filter((step) => step !== '' && step !== '.'));
  }
  const found = real.join('/');
  return !isMissing && exists(found) ? { path: found } : { problem: 'dangling' };
}

function filesInFolder(files: readonly string[], folder: string): readonly string[] {
  // `0` follows `/` in the order of the paths.
  return files.slice(lowerBound(files, `${folder}/`), lowerBound(files, `${folder}0`));
}

function lowerBound(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
