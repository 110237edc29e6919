import { isInRepository, runCatalogGit } from './catalog-git.ts';

/** The commit that a catalog folder is compared with, or why there is none. */
export type Base =
  | { readonly commit: string }
  /** What was asked for cannot be done; a sentence for the person who asked. */
  | { readonly refused: string }
  /** There is an earlier commit, but not in this shallow clone. */
  | { readonly state: 'shallow' }
  /** There is a repository that git refuses to read. */
  | { readonly state: 'unreadable' }
  /** Outside of git, or before the first commit: nothing is older than what lies there. */
  | { readonly state: 'none' };

const DEEPEN = 'In a shallow clone, fetch the history first (fetch-depth: 0 for actions/checkout).';

/**
 * The commit to compare with: where a revision is named, the point at which it and the current branch part; else the
 * current commit where something that is compared has not been committed, and its first parent where all is.
 *
 * @param folders What is compared, below the catalog folder.
 * @param rev A revision as git understands it, from the command line.
 */
export async function findBase(dir: string, folders: readonly string[], rev: string | undefined): Promise<Base> {
  const isInside = await isInRepository(dir);
  if (isInside === undefined && rev === undefined) return { state: 'unreadable' };
  if (isInside !== true)
    return rev === undefined
      ? { state: 'none' }
      : { refused: `The catalog is not in a git repository, or git does not read it, so there is no "${rev}".` };
  return rev === undefined ? ownBase(dir, folders) : namedBase(dir, rev);
}

async function namedBase(dir: string, rev: string): Promise<Base> {
  // A word that begins with a dash would be an option of git.
  const named = rev.startsWith('-') ? undefined : await commitOf(dir, rev);
  if (named === undefined) return { refused: `There is no commit "${rev}" in this repository. ${DEEPEN}` };
  const shared = await ask(dir, 'merge-base', named, 'HEAD');
  if (shared !== undefined) return { commit: shared };
  // Two histories that never met: what was named is all there is to compare with.
  if (!(await isShallow(dir))) return { commit: named };
  return { refused: `The commit at which "${rev}" and the current branch part is not in this clone. ${DEEPEN}` };
}

async function ownBase(dir: string, folders: readonly string[]): Promise<Base> {
  const head = await commitOf(dir, 'HEAD');
  if (head === undefined) return { state: 'none' };
  const options = ['--porcelain', '--untracked-files=all', '--ignore-submodules=all', '--no-renames'];
  const changed = await ask(dir, 'status', ...options, '--', ...folders);
  if (changed !== '') return { commit: head };
  const parent = await commitOf(dir, 'HEAD^1');
  if (parent !== undefined) return { commit: parent };
  return { state: (await isShallow(dir)) ? 'shallow' : 'none' };
}

async function isShallow(dir: string): Promise<boolean> {
  return (await ask(dir, 'rev-parse', '--is-shallow-repository')) === 'true';
}

function commitOf(dir: string, rev: string): Promise<string | undefined> {
  return ask(dir, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${rev}^{commit}`).then(
    (id) => id || undefined,
  );
}

/** What git answers, without the last newline; undefined where it refuses. */
async function ask(dir: string, ...args: string[]): Promise<string | undefined> {
  return (await runCatalogGit(dir, args))?.replace(/\n$/, '');
}
