import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { GovernanceFile, Limits, SourceFile } from '../../src/domain/catalog.ts';
import type { Diagnostic } from '../../src/domain/diagnostic.ts';
import { canonicalPlace, parseRemote, type Remote } from '../../src/domain/place.ts';
import { folderName } from '../../src/domain/place-folder.ts';
import type { Source } from '../../src/domain/source.ts';
import type { Tree } from '../../src/domain/tree.ts';
import type { FetchOptions } from '../../src/fetch/fetch-source.ts';
import { type GitRepo, makeGitRepo } from '../helpers/git-repo.ts';
import { type GitServer, startGitServer } from '../helpers/git-server.ts';

/** A source named `fruits` whose keys stand at lines 1 to 3. An address of no known form is handed on as it is. */
export function gitSource(
  git: string,
  selection: { readonly ref?: string; readonly commit?: string; readonly versions?: SourceFile['versions'] } = {},
): Source {
  const remote: Remote = parseRemote(git) ?? { transport: 'https', url: git, repository: git };
  const ref = selection.commit ?? selection.ref ?? 'HEAD';
  const lines: Record<string, number> = { git: 1, ref: 2, commit: 2, versions: 2 };
  return {
    id: 'fruits',
    origin: { remote },
    ref,
    path: '',
    faulty: false,
    place: canonicalPlace(remote.repository, { ref, path: '' }),
    file: SourceFile.parse({ git, ...selection }),
    governance: GovernanceFile.parse({}),
    locate: ([key = '']) => ({ line: lines[key] ?? 1, column: 1 }),
    locateGovernance: () => undefined,
  };
}

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fetch-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A repository that is gone after the test. */
export function gitRepo(): GitRepo {
  const repo = makeGitRepo();
  onTestFinished(() => repo.remove());
  return repo;
}

/** Serves a repository over HTTP for one test. */
export async function serve(repo: GitRepo): Promise<GitServer & { readonly address: string }> {
  const server = await startGitServer(dirname(repo.folder));
  onTestFinished(() => server.close());
  return Object.assign(server, { address: `${server.url}/${basename(repo.folder)}` });
}

/** Options with a cache of their own, every transport allowed, and an environment without the machine's settings. */
export function options({
  limits,
  ...others
}: Partial<Omit<FetchOptions, 'limits'>> & { limits?: Partial<Limits> } = {}): FetchOptions {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'home'));
  return {
    cacheDir: join(folder, 'cache'),
    catalogDir: folder,
    limits: Limits.parse({ seconds: 20, ...limits }),
    transports: ['https', 'http', 'ssh', 'file', 'bundle'],
    environment: { PATH: process.env['PATH'], HOME: join(folder, 'home'), GIT_CONFIG_NOSYSTEM: '1' },
    ...others,
  };
}

/** Where the cache keeps a source. */
export function cacheFolder({ cacheDir }: FetchOptions, { place }: Source): string {
  return join(cacheDir, 'git', `${folderName(place)}.git`);
}

/** The ids of all objects that the cache holds for a source. */
export function cachedObjects(from: FetchOptions, source: Source): Set<string> {
  const args = ['cat-file', '--batch-all-objects', '--batch-check=%(objectname)'];
  const env = { PATH: process.env['PATH'], GIT_DIR: cacheFolder(from, source) };
  return new Set(execFileSync('git', args, { env, encoding: 'utf8' }).trim().split('\n'));
}

/** Everything in the cache beside finished repositories. */
export function leftovers({ cacheDir }: FetchOptions): string[] {
  return readdirSync(join(cacheDir, 'git')).filter((name) => !name.endsWith('.git'));
}

/** The content of a file as text, or why there is none. */
export async function readText(tree: Tree | undefined, path: string): Promise<string | undefined> {
  const result = await tree?.read(path);
  return result?.bytes ? new TextDecoder().decode(result.bytes) : result?.problem;
}

/** Diagnostics as people see them, with the address of the test's server or folder taken out. */
export function shown(diagnostics: readonly Diagnostic[], address = ''): string {
  const lines = diagnostics.map(({ rule, message, hint, at }) =>
    [`${at.file}:${at.line ?? ''} ${rule}: ${message}`, `  ${hint}`].join('\n'),
  );
  return lines.join('\n').replaceAll(address === '' ? '\0' : address, 'ADDRESS');
}
