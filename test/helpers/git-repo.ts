import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What a commit holds, by path. */
export type Content =
  | string
  | Uint8Array
  | { readonly link: string }
  | { readonly script: string }
  /** The id of a commit elsewhere. */
  | { readonly submodule: string };

/** A repository with a working tree and fixed author, committer and dates: its commit ids are the same in every run. */
export interface GitRepo {
  readonly folder: string;
  /** Replaces everything, commits on the current branch, and gives the id. */
  commit(files: Readonly<Record<string, Content>>): string;
  /** Runs git in it and gives what it prints, without the last newline. */
  git(args: readonly string[], input?: string | Uint8Array): string;
  remove(): void;
}

const who = { NAME: 'Ada Example', EMAIL: 'ada@example.org' };
const settings = `[core]
	fsync = none
[gc]
	auto = 0
[uploadpack]
	allowFilter = true
	allowAnySHA1InWant = true
`;
const START = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;

/** Only PATH of the caller: neither its configuration nor its GIT_DIR reaches the repository. */
function environment(date: string): NodeJS.ProcessEnv {
  const person = (role: string): NodeJS.ProcessEnv => ({
    [`GIT_${role}_NAME`]: who.NAME,
    [`GIT_${role}_EMAIL`]: who.EMAIL,
    [`GIT_${role}_DATE`]: date,
  });
  return {
    PATH: process.env['PATH'],
    HOME: '/nonexistent',
    GIT_CONFIG_NOSYSTEM: '1',
    LC_ALL: 'C',
    ...person('AUTHOR'),
    ...person('COMMITTER'),
  };
}

function isSubmodule(content: Content): boolean {
  return typeof content === 'object' && 'submodule' in content;
}

/**
 * Makes an empty repository in a temporary folder, on the branch `main`, that serves single objects and filters.
 *
 * @param start The date of its first commit, in milliseconds.
 */
export function makeGitRepo(start = START): GitRepo {
  const folder = mkdtempSync(join(tmpdir(), 'git-repo-'));
  let commits = 0;

  function git(args: readonly string[], input?: string | Uint8Array): string {
    const env = environment(new Date(start + commits * HOUR).toISOString());
    const printed = execFileSync('git', args, {
      cwd: folder,
      env,
      input,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    return printed.replace(/\n$/, '');
  }

  function put(path: string, content: Content): void {
    const place = join(folder, path);
    mkdirSync(dirname(place), { recursive: true });
    if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(place, content);
    else if ('link' in content) symlinkSync(content.link, place);
    else if ('script' in content) {
      writeFileSync(place, content.script);
      chmodSync(place, 0o755);
    } else git(['update-index', '--add', '--cacheinfo', `160000,${content.submodule},${path}`]);
  }

  git(['init', '--quiet', '--initial-branch=main', '--template=']);
  appendFileSync(join(folder, '.git/config'), settings);
  return {
    folder,
    git,
    commit(files) {
      git(['rm', '-r', '-q', '--force', '--ignore-unmatch', '.']);
      const entries = Object.entries(files);
      for (const [path, content] of entries) if (!isSubmodule(content)) put(path, content);
      git(['add', '--all', '--force', '.']);
      for (const [path, content] of entries) if (isSubmodule(content)) put(path, content);
      git(['commit', '--quiet', '--allow-empty', '--message', `Commit ${(commits += 1)}`]);
      return git(['rev-parse', 'HEAD']);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
