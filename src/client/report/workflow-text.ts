import { relative, sep } from 'node:path';
import type { LoadedSource, LoadedWorkflow } from '../workflow/load-workflow.ts';
import { type Layout, oneLine, paint, wrap } from './layout.ts';

const words: Record<LoadedSource['state'], string> = {
  loaded: 'loaded',
  replaced: 'replaced',
  unchanged: 'unchanged',
  kept: 'kept',
  empty: 'nothing',
  failed: 'failed',
};
const LABEL = 11;

interface Shown {
  readonly cwd: string;
  readonly dryRun: boolean;
}

/** What became of every source of a workflow, and the command that gives them to Claude Code. */
export function workflowText(
  { title, sources, destination }: LoadedWorkflow,
  { cwd, dryRun }: Shown,
  layout: Layout,
): string {
  const command = addCommand({ sources, destination }, cwd);
  return [
    `${paint('bold', oneLine(title), layout)}${dryRun ? ': what would be loaded' : ''}`,
    '',
    ...sources.flatMap((source) => [...sourceLines(source, layout), '']),
    ...(command === undefined
      ? ['Nothing was loaded.']
      : dryRun
        ? ['Nothing was written.']
        : ['Give them to Claude Code:', '', `  ${command}`]),
  ].join('\n');
}

function sourceLines(
  { from, state, commit, folder, entries, skipped, problem }: LoadedSource,
  layout: Layout,
): string[] {
  const isBad = state === 'failed' || state === 'kept';
  const word = isBad ? paint('red', words[state].padEnd(LABEL), layout) : words[state].padEnd(LABEL);
  const indent = ' '.repeat(LABEL + 2);
  const names = entries.map(({ kind, name }) => `${kind} ${name}`).join(', ');
  return [
    `  ${word}${oneLine(from)}${commit === undefined ? '' : paint('dim', ` at ${commit.slice(0, 12)}`, layout)}`,
    ...(problem === undefined ? [] : wrap(oneLine(problem), layout, indent)),
    ...(names === '' ? [] : wrap(names, layout, indent)),
    ...(folder === undefined ? [] : [paint('dim', `${indent}${folder}`, layout)]),
    ...skipped.flatMap(({ what, why }) => wrap(`left out: ${oneLine(what)}. ${oneLine(why)}`, layout, indent)),
  ];
}

/**
 * The command that starts Claude Code with the folders. Claude Code reads a CLAUDE.md in added folders only where that
 * variable is set.
 *
 * @returns Undefined where there is no folder.
 */
export function addCommand(
  { sources, destination }: Pick<LoadedWorkflow, 'sources' | 'destination'>,
  cwd: string,
): string | undefined {
  const folders = sources.flatMap(({ folder, state }) => (folder === undefined || state === 'empty' ? [] : [folder]));
  if (folders.length === 0) return undefined;
  const below = relative(cwd, destination);
  const root = below === '' || below.startsWith('..') ? destination : below.split(sep).join('/');
  return [
    'CLAUDE_CODE_ADDITIONAL_DIRECTORIES_CLAUDE_MD=1 claude',
    ...folders.map((folder) => `--add-dir ${quoted(`${root}/${folder}`)}`),
  ].join(' ');
}

function quoted(path: string): string {
  return /^[\w./:@%+-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
