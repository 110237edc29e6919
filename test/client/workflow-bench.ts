import { readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readCommandLine } from '../../src/client/command-line/flags.ts';
import type { Outcome } from '../../src/client/command-line/outcome.ts';
import { runWorkflowLoad } from '../../src/client/command-line/run-workflow-load.ts';
import { plain } from '../../src/client/report/layout.ts';
import type { LoadedWorkflow } from '../../src/client/workflow/load-workflow.ts';
import { scratchFolder, writeTree } from '../helpers/catalog-folder.ts';
import { type GitRepo, makeGitRepo } from '../helpers/git-repo.ts';
import { startGitServer } from '../helpers/git-server.ts';
import { skillText } from './market/market.ts';

/** A project, a repository that is served over HTTP, and the command. */
export interface Bench {
  readonly project: string;
  readonly repo: GitRepo;
  readonly url: string;
  /** The folder that sources are loaded into unless another is named. */
  readonly sources: string;
  /** What was shown before somebody was asked. */
  readonly asked: string[];
  load(
    words: readonly string[],
    agrees?: boolean,
  ): Promise<Outcome & { readonly loaded: LoadedWorkflow & { readonly command?: string } }>;
}

export async function openBench(): Promise<Bench> {
  const repo = makeGitRepo();
  onTestFinished(() => repo.remove());
  const asked: string[] = [];
  const root = scratchFolder();
  for (const name of ['tools', 'tools.git']) symlinkSync(repo.folder, join(root, name));
  const server = await startGitServer(root);
  onTestFinished(() => server.close());
  const scratch = scratchFolder();
  const project = join(scratch, 'project');
  writeTree(project, { 'README.md': 'Mine.\n' });
  return {
    project,
    sources: join(project, '.skillyard/sources'),
    repo,
    asked,
    url: `${server.url}/tools`,
    async load(words, agrees = true) {
      const { flags, words: plainWords } = readCommandLine(words);
      const outcome = await runWorkflowLoad({
        words: plainWords,
        flags,
        cwd: project,
        home: scratch,
        cacheDir: join(scratch, 'cache'),
        env: { PATH: process.env['PATH'] },
        layout: plain,
        dialogue: {
          choose: () => Promise.resolve(undefined),
          agree: () => Promise.resolve(false),
          confirm(text) {
            asked.push(text(plain));
            return Promise.resolve(agrees);
          },
          show: () => Promise.resolve(),
          step: () => undefined,
        },
        warn: () => undefined,
      });
      return { ...outcome, loaded: outcome.json as LoadedWorkflow };
    },
  };
}

/** The files of a workflow with a skill of its own. */
export function workflow(sources: unknown): Record<string, string> {
  return {
    '.ambient/ambient.json': JSON.stringify({ name: 'Review', description: 'Reviews changes.', sources }),
    'CLAUDE.md': 'Review with care.\n',
    '.claude/skills/own/SKILL.md': skillText('own'),
  };
}

/** The files below a folder, sorted. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((item) => !item.isDirectory())
    .map((item) => join(item.parentPath, item.name).slice(folder.length + 1))
    .toSorted();
}
