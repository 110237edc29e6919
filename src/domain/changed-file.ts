/** A file of the repository that a change touches. */
export interface ChangedFile {
  /** From the top of the repository. */
  readonly path: string;
  /** Relative to the catalog folder; begins with `../` for what lies outside. */
  readonly file: string;
  readonly change: 'added' | 'changed' | 'deleted';
  readonly owner: FileOwner;
}

/**
 * Whose a file is: a contributor adds and edits the files of sources, `sync` alone writes locks, and everything else that
 * takes effect is the operator's. What has nothing to do with the catalog is `other`.
 */
export type FileOwner = 'contributor' | 'sync' | 'operator' | 'other';

/** Beside a catalog, what decides about machines, reviews and what is installed to build it. */
const OPERATORS = new Set(['.github', '.gitattributes', '.gitmodules', '.npmrc', 'CODEOWNERS', 'package.json']);
const LOCK_FILES = new Set(['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock']);

/**
 * Says whose a file is.
 *
 * @param path From the top of the repository.
 * @param prefix The catalog folder, with a slash at its end; empty for the top itself.
 */
export function ownerOf(path: string, prefix: string): FileOwner {
  if (!path.startsWith(prefix)) {
    const [top = ''] = path.split('/', 1);
    return OPERATORS.has(top) || LOCK_FILES.has(top) || path === 'docs/CODEOWNERS' ? 'operator' : 'other';
  }
  const file = path.slice(prefix.length);
  if (/^sources\/[^/]+\.yaml$/.test(file)) return 'contributor';
  return file.startsWith('lock/') ? 'sync' : 'operator';
}

/** The path of a file of the repository as seen from the catalog folder. */
export function fromCatalog(path: string, prefix: string): string {
  if (path.startsWith(prefix)) return path.slice(prefix.length);
  return `${'../'.repeat(prefix.split('/').length - 1)}${path}`;
}
