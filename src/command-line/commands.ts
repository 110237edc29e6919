import { defaults, type OptionName } from './flags.ts';
import type { Run } from './input.ts';

type Option = readonly [form: `--${OptionName}` | `--${OptionName} <${string}>`, words: string, standard?: string];

/** One line of the table of commands. What it needs is loaded when it runs, so that `--help` is fast. */
interface Command {
  /** Its name with what stands behind it: angle brackets where that must be there. */
  readonly usage: string;
  readonly description: string;
  readonly options: readonly Option[];
  readonly load: () => Promise<Run>;
}

const out: Option = ['--out <dir>', 'The output folder', defaults.out];
const annotations: Option = ['--annotations', 'Print annotations for GitHub Actions'];
const strict: Option = ['--strict', 'Exit with 1 where an error is found'];
const ofCatalogs: readonly Option[] = [
  ['--catalog <dir>', 'The catalog folder', defaults.catalog],
  ['--json', 'Print the result as JSON'],
  ['--verbose', 'List notices and every case of a rule'],
];

export const commands: readonly Command[] = [
  {
    usage: 'init [folder]',
    description: 'Write a new catalog, with what its host and npm need; nothing that is there is touched',
    options: [
      ['--id <id>', 'Its id, which is also its name in harnesses'],
      ['--title <text>', 'Its title'],
      ['--description <text>', 'What is listed and for whom, in a sentence'],
      ['--url <address>', 'Where the site will be'],
      ['--owner <name>', 'Who answers for it'],
      ['--owner-url <address>', 'Where they are found'],
      ['--host <name>', 'Whose workflows and forms: github (the standard) or none'],
      ['--repository <address>', 'The page of the repository it will be kept in'],
      ['--operators <names>', 'Who decides, for CODEOWNERS, such as @acme/operators'],
      ['--yes', 'Ask nothing and write'],
      ['--dry-run', 'Write nothing'],
    ],
    load: async () => (await import('./run-init.ts')).runInit,
  },
  {
    usage: 'add [address]',
    description: 'Look into a repository and write the file that lists it',
    options: [
      ...ofCatalogs,
      ['--id <id>', 'Its id, instead of the one that is proposed'],
      ['--ref <ref>', 'A branch, tag or commit'],
      ['--path <folder>', 'List only what lies below'],
      ['--owner <name>', 'Who may speak for it; may be given more than once'],
      ['--exclude <what>', 'An entry or a pattern to leave out; may be given more than once'],
      ['--tier <tier>', 'Your word on risk, of all or as skill:pdf=high; may be given more than once'],
      ['--yes', 'Ask nothing and write the file'],
      ['--dry-run', 'Write nothing'],
    ],
    load: async () => (await import('./run-add.ts')).runAdd,
  },
  {
    usage: 'sync [...source]',
    description: 'Ask the sources what is new and append it to the locks',
    options: [
      ...ofCatalogs,
      ['--source <id>', 'One source; may be given more than once'],
      ['--summary <format>', 'Print what moved as the text of a pull request: markdown'],
      strict,
    ],
    load: async () => (await import('./run-sync.ts')).runSync,
  },
  {
    usage: 'build',
    description: 'Build the site and the index from the locked sources',
    options: [
      ...ofCatalogs,
      out,
      ['--base-url <url>', 'The public address, instead of url in catalog.yaml'],
      ['--frozen', 'Publish nothing when a locked object cannot be had'],
      strict,
      annotations,
    ],
    load: async () => (await import('./run-build.ts')).runBuild,
  },
  {
    usage: 'check',
    description: 'Check the catalog and everything it lists',
    options: [
      ...ofCatalogs,
      ['--base <rev>', 'Say what this branch brings since it left <rev>, under the policy that holds there'],
      [
        '--reporter <how>',
        'pretty, json, github, sarif or markdown, to a file with =<file>; may be given more than once',
      ],
      annotations,
      ['--strict', 'The same as without; check always exits with 1 where an error is found'],
    ],
    load: async () => (await import('./run-check.ts')).runCheck,
  },
  {
    usage: 'preview',
    description: 'Serve the built site on this machine',
    options: [out, ['--port <n>', 'The first port to try', defaults.port]],
    load: async () => (await import('./run-preview.ts')).runPreview,
  },
  {
    usage: 'explain [rule]',
    description: 'Say what a rule is about, or list all rules',
    options: [],
    load: async () => (await import('./run-explain.ts')).runExplain,
  },
];

/** The word by which a command is called. */
export function commandName({ usage }: Pick<Command, 'usage'>): string {
  return usage.split(' ', 1)[0] ?? usage;
}
