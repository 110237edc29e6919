import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { catalogYaml, scratchFolder, writeTree } from './catalog-folder.ts';
import { type CatalogRepo, catalogRepo } from './catalog-repo.ts';
import { compileCache } from './compile-cache.ts';
import { type Content, makeGitRepo } from './git-repo.ts';
import { startGitServer } from './git-server.ts';
import { skill } from './memory-tree.ts';

const cli = resolve(import.meta.dirname, '../../src/cli.ts');

type Files = Readonly<Record<string, string | Uint8Array | { readonly link: string } | undefined>>;

/** What the check of a pull request said. */
export interface Checked {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What each reporter wrote into its file. */
  readonly markdown: string;
  readonly sarif: string;
  readonly json: string;
}

/** Who clones, with nothing of the machine's configuration. */
function git(folder: string, ...args: string[]): string {
  const who = {
    GIT_AUTHOR_NAME: 'Mallory',
    GIT_AUTHOR_EMAIL: 'm@example.org',
    GIT_AUTHOR_DATE: '2026-03-02T00:00:00Z',
  };
  const env = {
    PATH: process.env['PATH'],
    HOME: '/nonexistent',
    GIT_CONFIG_NOSYSTEM: '1',
    ...who,
    GIT_COMMITTER_NAME: 'Mallory',
    GIT_COMMITTER_EMAIL: 'm@example.org',
    GIT_COMMITTER_DATE: '2026-03-02T00:00:00Z',
  };
  return execFileSync('git', args, { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}

/**
 * A pull request as a workflow sees it: somebody clones the catalog, changes files on a branch of the clone, and asks.
 * The base is checked out in a third repository, the head fetched into it, and `check` told to compare the two.
 *
 * @param files From the top of the repository; undefined for one that is taken away.
 * @param start The commit at which the branch begins.
 */
export async function checkPullRequest(
  base: CatalogRepo,
  files: Files,
  cacheDir = scratchFolder(),
  start = 'HEAD',
): Promise<Checked> {
  const work = scratchFolder();
  const [fork, head] = [join(work, 'fork'), join(work, 'head')];
  git(work, 'clone', '--quiet', base.repo.folder, fork);
  git(fork, 'checkout', '--quiet', '-b', 'topic', start);
  for (const [path, content] of Object.entries(files)) {
    rmSync(join(fork, path), { force: true, recursive: true });
    if (content !== undefined) writeTree(fork, { [path]: content });
  }
  git(fork, 'add', '--all', '--force', '.');
  git(fork, 'commit', '--quiet', '--message', 'Submit');
  git(work, 'clone', '--quiet', base.repo.folder, head);
  const rev = git(head, 'rev-parse', 'HEAD');
  git(head, 'fetch', '--quiet', fork, 'topic');
  git(head, 'checkout', '--quiet', 'FETCH_HEAD');
  const file = (name: string): string => join(work, name);
  const args = ['check', '--catalog', join(head, 'catalog'), '--base', rev, '--reporter', 'github'];
  for (const name of ['markdown', 'sarif', 'json']) args.push('--reporter', `${name}=${file(name)}`);
  const env = { ...process.env, ...compileCache, SKILLYARD_CACHE: cacheDir, SOURCE_DATE_EPOCH: '1772500000' };
  const read = (name: string): string => (existsSync(file(name)) ? readFileSync(file(name), 'utf8') : '');
  return new Promise((done) => {
    execFile(process.execPath, [cli, ...args], { env }, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : 0;
      done({ code, stdout, stderr, markdown: read('markdown'), sarif: read('sarif'), json: read('json') });
    });
  });
}

/** Where sources lie, over HTTP on this machine. */
export interface SourceHost {
  readonly url: string;
  /** Makes a repository with these files that is gone after the test. */
  serve(files: Readonly<Record<string, Content>>): { readonly url: string; readonly folder: string };
  close(): Promise<void>;
}

export async function startSourceHost(): Promise<SourceHost> {
  const server = await startGitServer(tmpdir());
  return {
    url: server.url,
    serve(files) {
      const repo = makeGitRepo();
      onTestFinished(() => repo.remove());
      repo.commit(files);
      return { url: `${server.url}/${basename(repo.folder)}`, folder: repo.folder };
    },
    close: () => server.close(),
  };
}

/** What changes from run to run, taken out of a report. */
export function steady(text: string): string {
  return text
    .replaceAll(/127\.0\.0\.1:\d+\/git-repo-\w+/g, '127.0.0.1/quay')
    .replaceAll(/(?<=`|<code>)[0-9a-f]{12}(?=`|<\/code>)/g, 'abcdef123456')
    .replaceAll(/(?<=commit )[0-9a-f]{12}/g, 'abcdef123456');
}

/** A catalog that allows http and nothing else, with one locked source. */
export async function openHarbour(more: Readonly<Record<string, string>> = {}): Promise<CatalogRepo> {
  const base = catalogRepo({
    'catalog.yaml': `${catalogYaml}policy: { transports: [http] }\n`,
    'sources/tides.yaml': 'local: harbour\nentries:\n  skill:read-the-tides: { riskTier: minimal }\n',
    'harbour/tides/SKILL.md': skill('name: read-the-tides\ndescription: Reads the tides at the quay.\nlicense: MIT'),
    ...more,
  });
  const env = { ...process.env, ...compileCache, SKILLYARD_CACHE: scratchFolder(), SOURCE_DATE_EPOCH: '1772000000' };
  await promisify(execFile)(process.execPath, [cli, 'sync', '--catalog', base.dir], { env });
  base.commit();
  return base;
}
