import type { OptionName } from './flags.ts';
import type { Run } from './outcome.ts';

/** One line of the table of commands. What it needs is loaded when it runs, so that `--help` is fast. */
interface Command {
  /** Its name with what stands behind it: angle brackets where that must be there. */
  readonly usage: string;
  readonly description: string;
  readonly options: readonly OptionName[];
  readonly example: string;
  readonly load: () => Promise<Run>;
}

/** How `--help` says an option. */
export const optionWords: Readonly<Record<OptionName, readonly [form: string, words: string]>> = {
  registry: ['--registry <address>', 'A marketplace: its address, or a folder; may be given more than once'],
  user: ['--user', 'For all your projects, not only for this one'],
  harness: ['--harness <id>', 'Only for this harness; otherwise for those found here; may be given more than once'],
  yes: ['-y, --yes', 'Do not ask before writing'],
  'allow-raw': ['--allow-raw', 'Agree to entries that must be wrapped before they are used'],
  'include-stubs': ['--include-stubs', 'Also what is a stub: a placeholder that will be replaced'],
  frozen: ['--frozen', 'Install exactly what the lock file says'],
  'dry-run': ['--dry-run', 'Show what would be done, and write nothing'],
  force: ['--force', 'Also where you have changed something; a backup is kept'],
  destination: ['--destination <folder>', 'Where to write'],
  kind: ['--kind <kind>', 'Only this kind: skill, subagent, command, hook, mcp_server, plugin or workflow'],
  tier: ['--tier <tier>', 'Only this risk tier: minimal, limited or high'],
  source: ['--source <id>', 'Only this source'],
  limit: ['--limit <n>', 'At most so many (20)'],
  json: ['--json', 'Print the result as JSON'],
};

const consent = ['yes', 'allow-raw', 'include-stubs'] as const;

export const commands: readonly Command[] = [
  {
    usage: 'install [...what]',
    description: 'Install entries for the harnesses of this project; without names, what the lock file says',
    options: ['registry', 'user', 'harness', ...consent, 'frozen', 'dry-run', 'force'],
    example: 'install skill:anthropic/pdf@production',
    load: async () => (await import('./run-install.ts')).runInstall,
  },
  {
    usage: 'update [...what]',
    description: 'Bring what is installed to the revision its name means now',
    options: ['registry', 'user', ...consent, 'dry-run', 'force'],
    example: 'update --dry-run',
    load: async () => (await import('./run-update.ts')).runUpdate,
  },
  {
    usage: 'list',
    description: 'List what is installed',
    options: ['user'],
    example: 'list --json',
    load: async () => (await import('./run-list.ts')).runList,
  },
  {
    usage: 'verify [...what]',
    description: 'Compare what is on disk with the lock file and with what has been withdrawn',
    options: ['registry', 'user'],
    example: 'verify',
    load: async () => (await import('./run-verify.ts')).runVerify,
  },
  {
    usage: 'uninstall <...what>',
    description: 'Remove what was installed, and nothing else',
    options: ['user', 'harness', 'dry-run', 'force'],
    example: 'uninstall skill:anthropic/pdf',
    load: async () => (await import('./run-uninstall.ts')).runUninstall,
  },
  {
    usage: 'pull <...what>',
    description: 'Fetch the files of entries into a folder, for no harness',
    options: ['registry', 'destination', ...consent, 'force'],
    example: 'pull pdf --destination vendor/pdf',
    load: async () => (await import('./run-pull.ts')).runPull,
  },
  {
    usage: 'search [...words]',
    description: 'Search the marketplaces',
    options: ['registry', 'kind', 'tier', 'harness', 'source', 'include-stubs', 'limit'],
    example: 'search pdf forms --kind skill',
    load: async () => (await import('./run-search.ts')).runSearch,
  },
  {
    usage: 'show <what>',
    description: 'Say everything a marketplace knows of one entry',
    options: ['registry'],
    example: 'show anthropic/pdf',
    load: async () => (await import('./run-show.ts')).runShow,
  },
  {
    usage: 'introspect <place>',
    description: 'Say what a folder or a repository holds; nothing is written or run',
    options: [],
    example: 'introspect https://github.com/anthropics/skills',
    load: async () => (await import('./run-introspect.ts')).runIntrospect,
  },
  {
    usage: 'harnesses',
    description: 'List the harnesses, what each takes, and which are used here',
    options: [],
    example: 'harnesses',
    load: async () => (await import('./run-harnesses.ts')).runHarnesses,
  },
  {
    usage: 'workflow load <workflow> [...source]',
    description: 'Fetch the sources of a workflow into folders that a harness can be given',
    options: ['registry', 'destination', ...consent, 'dry-run', 'force'],
    example: 'workflow load workflow:acme/review',
    load: async () => (await import('./run-workflow-load.ts')).runWorkflowLoad,
  },
  {
    usage: 'mcp',
    description: 'Serve the marketplaces to agents over the Model Context Protocol, on standard input and output',
    options: ['registry'],
    example: 'mcp --registry https://skills.example.org/market/',
    load: async () => (await import('./run-mcp.ts')).runMcp,
  },
];

/** The name of a command: the words of its usage before the first bracket. */
export function commandName({ usage }: Pick<Command, 'usage'>): string {
  return usage.replace(/ [<[].*$/s, '');
}
