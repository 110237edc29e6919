import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { catalogFolder, scratchFolder } from '../helpers/catalog-folder.ts';
import { compileCache } from '../helpers/compile-cache.ts';
import { type Content, makeGitRepo } from '../helpers/git-repo.ts';
import { startGitServer } from '../helpers/git-server.ts';
import type { Hub, Opened } from './hub.ts';

const cli = resolve(import.meta.dirname, '../../src/cli.ts');

/** Serves a repository over http on this machine, and gives its address. */
export async function serve(files: Readonly<Record<string, Content>>): Promise<string> {
  const repo = makeGitRepo();
  repo.commit(files);
  const root = dirname(repo.folder);
  const server = await startGitServer(root);
  onTestFinished(async () => {
    await server.close();
    repo.remove();
  });
  return `${server.url}${repo.folder.slice(root.length)}`;
}

const locks = new Map<string, Record<string, string>>();

/** The lock of a source, as a sync of the base would have made it. */
export function locked(id: string, files: Readonly<Record<string, string>>): Record<string, string> {
  const key = JSON.stringify([id, files]);
  const lock = locks.get(key) ?? sync(id, files);
  locks.set(key, lock);
  return lock;
}

function sync(id: string, files: Readonly<Record<string, string>>): Record<string, string> {
  const inCatalog = Object.entries(files).map(([path, text]) => [path.replace('catalog/', ''), text]);
  const folder = catalogFolder(Object.fromEntries(inCatalog) as Record<string, string>);
  const env = { ...process.env, ...compileCache, SKILLYARD_CACHE: scratchFolder(), SOURCE_DATE_EPOCH: '1772000000' };
  execFileSync(process.execPath, [cli, 'sync', '--catalog', folder], { env, stdio: 'pipe' });
  return { [`catalog/lock/${id}.json`]: readFileSync(join(folder, `lock/${id}.json`), 'utf8') };
}

export interface Judged {
  readonly conclusion: 'success' | 'failure';
  /** What the pull request is told, with what differs from run to run replaced. */
  readonly comment: string;
  readonly log: string;
  /** The check for machines. */
  readonly report: string;
}

/**
 * Runs both workflows for a pull request. Whatever it holds, no file `canary` is in the home of either run afterwards.
 *
 * @param author What its author is to the repository, in GitHub's words.
 */
export async function judge(hub: Hub, pull: Opened, author?: string): Promise<Judged> {
  const checked = await hub.submit(pull, author);
  const posted = await hub.comment(pull, checked.conclusion);
  expect(posted.conclusion, posted.log).toBe('success');
  for (const { home } of [checked, posted]) expect(existsSync(join(home, 'canary'))).toBe(false);
  const comments = hub.github.comments.get(pull.number) ?? [];
  expect(comments).toHaveLength(1);
  const report = join(hub.artifacts, 'submission-report/check.json');
  return {
    conclusion: checked.conclusion,
    comment: same(comments[0]?.body ?? ''),
    log: checked.log,
    report: existsSync(report) ? readFileSync(report, 'utf8') : '',
  };
}

function same(text: string): string {
  return text
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1')
    .replaceAll(/git-repo-\w+/gi, 'harbour')
    .replace(/(?<=Checked at )[0-9a-f]{12}/, 'abcdef123456');
}
