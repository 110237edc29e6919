import { relative, sep } from 'node:path';
import type { LoadedSource, LoadedWorkflow } from '../workflow/load-workflow.ts';
import { capabilityRows, findingTexts } from './proposal.ts';
import { type Layout, oneLine, paint, wrap } from './layout.ts';

const words: Record<LoadedSource['state'], string> = {
  loaded: 'loaded',
  replaced: 'replaced',
  unchanged: 'unchanged',
  kept: 'kept',
  empty: 'nothing',
  failed: 'failed',
};

/** The same before it is done. */
const plans: Record<LoadedSource['state'], string> = { ...words, loaded: 'load', replaced: 'replace', kept: 'keep' };
const LABEL = 11;
const MOST_FINDINGS = 5;

interface Shown {
  readonly cwd: string;
  /** `asked`: somebody is about to agree to it. `planned`: nothing will be written. */
  readonly state: 'asked' | 'planned' | 'done';
}

/** What became of every source of a workflow, and the command that gives them to Claude Code. */
export function workflowText(
  { title, sources, destination }: LoadedWorkflow,
  { cwd, state }: Shown,
  layout: Layout,
): string {
  const command = addCommand({ sources, destination }, cwd);
  return [
    `${paint('bold', oneLine(title), layout)}${state === 'done' ? '' : `: what would be loaded into ${oneLine(shownFolder(destination, cwd))}`}`,
    '',
    ...sources.flatMap((source) => [...sourceLines(source, state, layout), '']),
    ...(state === 'asked'
      ? []
      : command === undefined
        ? ['Nothing was loaded.']
        : state === 'planned'
          ? ['Nothing was written.']
          : ['Give them to Claude Code:', '', `  ${command}`]),
  ].join('\n');
}

function sourceLines(
  { from, state, commit, folder, entries, skipped, problem, capabilities = [], findings = [] }: LoadedSource,
  shown: Shown['state'],
  layout: Layout,
): string[] {
  const isBad = state === 'failed' || state === 'kept';
  const label = (shown === 'done' ? words : plans)[state].padEnd(LABEL);
  const word = isBad ? paint('red', label, layout) : label;
  const powers = [
    ...capabilityRows(capabilities).map(([kind, text]) => `${kind}: ${text}`),
    ...findingTexts(findings, MOST_FINDINGS, layout),
  ];
  const indent = ' '.repeat(LABEL + 2);
  const names = entries.map(({ kind, name }) => `${kind} ${name}`).join(', ');
  return [
    `  ${word}${oneLine(from)}${commit === undefined ? '' : paint('dim', ` at ${commit.slice(0, 12)}`, layout)}`,
    ...(problem === undefined ? [] : wrap(oneLine(problem), layout, indent)),
    ...(names === '' ? [] : wrap(names, layout, indent)),
    ...(shown === 'done' || entries.length === 0 ? [] : powers.flatMap((text) => wrap(text, layout, indent))),
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
  const root = shownFolder(destination, cwd);
  return [
    'CLAUDE_CODE_ADDITIONAL_DIRECTORIES_CLAUDE_MD=1 claude',
    ...folders.map((folder) => `--add-dir ${quoted(`${root}/${folder}`)}`),
  ].join(' ');
}

function shownFolder(folder: string, cwd: string): string {
  const below = relative(cwd, folder);
  return below === '' || below.startsWith('..') ? folder : below.split(sep).join('/');
}

function quoted(path: string): string {
  return /^[\w./:@%+-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
