import type { FullEntry } from '../../domain/index-v1.ts';
import { CATALOG_SOURCE } from '../../domain/plugin-file.ts';
import { surfaceCommands, type SurfaceCommands } from '../../domain/surface-commands.ts';
import { downloadSteps } from './download-steps.ts';
import { folderCommand } from './folder-command.ts';
import { forHarnesses, type Step } from './step.ts';
import { takeCommands, takePlaces } from './take-commands.ts';

/** One way to have an entry: a tab of its page. */
export interface Way {
  readonly id: SurfaceCommands['surface'] | 'git' | 'download' | 'folder';
  readonly tab: string;
  /** What it is called where there are no tabs. */
  readonly title: string;
  readonly steps: readonly Step[];
}

const tabs: Record<Way['id'], string> = {
  client: 'skillyard',
  wellKnown: 'npx skills',
  claude: 'Claude Code',
  codex: 'Codex',
  copilot: 'Copilot',
  gemini: 'Gemini CLI',
  opencode: 'OpenCode',
  git: 'git',
  download: 'Download',
  folder: 'Files',
};

/**
 * The ways by which an entry can be had, best one first; only those that are there. `git` is always among them, with no
 * steps where no command can be given.
 *
 * @param catalog Its id and its public address.
 */
export function waysTo(entry: FullEntry, catalog: { readonly id: string; readonly url: string }): Way[] {
  const commands = surfaceCommands(entry, catalog).map(({ surface, title, lines }): Way => ({
    id: surface,
    tab: tabs[surface],
    title,
    steps: [{ text: lines.join('\n') }],
  }));
  const others: (Omit<Way, 'tab' | 'steps'> & { readonly steps: readonly Step[] | undefined })[] = [
    { id: 'git', title: 'With git alone', steps: isComposed(entry) ? undefined : gitSteps(entry) },
    { id: 'download', title: 'As a download', steps: downloadSteps(entry, catalog.url) },
    { id: 'folder', title: 'As loose files', steps: folderSteps(entry, catalog.url) },
  ];
  return [
    ...commands,
    ...others.flatMap(({ steps, ...way }) => (steps === undefined ? [] : [{ ...way, tab: tabs[way.id], steps }])),
  ];
}

/** What the catalog itself puts together lies in no repository as it is. */
function isComposed({ source }: Pick<FullEntry, 'source'>): boolean {
  return source === CATALOG_SOURCE;
}

function gitSteps(entry: FullEntry): Step[] {
  const take = takeCommands(entry);
  if (!take) return [];
  const fetch = take.fetch.length === 0 ? [] : [{ text: take.fetch.join('\n') }];
  const copies = takePlaces(entry).flatMap(({ folder, harnesses }): Step[] => {
    const text = take.copyTo(folder);
    return text === undefined ? [] : [{ label: forHarnesses(harnesses), text }];
  });
  return [...fetch, ...copies];
}

/** Where nothing is packed, the files of what the catalog has put together lie one by one. */
function folderSteps(entry: FullEntry, url: string): Step[] | undefined {
  const { archives = [], folder } = entry.distribution;
  if (folder === undefined || archives.length > 0) return undefined;
  const text = folderCommand(entry, url);
  return text === undefined
    ? []
    : [{ text }, { label: 'Claude Code, for one session', text: `claude --plugin-dir ./${entry.name}` }];
}
