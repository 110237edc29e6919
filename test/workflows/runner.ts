import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { scratchFolder } from '../helpers/catalog-folder.ts';
import { compileCache } from '../helpers/compile-cache.ts';
import { type Context, fill, isMet } from './expressions.ts';
import { type Step, type Workflow, stepsOf } from './workflow-file.ts';

/** What one run of a workflow has to work with. */
export interface Run {
  /** What git clones for `actions/checkout`. */
  readonly repository: string;
  /** The payload of the event; `sha` is the commit it is about. */
  readonly event: object;
  readonly sha: string;
  /** Where the artifacts of all runs lie, by name. */
  readonly artifacts: string;
  /** Variables of the runner, such as `GITHUB_API_URL`. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Programs that come before those of the machine, by name: scripts of sh. */
  readonly programs?: Readonly<Record<string, string>>;
  /** The lines of the git configuration of the machine. */
  readonly gitConfig?: string;
}

export interface Ran {
  readonly conclusion: 'success' | 'failure';
  /** What each step printed, by its name or action. */
  readonly log: string;
  /** What `GITHUB_STEP_SUMMARY` holds. */
  readonly summary: string;
  readonly workspace: string;
  readonly home: string;
}

/**
 * Runs a workflow of one job, or one job of it, as a runner of GitHub does: expressions are filled in, each `run` is a file for bash, and
 * actions are replaced by what they do to the folders.
 */
export async function runWorkflow(workflow: Workflow, run: Run, job?: string): Promise<Ran> {
  const machine = prepare(run);
  let [hasFailed, log] = [false, ''];
  for (const step of stepsOf(workflow, job)) {
    const { id, name, uses } = step;
    let outcome = 'skipped';
    if (isMet(step.if, machine.context, hasFailed)) {
      const { printed, isDone } = await runStep(step, run, machine);
      outcome = isDone ? 'success' : 'failure';
      log += `== ${name ?? uses}: ${outcome}\n${printed}`;
      if (!isDone && !step['continue-on-error']) hasFailed = true;
    }
    if (id !== undefined) machine.steps[id] = { outcome };
  }
  const summary = existsSync(machine.summary) ? readFileSync(machine.summary, 'utf8') : '';
  const { workspace, home } = machine;
  return { conclusion: hasFailed ? 'failure' : 'success', log, summary, workspace, home };
}

/** What stands-in for GitHub ask for. */
export const TOKEN = 'the-token-of-the-run';

interface Machine {
  readonly folder: string;
  readonly workspace: string;
  readonly home: string;
  readonly summary: string;
  readonly steps: Record<string, { readonly outcome: string }>;
  readonly context: Context;
  readonly env: Readonly<Record<string, string>>;
}

function prepare({ event, sha, variables = {}, programs = {}, gitConfig = '' }: Run): Machine {
  const folder = scratchFolder();
  const at = (name: string): string => {
    mkdirSync(join(folder, name), { recursive: true });
    return join(folder, name);
  };
  const [workspace, home, temp, bin] = [at('workspace'), at('home'), at('temp'), at('bin')];
  writeFileSync(join(home, '.gitconfig'), gitConfig);
  for (const [name, text] of Object.entries(programs))
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  const eventFile = join(folder, 'event.json');
  writeFileSync(eventFile, JSON.stringify(event));
  const summary = join(folder, 'summary.md');
  const steps: Machine['steps'] = {};
  return {
    folder,
    workspace,
    home,
    summary,
    steps,
    context: {
      github: { event, sha, token: TOKEN },
      runner: { temp },
      // A pull request of a fork gets none.
      secrets: {},
      steps,
    },
    env: {
      ...compileCache,
      CI: 'true',
      PATH: `${bin}:${dirname(process.execPath)}:${process.env['PATH']}`,
      HOME: home,
      GIT_CONFIG_NOSYSTEM: '1',
      RUNNER_TEMP: temp,
      GITHUB_WORKSPACE: workspace,
      GITHUB_EVENT_PATH: eventFile,
      GITHUB_STEP_SUMMARY: summary,
      ...variables,
    },
  };
}

interface Printed {
  readonly printed: string;
  readonly isDone: boolean;
}

async function runStep(step: Step, run: Run, machine: Machine): Promise<Printed> {
  const filled = (texts: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, fill(text, machine.context)]));
  if (step.uses !== undefined) {
    const action = actions[step.uses.split('@')[0] ?? ''];
    if (!action) throw new Error(`There is no stand-in for ${step.uses}.`);
    return action(filled(step.with), run, machine);
  }
  const file = join(machine.folder, 'script');
  writeFileSync(file, fill(step.run ?? '', machine.context));
  const [program = '', ...args] = (step.shell ?? 'bash -e {0}').split(' ');
  const cwd = join(machine.workspace, step['working-directory'] ?? '.');
  const env = { ...machine.env, ...filled(step.env) };
  return execute(
    program,
    args.map((arg) => arg.replace('{0}', file)),
    cwd,
    env,
  );
}

function execute(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Printed> {
  return new Promise((done) => {
    execFile(program, args, { cwd, env, maxBuffer: 50_000_000 }, (error, stdout, stderr) =>
      done({ printed: `${stdout}${stderr}`, isDone: error === null }),
    );
  });
}

type Action = (given: Readonly<Record<string, string>>, run: Run, machine: Machine) => Promise<Printed> | Printed;

const done: Printed = { printed: '', isDone: true };

/** What the actions do, as far as the workflows need it. */
const actions: Readonly<Record<string, Action>> = {
  // The commands are those of the action, without its retries and credentials.
  'actions/checkout': ({ ref = '', path = '.', 'fetch-depth': depth = '1', submodules = 'false' }, run, machine) => {
    if (submodules !== 'false') throw new Error('Submodules are checked out.');
    const folder = join(machine.workspace, path);
    mkdirSync(folder, { recursive: true });
    const commands = `git init --quiet . && git remote add origin "$REPOSITORY" && \
git fetch --quiet --no-tags --no-recurse-submodules ${depth === '0' ? '' : '--depth=1'} origin "+$REF" \
  '+refs/heads/*:refs/remotes/origin/*' && git checkout --quiet --force --detach FETCH_HEAD`;
    const env = {
      ...machine.env,
      GIT_LFS_SKIP_SMUDGE: '1',
      REPOSITORY: run.repository,
      REF: ref === '' ? run.sha : ref,
    };
    return execute('bash', ['-e', '-c', commands], folder, env);
  },
  'actions/setup-node': () => done,
  'actions/cache': () => done,
  'actions/cache/restore': () => done,
  'actions/upload-artifact': ({ name = '', path = '' }, run) => {
    const kept = join(run.artifacts, name);
    if (!existsSync(path)) return done;
    cpSync(path, statSync(path).isDirectory() ? kept : join(kept, basename(path)), { recursive: true });
    return done;
  },
  'actions/download-artifact': ({ name = '', path = '' }, run) => {
    const kept = join(run.artifacts, name);
    if (!existsSync(kept)) return { printed: `There is no artifact ${name}.\n`, isDone: false };
    cpSync(kept, path, { recursive: true, verbatimSymlinks: true });
    return done;
  },
};
