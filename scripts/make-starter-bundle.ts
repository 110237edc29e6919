/** Makes catalog/starter/workbench.bundle from the folder beside it: node scripts/make-starter-bundle.ts */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';

const who = { name: 'Skillyard', email: 'starter@skillyard.example.org', date: '2026-11-01T00:00:00Z' };

/** Nothing of the user's or the machine's git configuration may reach the commit. */
const environment = {
  PATH: process.env['PATH'],
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: who.name,
  GIT_AUTHOR_EMAIL: who.email,
  GIT_AUTHOR_DATE: who.date,
  GIT_COMMITTER_NAME: who.name,
  GIT_COMMITTER_EMAIL: who.email,
  GIT_COMMITTER_DATE: who.date,
};

/**
 * Puts a folder into a git bundle as the one commit of its branch `main`. The same files give the same commit on any
 * machine: modes come from the owner's executable bit alone, so umask has no say.
 *
 * @returns The id of the commit.
 */
export function makeStarterBundle(folder: string, bundlePath: string): string {
  const scratch = mkdtempSync(join(tmpdir(), 'starter-bundle-'));
  const git = (args: readonly string[], input?: string): string =>
    execFileSync('git', args, { cwd: scratch, env: environment, input, encoding: 'utf8' }).trim();
  try {
    git(['init', '--quiet', '--bare', '--object-format=sha1', '--initial-branch=main', '--template=', '.']);
    const lines = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((item) => item.isFile() && item.name !== '.DS_Store')
      .map((item) => {
        const path = resolve(item.parentPath, item.name);
        const mode = (statSync(path).mode & 0o100) === 0 ? '100644' : '100755';
        const blob = git(['hash-object', '-w', '--no-filters', '--', path]);
        return `${mode} ${blob}\t${relative(folder, path).split(sep).join('/')}\0`;
      });
    git(['update-index', '-z', '--index-info'], lines.join(''));
    const commit = git(['commit-tree', git(['write-tree']), '-m', 'Workbench of the starter catalog']);
    git(['update-ref', 'refs/heads/main', commit]);
    git(['-c', 'pack.threads=1', 'bundle', 'create', '--quiet', '--version=2', resolve(bundlePath), 'HEAD', 'main']);
    return commit;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

if (import.meta.main) {
  const starter = resolve(import.meta.dirname, '../catalog/starter');
  console.log(makeStarterBundle(join(starter, 'workbench'), join(starter, 'workbench.bundle')));
}
