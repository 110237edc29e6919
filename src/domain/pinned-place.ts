import type { CatalogEntry } from './entry.ts';

/** Where the files of an entry lie for ever: the folder of a repository at one commit. */
interface PinnedPlace {
  /** What git is given. */
  readonly url: string;
  /** 40 lower-case hex digits. */
  readonly commit: string;
  /** The folder in the repository; empty for its root. */
  readonly folder: string;
}

/**
 * The place from which anybody can have an entry that is a folder.
 *
 * @returns Undefined for what has no address of its own (a folder or a bundle of the catalog, an assembled plugin), no
 *   commit that harnesses take, or no folder that holds just its files.
 */
export function pinnedPlace({ source, commit, files }: CatalogEntry): PinnedPlace | undefined {
  if (!('remote' in source.origin) || source.origin.remote.transport === 'bundle') return undefined;
  if (commit === undefined || !/^[0-9a-f]{40}$/.test(commit)) return undefined;
  const folder = rootFolder(files);
  return folder === undefined ? undefined : { url: source.origin.remote.url, commit, folder };
}

/** The folder of the tree to which the paths of all files are relative, empty for its root; undefined where there is none. */
export function rootFolder(files: CatalogEntry['files']): string | undefined {
  const [first] = files;
  if (!first?.treePath.endsWith(first.path)) return undefined;
  const before = first.treePath.slice(0, first.treePath.length - first.path.length);
  const isOne = files.every(({ treePath, path }) => treePath === `${before}${path}`);
  return isOne && (before === '' || before.endsWith('/')) ? before.replace(/\/$/, '') : undefined;
}
