import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { catalogYaml, scratchFolder, writeTree } from '../helpers/catalog-folder.ts';
import { skillText } from '../helpers/quay.ts';
import { runWorkflow } from './runner.ts';
import { readWorkflow, type Workflow } from './workflow-file.ts';

const cli = resolve(import.meta.dirname, '../../src/cli.ts');

/** Keeps the open requests as files of the names of their sources, and writes down what was asked for. */
const gh = (folder: string): string => `case "$2" in
list) cat "${folder}/open/\${4#sync/}" 2>/dev/null || true ;;
*) branch=$(echo "$@" | grep -o 'sync/[a-z]*')
  echo "$2 $branch $(head -n 1 "$RUNNER_TEMP/body.md")" >>"${folder}/gh.log"
  echo 1 >"${folder}/open/\${branch#sync/}" ;;
esac`;

/** Takes the installation as done; the token has to be out of sight by then. */
const npm = `test "$1" = ci && exit
test -z "$GH_TOKEN" || exit 3
shift 4
exec "${process.execPath}" "${cli}" "$@"`;

/** The repository of a catalog on its host, and a clone of a person. */
function host() {
  const folder = scratchFolder();
  const [origin, clone] = [join(folder, 'origin.git'), join(folder, 'clone')];
  const log = join(folder, 'gh.log');
  for (const path of [clone, join(folder, 'open')]) mkdirSync(path);
  const env = { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1' };
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: clone, env, encoding: 'utf8', stdio: 'pipe' }).trim();
  git('init', '--quiet', '--bare', '--initial-branch=main', origin);
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'Ada');
  git('config', 'user.email', 'ada@example.org');
  git('remote', 'add', 'origin', origin);
  return {
    git,
    commit: (files: Readonly<Record<string, string>>, branch = 'main'): void => {
      git(
        'switch',
        '--quiet',
        '--discard-changes',
        ...(branch === 'main' ? [branch] : ['--track', `origin/${branch}`]),
      );
      writeTree(clone, files);
      git('add', '--all');
      git('commit', '--quiet', '--message', 'Change');
      git('push', '--quiet', 'origin', branch);
      git('switch', '--quiet', '--discard-changes', 'main');
    },
    begin: (files: Readonly<Record<string, string>>): void => {
      writeTree(clone, files);
      git('add', '--all');
      git('commit', '--quiet', '--message', 'Begin');
      git('push', '--quiet', 'origin', 'main');
    },
    /** Runs the job a number of days after the first one; what it has asked `gh` for, and what it has printed. */
    run: async (day: number, workflow = readWorkflow('sync.yml')) => {
      rmSync(log, { force: true });
      const variables = {
        SOURCE_DATE_EPOCH: String(1_800_000_000 + day * 86_400),
        SKILLYARD_CACHE: join(folder, 'cache'),
      };
      const ran = await runWorkflow(workflow, {
        repository: origin,
        sha: '',
        artifacts: join(folder, 'artifacts'),
        variables,
        event: { repository: { default_branch: 'main' } },
        programs: { gh: gh(folder), npm },
      });
      expect(ran.conclusion, ran.log).toBe('success');
      git('fetch', '--quiet', 'origin');
      return { asked: existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(0, -1) : [], log: ran.log };
    },
  };
}

const catalog = {
  'catalog/catalog.yaml': catalogYaml,
  'catalog/sources/quay.yaml': 'local: quay\n',
  'catalog/quay/skills/moor/SKILL.md': skillText('moor', 'Ties ships up'),
};
const shed = {
  'catalog/sources/shed.yaml': 'local: shed\n',
  'catalog/shed/skills/load/SKILL.md': skillText('load', 'Loads ships'),
};

test('the scheduled job keeps one pull request a source', { tags: ['slow'] }, async () => {
  const { begin, commit, run, git } = host();
  begin({ ...catalog, ...shed });
  // One run opens no more than it may, and the next one the rest.
  const text = JSON.stringify(readWorkflow('sync.yml'));
  const first = await run(0, JSON.parse(text.replace('"MOST":"30"', '"MOST":"1"')) as Workflow);
  expect(first.asked).toEqual(['create sync/quay ## Entries: 1 new']);
  expect(first.log).toContain('::notice::More than 1 sources have moved. The rest is for the next run.');
  expect(git('diff', '--name-only', 'main', 'origin/sync/quay')).toBe('catalog/lock/quay.json');
  // The next day: the request is still open and says the same, and nobody is bothered.
  const pushed = git('rev-parse', 'origin/sync/quay');
  expect((await run(1)).asked).toEqual(['create sync/shed ## Entries: 1 new']);
  expect(git('rev-parse', 'origin/sync/quay')).toBe(pushed);
  // One of them has moved on, and the other is merged.
  commit({
    'catalog/quay/skills/tides/SKILL.md': skillText('tides', 'Reads tide tables'),
    'catalog/lock/shed.json': git('show', 'origin/sync/shed:catalog/lock/shed.json'),
  });
  expect((await run(2)).asked).toEqual(['edit sync/quay ## Entries: 2 new']);
});

test('what a person has pushed to a branch of the job stays', { tags: ['slow'] }, async () => {
  const { begin, commit, run, git } = host();
  begin({ ...catalog, 'catalog/sources/pier.yaml': 'git: https://127.0.0.1:1/pier\n' });
  // One that is down keeps nobody else waiting.
  expect((await run(0)).log).toContain('::warning::pier could not be synced');
  commit({ 'catalog/governance/quay.yaml': 'trust: verified\n' }, 'sync/quay');
  commit({ 'catalog/quay/skills/tides/SKILL.md': skillText('tides', 'Reads tide tables') });
  const pushed = git('rev-parse', 'origin/sync/quay');
  const { asked, log } = await run(1);
  expect(asked).toEqual([]);
  expect(log).toContain('::warning::sync/quay holds a commit of somebody else and is left alone.');
  expect(git('rev-parse', 'origin/sync/quay')).toBe(pushed);
});
