import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { catalogYaml, scratchFolder } from '../helpers/catalog-folder.ts';
import { type Content, type GitRepo, makeGitRepo } from '../helpers/git-repo.ts';
import { type GitHub, type PullRequest, startGitHub } from './github-stub.ts';
import { type Ran, runWorkflow } from './runner.ts';
import { parseWorkflow, readWorkflow, templates } from './workflow-file.ts';

const cli = resolve(import.meta.dirname, '../../src/cli.ts');

/** The repository of a catalog and a fork of it, with what GitHub knows of both. */
export interface Hub {
  readonly github: GitHub;
  /**
   * Opens a pull request of the fork: these files are written over those of the base, undefined takes one out. Those of
   * `meanwhile` have come to the base since its branch began.
   */
  readonly open: (
    files: Readonly<Record<string, Content | undefined>>,
    meanwhile?: Readonly<Record<string, Content>>,
  ) => Opened;
  /** Runs submission.yml as the pull request has it. */
  readonly submit: (pull: Opened, author?: string) => Promise<Ran>;
  /** Runs comment.yml of the base for the last run of submission.yml. */
  readonly comment: (pull: Opened, conclusion: Ran['conclusion']) => Promise<Ran>;
  /** Runs the first job of publish.yml on the base. */
  readonly build: () => Promise<Ran>;
  /** The artifacts of the last run. */
  readonly artifacts: string;
}

export interface Opened extends PullRequest {
  readonly base: string;
  /** The commit that GitHub makes of both. */
  readonly merge: string;
}

/** What the generator of the base is, in a catalog that has it as a dependency: `npm ci` puts it below node_modules. */
const manifest = '{ "name": "market", "private": true, "scripts": { "skillyard": "skillyard" } }\n';

/** Stands in for the installation; every other command is npm's own. */
const npm = `if [ "$1" = ci ]; then
  test -f package.json || exit 1
  mkdir -p node_modules/.bin
  printf '#!/bin/sh\\nexec "%s" "%s" "$@"\\n' '${process.execPath}' '${cli}' >node_modules/.bin/skillyard
  chmod +x node_modules/.bin/skillyard
else exec "$REAL_NPM" "$@"; fi`;

/**
 * Makes a catalog with workflows, as `init` would, at its first commit.
 *
 * @param files More of it, from the top of the repository.
 * @param gitConfig What the machine of the runner has set for git.
 */
export async function openHub(files: Readonly<Record<string, Content>>, gitConfig = ''): Promise<Hub> {
  const upstream = makeGitRepo();
  const fork = makeGitRepo();
  onTestFinished(() => [upstream, fork].forEach((repo) => repo.remove()));
  const base: Record<string, Content> = {
    ...shipped(),
    'package.json': manifest,
    'catalog/catalog.yaml': `${catalogYaml}policy: { transports: [https, http] }\n`,
    ...files,
  };
  upstream.commit(base);
  const github = await startGitHub();
  const artifacts = scratchFolder();
  const variables = {
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: 'acme/market',
    REAL_NPM: execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim(),
    npm_config_update_notifier: 'false',
    SOURCE_DATE_EPOCH: String(Date.UTC(2026, 5, 1) / 1000),
  };
  const common = { repository: upstream.folder, artifacts, variables, programs: { npm }, gitConfig };
  return {
    github,
    artifacts,
    build() {
      const event = { repository: { default_branch: 'main' } };
      return runWorkflow(readWorkflow('publish.yml'), { ...common, event, sha: 'refs/heads/main' }, 'build');
    },
    open(changes, meanwhile) {
      const number = 7 + github.pulls.length;
      const later = meanwhile && { ...base, ...meanwhile };
      const pull = openPull({ upstream, fork, number, files: { ...base, ...changes }, later });
      github.pulls.push(pull);
      return pull;
    },
    submit(pull, author = 'NONE') {
      const text = upstream.git(['show', `${pull.merge}:.github/workflows/submission.yml`]);
      const { number, base: sha, head } = pull;
      const event = {
        pull_request: {
          number,
          // What a stranger writes; a script that takes it in as text would run it.
          title: '`touch "$HOME/canary"`',
          base: { sha },
          head: { ...head, repo: { full_name: head.repo } },
          author_association: author,
        },
        repository: { full_name: 'acme/market' },
      };
      return runWorkflow(parseWorkflow(text), { ...common, event, sha: pull.merge });
    },
    comment(pull, conclusion) {
      const [login = ''] = pull.head.repo.split('/');
      const run = {
        id: 1,
        event: 'pull_request',
        conclusion,
        head_sha: pull.head.sha,
        head_branch: pull.head.ref,
        head_repository: { full_name: pull.head.repo, owner: { login } },
        html_url: 'https://github.com/acme/market/actions/runs/1',
      };
      return runWorkflow(readWorkflow('comment.yml'), { ...common, event: { workflow_run: run }, sha: pull.base });
    },
  };
}

interface Opening {
  readonly upstream: GitRepo;
  readonly fork: GitRepo;
  readonly number: number;
  readonly files: Readonly<Record<string, Content | undefined>>;
  /** What the base holds by now, where that is more than at the beginning of the branch. */
  readonly later?: Readonly<Record<string, Content>> | undefined;
}

/** A commit on a branch of the fork, and beside the base the merge of both, as GitHub makes it. */
function openPull({ upstream, fork, number, files, later }: Opening): Opened {
  // The name of a branch is a stranger's word too.
  const ref = `patch-${number}$(touch$IFS$HOME/canary)`;
  const start = upstream.git(['rev-parse', 'main']);
  fork.git(['fetch', '--quiet', upstream.folder, 'main']);
  fork.git(['checkout', '--quiet', '--force', '-B', ref, start]);
  const kept = Object.entries(files).flatMap(([path, content]) => (content === undefined ? [] : [[path, content]]));
  const sha = fork.commit(Object.fromEntries(kept) as Record<string, Content>);
  const changed = fork.git(['diff', '--name-only', '--no-renames', start, sha]).split('\n');
  upstream.git(['fetch', '--quiet', fork.folder, `${ref}:refs/pull/${number}/head`]);
  const base = later ? upstream.commit(later) : start;
  const tree = later ? mergedTree(upstream, base, sha) : upstream.git(['rev-parse', `${sha}^{tree}`]);
  const merge = upstream.git(['commit-tree', tree, '-p', base, '-p', sha, '-m', `Merge ${sha} into ${base}`]);
  upstream.git(['update-ref', `refs/pull/${number}/merge`, merge]);
  return {
    number,
    base,
    merge,
    head: { sha, ref, repo: 'stranger/market' },
    files: changed.map((filename) => ({ filename })),
  };
}

/** The tree of what both have changed. */
function mergedTree(repo: GitRepo, base: string, sha: string): string {
  repo.git(['checkout', '--quiet', '--detach', base]);
  repo.git(['merge', '--quiet', '--no-edit', sha]);
  const tree = repo.git(['rev-parse', 'HEAD^{tree}']);
  repo.git(['checkout', '--quiet', 'main']);
  return tree;
}

/** The files that are shipped, where a catalog has them. */
function shipped(): Record<string, string> {
  const files = readdirSync(templates, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [`.github${path.slice(templates.length)}`, readFileSync(path, 'utf8')];
    }),
  );
}
