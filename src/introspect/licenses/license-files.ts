import { baseName, join, parentOf, type TreeView } from '../tree-view.ts';
import { recognizeLicense } from './recognize-license.ts';

/** What the licence files of a folder say of everything below it. */
export interface FolderLicense {
  /** The SPDX id or expression; absent where a text is none that is known, or cannot be had. */
  readonly license?: string | undefined;
  /** The first of the files, relative to the root of the tree. */
  readonly file: string;
  /** The folder that has them. */
  readonly folder: string;
}

export interface LicenseFiles {
  /** The licence files of folders and of all folders around them, to be prefetched with what else is read. */
  around(folders: Iterable<string>): string[];
  /** Undefined where there is no licence file in the folder itself. */
  at(folder: string): Promise<FolderLicense | undefined>;
  /** Of the folder itself, or the nearest around it that has a licence file. */
  nearest(folder: string): Promise<FolderLicense | undefined>;
}

/** `LICENSE`, `COPYING.md`, `license.txt`, `UNLICENSE`, `LICENSE-MIT`, `LICENSE_APACHE-2.0.txt`, `MIT-LICENSE`. */
const LICENSE_FILE =
  /^(?:(?:(?:un)?licen[cs]es?|copying)(?:[-_](?<after>(?:[a-z0-9+_-]|\.\d)+))?|(?<before>apache|bsd|mit)[-_]licen[cs]e)(?:\.(?:adoc|html?|lesser|markdown|md|rst|text|txt))?$/i;

/** Where the REUSE specification 3.3 keeps the texts of all licences of a repository, each under its SPDX id. */
const REUSE_FOLDER = 'LICENSES';

/** In bytes; the longest licence of SPDX has 56,000. */
const LONGEST = 100_000;

/** A licence file by its name, and where its text really is. */
interface LicenseFile {
  readonly path: string;
  /** Absent for a link that leads nowhere. */
  readonly real?: string | undefined;
}

/** Reads the licence files of a tree, each folder and each text once, however many entries and folders share it. */
export function openLicenseFiles(view: TreeView): LicenseFiles {
  const folders = new Map<string, Promise<FolderLicense | undefined>>();
  const nearests = new Map<string, Promise<FolderLicense | undefined>>();
  const texts = new Map<string, Promise<string | undefined>>();

  const recognize = async (path: string): Promise<string | undefined> => {
    const { bytes } = await view.tree.read(path);
    if (bytes === undefined || bytes.byteLength > LONGEST) return undefined;
    return recognizeLicense(new TextDecoder().decode(bytes));
  };
  const idOf = async ({ real }: LicenseFile): Promise<string | undefined> =>
    real === undefined ? undefined : once(texts, view.tree.nodes.get(real)?.oid ?? real, () => recognize(real));
  const readFolder = async (folder: string): Promise<FolderLicense | undefined> => {
    const files = licenseFilesIn(view, folder);
    const [first] = files;
    if (!first) return undefined;
    const ids: (string | undefined)[] = [];
    for (const file of files) ids.push(await idOf(file));
    return { license: joinLicenses(files, ids), file: first.path, folder };
  };
  const at = (folder: string): Promise<FolderLicense | undefined> => once(folders, folder, () => readFolder(folder));
  const nearest = (folder: string): Promise<FolderLicense | undefined> =>
    once(nearests, folder, async () => (await at(folder)) ?? (folder === '' ? undefined : nearest(parentOf(folder))));
  return {
    around: (inner) =>
      [...withOuter(inner)].flatMap((folder) => licenseFilesIn(view, folder).flatMap(({ real }) => real ?? [])),
    at,
    nearest,
  };
}

function once<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const made = known.get(key) ?? make();
  known.set(key, made);
  return made;
}

/** These folders and all that they lie in. */
function withOuter(folders: Iterable<string>): Set<string> {
  const all = new Set(['']);
  for (const inner of folders) for (let folder = inner; !all.has(folder); folder = parentOf(folder)) all.add(folder);
  return all;
}

function licenseFilesIn(view: TreeView, folder: string): LicenseFile[] {
  const own = filesOf(view, folder, (name) => LICENSE_FILE.test(name));
  if (folder !== '' || own.length > 0) return own;
  const reuse = filesOf(view, REUSE_FOLDER, () => true);
  // Of several texts, only the files that are under each of them can say which.
  return reuse.length === 1 ? reuse : [];
}

function filesOf(view: TreeView, folder: string, isWanted: (name: string) => boolean): LicenseFile[] {
  return view.names(folder).flatMap((name): LicenseFile[] => {
    const path = join(folder, name);
    if (!isWanted(name) || view.isFolder(path)) return [];
    const real = view.resolve(path).path;
    if (real !== undefined && view.isFolder(real)) return [];
    return [{ path, real: real !== undefined && view.isFile(real) ? real : undefined }];
  });
}

/**
 * One licence, or an expression of all: a choice where each file is called after its licence, as `LICENSE-MIT` and
 * `LICENSE-APACHE` are. Otherwise each may hold for another part, so all of them together do.
 *
 * @returns Undefined where one of them is not known.
 */
function joinLicenses(files: readonly LicenseFile[], ids: readonly (string | undefined)[]): string | undefined {
  const known = ids.filter((id) => id !== undefined);
  if (known.length < files.length) return undefined;
  const isChoice = files.every(({ path }, index) => isCalledAfter(path, known[index] ?? ''));
  return [...new Set(known)].join(isChoice ? ' OR ' : ' AND ');
}

function isCalledAfter(path: string, id: string): boolean {
  const { after, before } = LICENSE_FILE.exec(baseName(path))?.groups ?? {};
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const name = plain(after ?? before ?? '');
  return name !== '' && plain(id).startsWith(name);
}
