import { type Harness, harnessTitles } from '../../domain/harness.ts';
import type { FullEntry } from '../../domain/index-v1.ts';
import { CATALOG_SOURCE } from '../../domain/plugin-file.ts';
import { clientCommands, surfaceCommands, type SurfaceCommands } from '../../domain/surface-commands.ts';
import { downloadSteps } from './download-steps.ts';
import { folderCommand } from './folder-command.ts';
import { forHarnesses, type Step } from './step.ts';
import { takeCommands, takePlaces } from './take-commands.ts';

/** One way to have an entry: a tab of its page. */
export interface Way {
  readonly id: SurfaceCommands['surface'] | 'cursor' | 'git' | 'download' | 'folder';
  readonly tab: string;
  /** What it is called where there are no tabs. */
  readonly title: string;
  readonly steps: readonly Step[];
}

/** In the order in which readers see them: first who it is for, by how many use it, then what works for all. */
const tabs: Record<Way['id'], string> = {
  claude: 'Claude Code',
  codex: 'Codex',
  cursor: 'Cursor',
  gemini: 'Gemini CLI',
  copilot: 'Copilot',
  opencode: 'OpenCode',
  client: 'skillyard',
  wellKnown: 'npx skills',
  git: 'git',
  download: 'Download',
  folder: 'Files',
};

/** The tab of each harness. */
const tabOf: Record<Harness, Way['id']> = {
  'claude-code': 'claude',
  codex: 'codex',
  cursor: 'cursor',
  'gemini-cli': 'gemini',
  'github-copilot': 'copilot',
  opencode: 'opencode',
};

/**
 * The ways by which an entry can be had, in the order of the tabs; only those that are there. A harness that takes the
 * entry and has no way of its own is served by the client of this project. `git` is always among them, with no
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
  const served = clientCommands(entry, catalog).flatMap(({ harness, line }): Way[] => {
    const id = tabOf[harness];
    if (commands.some((way) => way.id === id)) return [];
    const title = `${harnessTitles[harness]}, with the skillyard client`;
    return [{ id, tab: tabs[id], title, steps: [{ text: line }] }];
  });
  const others: (Omit<Way, 'tab' | 'steps'> & { readonly steps: readonly Step[] | undefined })[] = [
    { id: 'git', title: 'With git alone', steps: isComposed(entry) ? undefined : gitSteps(entry) },
    { id: 'download', title: 'As a download', steps: downloadSteps(entry, catalog.url) },
    { id: 'folder', title: 'As loose files', steps: folderSteps(entry, catalog.url) },
  ];
  const order = Object.keys(tabs);
  return [
    ...commands,
    ...served,
    ...others.flatMap(({ steps, ...way }) => (steps === undefined ? [] : [{ ...way, tab: tabs[way.id], steps }])),
  ].toSorted((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
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
