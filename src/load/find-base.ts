import { type SimpleGit, simpleGit } from 'simple-git';

/** The commit that a catalog folder is compared with, or why there is none. */
export type Base =
  | { readonly commit: string; readonly git: SimpleGit }
  /** What was asked for cannot be done; a sentence for the person who asked. */
  | { readonly refused: string }
  /** There is an earlier commit, but not in this shallow clone. */
  | { readonly state: 'shallow' }
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
  const git = simpleGit({ baseDir: dir });
  if (!(await git.checkIsRepo()))
    return rev === undefined
      ? { state: 'none' }
      : { refused: `The catalog is not in a git repository, so there is no "${rev}".` };
  return rev === undefined ? ownBase(git, folders) : namedBase(git, rev);
}

async function namedBase(git: SimpleGit, rev: string): Promise<Base> {
  // A word that begins with a dash would be an option of git.
  const named = rev.startsWith('-') ? undefined : await commitOf(git, rev);
  if (named === undefined) return { refused: `There is no commit "${rev}" in this repository. ${DEEPEN}` };
  const shared = await ask(git, 'merge-base', named, 'HEAD');
  if (shared !== undefined) return { git, commit: shared };
  // Two histories that never met: what was named is all there is to compare with.
  if (!(await isShallow(git))) return { git, commit: named };
  return { refused: `The commit at which "${rev}" and the current branch part is not in this clone. ${DEEPEN}` };
}

async function ownBase(git: SimpleGit, folders: readonly string[]): Promise<Base> {
  const head = await commitOf(git, 'HEAD');
  if (head === undefined) return { state: 'none' };
  const changed = await ask(git, '--no-optional-locks', 'status', '--porcelain', '--', ...folders);
  if (changed !== '') return { git, commit: head };
  const parent = await commitOf(git, 'HEAD^1');
  if (parent !== undefined) return { git, commit: parent };
  return { state: (await isShallow(git)) ? 'shallow' : 'none' };
}

async function isShallow(git: SimpleGit): Promise<boolean> {
  return (await ask(git, 'rev-parse', '--is-shallow-repository')) === 'true';
}

function commitOf(git: SimpleGit, rev: string): Promise<string | undefined> {
  return ask(git, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${rev}^{commit}`).then(
    (id) => id || undefined,
  );
}

/** What git answers, without the last newline; undefined where it refuses. */
async function ask(git: SimpleGit, ...args: string[]): Promise<string | undefined> {
  try {
    return (await git.raw(...args)).replace(/\n$/, '');
  } catch {
    return undefined;
  }
}
