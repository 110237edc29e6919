import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { parse } from 'yaml';
import { scratchFolder, writeTree } from './helpers/catalog-folder.ts';
import { skillText } from './helpers/quay.ts';

const file = resolve(import.meta.dirname, '../examples/public/.github/workflows/sync.yml');
const cli = resolve(import.meta.dirname, '../src/cli.ts');

const Workflow = z.object({
  permissions: z.record(z.string(), z.string()),
  jobs: z.object({ sync: z.object({ steps: z.array(z.object({ run: z.string().optional() })) }) }),
});

/** The script of the scheduled job, in a clone whose `gh` and `node` are stand-ins. */
function job() {
  const folder = scratchFolder();
  const clone = join(folder, 'clone');
  const bin = join(folder, 'bin');
  const env = {
    PATH: `${bin}:${process.env['PATH']}`,
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    RUNNER_TEMP: folder,
    BASE: 'main',
    SKILLYARD_CACHE: join(folder, 'cache'),
  };
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: clone, env, encoding: 'utf8', stdio: 'pipe' }).trim();
  mkdirSync(clone);
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', join(folder, 'origin.git')], { env });
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'Ada');
  git('config', 'user.email', 'ada@example.org');
  git('remote', 'add', 'origin', join(folder, 'origin.git'));
  const { steps } = Workflow.parse(parse(readFileSync(file, 'utf8'))).jobs.sync;
  const script = steps.findLast(({ run }) => run !== undefined)?.run ?? '';
  mkdirSync(bin);
  const log = join(folder, 'gh.log');
  const stand = (name: string, text: string): void =>
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  // Whether a request is open is known by a file of its name.
  stand(
    'gh',
    `case "$2" in
list) cat "${folder}/open/\${4#sync/}" 2>/dev/null || true ;;
*) echo "$2 $(echo "$@" | grep -o 'sync/[a-z]*') $(head -n 1 "${folder}/body.md")" >>"${log}"; mkdir -p "${folder}/open"; echo 1 >"${folder}/open/$(echo "$@" | grep -o 'sync/[a-z]*' | cut -c6-)" ;;
esac`,
  );
  // The job has Skillyard beside the catalog; here it is the one under test.
  stand('node', `shift; exec "${process.execPath}" "${cli}" "$@"`);
  return {
    clone,
    git,
    commit: (files: Record<string, string>): void => {
      git('switch', '--quiet', '--force-create', 'main');
      writeTree(clone, files);
      git('add', '--all');
      git('commit', '--quiet', '--message', 'Change');
      git('push', '--quiet', '--force', 'origin', 'main');
    },
    /** Runs the job on `main`; what it has asked `gh` for. */
    run: (now: number): string[] => {
      rmSync(log, { force: true });
      git('switch', '--quiet', '--discard-changes', 'main');
      execFileSync('bash', ['-e', '-o', 'pipefail', '-c', script], {
        cwd: clone,
        env: { ...env, SOURCE_DATE_EPOCH: String(now) },
        stdio: 'pipe',
      });
      git('switch', '--quiet', '--discard-changes', 'main');
      return execFileSync('sh', ['-c', `cat "${log}" 2>/dev/null || true`], { encoding: 'utf8' })
        .split('\n')
        .slice(0, -1);
    },
  };
}

test('the scheduled job keeps one pull request a source', { tags: ['slow'] }, () => {
  const { commit, run, git, clone } = job();
  commit({
    'catalog.yaml': 'id: quay\ntitle: Quay\ndescription: Quay.\nurl: https://quay.example.org\n',
    'sources/quay.yaml': 'local: quay\n',
    'sources/shed.yaml': 'local: shed\n',
    'sources/pier.yaml': 'git: https://pier.invalid/pier\n',
    'quay/skills/moor/SKILL.md': skillText('moor', 'Ties ships up'),
    'shed/skills/load/SKILL.md': skillText('load', 'Loads ships'),
  });
  expect(run(1_800_000_000)).toEqual(['create sync/quay ## Entries: 1 new', 'create sync/shed ## Entries: 1 new']);
  expect(git('diff', '--name-only', 'main', 'origin/sync/quay')).toBe('lock/quay.json');
  expect(git('status', '--porcelain')).toBe('');
  // The next day: the same requests are still open, and nobody is bothered.
  const first = git('rev-parse', 'origin/sync/quay');
  expect(run(1_800_086_400)).toEqual([]);
  expect(git('rev-parse', 'origin/sync/quay')).toBe(first);
  // One of them has moved on.
  commit({ 'quay/skills/tides/SKILL.md': skillText('tides', 'Reads tide tables') });
  expect(run(1_800_172_800)).toEqual(['edit sync/quay ## Entries: 2 new']);
  // One is merged.
  commit({ 'lock/shed.json': git('show', 'origin/sync/shed:lock/shed.json') });
  expect(run(1_800_259_200)).toEqual([]);
  expect(readFileSync(join(clone, 'lock/shed.json'), 'utf8')).toContain('skill:load');
});

test('it may write to its own repository alone, and runs no text of strangers', () => {
  const text = readFileSync(file, 'utf8');
  const workflow = Workflow.parse(parse(text));
  expect(workflow.permissions).toEqual({ contents: 'write', 'pull-requests': 'write' });
  for (const { run = '' } of workflow.jobs.sync.steps) expect(run).not.toContain('${{');
});
