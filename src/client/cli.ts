#!/usr/bin/env node
import { homedir } from 'node:os';
import { cac } from 'cac';
import { closest } from '../domain/did-you-mean.ts';
import { createProgress } from '../report/progress.ts';
import { commandName, commands, optionWords } from './command-line/commands.ts';
import { createDialogue } from './command-line/dialogue.ts';
import { readCommandLine } from './command-line/flags.ts';
import { elsewhere } from './command-line/generator-commands.ts';
import type { Outcome, Run } from './command-line/outcome.ts';
import { cacheFolder } from './content/git-options.ts';
import { Refusal } from './model/refusal.ts';
import { manyLines } from './report/layout.ts';
import { version } from './version.ts';

/** Exit codes: 0 clean, 1 something was found or refused, 2 the client could not do what was asked. */
const REFUSED = 1;
const FAILED = 2;

const argv = joined(process.argv.slice(2));
const asksForJson = argv.includes('--json');

function trimmed<T extends { readonly body: string }>(section: T): T {
  return { ...section, body: section.body.replaceAll(/ +$/gm, '') };
}

/** What the same is called elsewhere. */
const otherNames: Readonly<Record<string, string>> = {
  add: 'install',
  i: 'install',
  remove: 'uninstall',
  rm: 'uninstall',
  ls: 'list',
  info: 'show',
  view: 'show',
  find: 'search',
  upgrade: 'update',
};

/** The one command of two words is one word to the parser. */
function joined(words: readonly string[]): string[] {
  const at = words.findIndex((word) => commands.some((command) => commandName(command).split(' ')[0] === word));
  const pair = `${words[at]} ${words[at + 1]}`;
  return commands.some((command) => commandName(command) === pair)
    ? [...words.slice(0, at), pair, ...words.slice(at + 2)]
    : [...words];
}

async function main(): Promise<number> {
  const cli = cac('skillyard');
  let load: (() => Promise<Run>) | undefined;
  for (const command of commands) {
    const registered = cli.command(command.usage, command.description);
    for (const option of [...command.options, 'json' as const]) registered.option(...optionWords[option]);
    registered.example((name) => `  $ ${name} ${command.example}`).action(() => void (load = command.load));
  }
  cli.help((sections) => sections.filter(({ title }) => title?.startsWith('For more info') !== true).map(trimmed));
  cli.version(version);
  cli.parse(['', '', ...argv], { run: false });
  await cli.runMatchedCommand();
  if (load === undefined) {
    if (cli.options['help'] === true || cli.options['version'] === true) return 0;
    throw unknownCommand(cli.args[0]);
  }
  return run(await load());
}

async function run(command: Run): Promise<number> {
  const { words, flags } = readCommandLine(argv);
  const { env, stdin, stdout, stderr } = process;
  const isTerminal = stdout.isTTY;
  const color = env['NO_COLOR'] === undefined || env['NO_COLOR'] === '';
  const progress = createProgress(stderr, flags.json || env['CI'] !== undefined);
  const dialogue = createDialogue({
    input: stdin,
    output: stderr,
    progress,
    layout: { color: color && stderr.isTTY, width: widthOf(stderr) },
    agreed: flags.yes,
    quiet: flags.json,
  });
  const home = homedir();
  const outcome = await command({
    words: words.slice(1),
    flags,
    cwd: process.cwd(),
    home,
    cacheDir: cacheFolder(env, home),
    env,
    layout: { color: color && isTerminal, width: widthOf(stdout) },
    dialogue,
    warn: (text) => console.error(manyLines(text).join('\n')),
  }).finally(() => progress.end());
  show(outcome);
  return outcome.exitCode;
}

/** In columns. Some terminals that nobody looks at say that they have none. */
function widthOf({ isTTY, columns }: NodeJS.WriteStream): number {
  return isTTY ? columns || 80 : Infinity;
}

function show({ json, text }: Outcome): void {
  if (asksForJson && json !== undefined) console.log(JSON.stringify(json, null, 2));
  else if (!asksForJson && text !== '') console.log(text);
}

function unknownCommand(word: string | undefined): Refusal {
  const names = commands.map(commandName);
  if (word === undefined) return new Refusal('usage', `Say what to do: ${names.join(', ')}. See --help.`);
  if (word === 'help') return new Refusal('usage', 'Help is an option: skillyard --help, or skillyard install --help.');
  const other = Object.hasOwn(otherNames, word) ? otherNames[word] : undefined;
  const place = elsewhere(word);
  if (place !== undefined)
    return new Refusal('usage', `${place}${other === undefined ? '' : ` To have an entry here: skillyard ${other}.`}`);
  const meant = other ?? closest(word, names) ?? names.find((name) => name.startsWith(`${word} `));
  return new Refusal(
    'usage',
    `There is no command "${word}". ${meant === undefined ? 'See --help.' : `Did you mean "${meant}"?`}`,
  );
}

/** Says what went wrong in a sentence. What is no refusal and no trouble of the machine is a bug, told with its trace. */
function refusalOf(error: unknown): { readonly code: string; readonly message: string; readonly exitCode: number } {
  if (error instanceof Refusal)
    return { code: error.code, message: error.message, exitCode: isFailure(error.code) ? FAILED : REFUSED };
  if (error instanceof Error && error.name === 'CACError')
    return { code: 'usage', message: withSuggestion(error.message), exitCode: FAILED };
  if (error instanceof Error && 'syscall' in error)
    return { code: 'system', message: `${error.message}.`, exitCode: FAILED };
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'bug', message: `This is a bug: ${trace}`, exitCode: FAILED };
}

/** Wrong words, and what is not the fault of an entry: a registry that cannot be read. */
function isFailure(code: string): boolean {
  return code === 'usage' || code.startsWith('registry-');
}

/** What the parser has against the words, as a sentence with the next step. */
function withSuggestion(message: string): string {
  const [, usage] = /^missing required args for command `(.+)`$/s.exec(message) ?? [];
  if (usage !== undefined) return `Something is missing. Write it as: skillyard ${usage}`;
  const [, words] = /^Unused args: (.+)$/s.exec(message) ?? [];
  if (words !== undefined) return `There are words too many: ${words.replaceAll('`', '')}. See --help.`;
  const [, option] = /^Unknown option `--([^`]+)`/.exec(message) ?? [];
  if (option === undefined) return `${message}. See --help.`;
  const dashed = option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (Object.hasOwn(optionWords, dashed)) return `This command has no option --${dashed}. See --help.`;
  const meant = closest(dashed, Object.keys(optionWords));
  return `There is no option --${dashed}. ${meant === undefined ? 'See --help.' : `Did you mean --${meant}?`}`;
}

// Whoever reads may have read enough: `skillyard search | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  process.exitCode = await main();
} catch (error) {
  const { code, message, exitCode } = refusalOf(error);
  process.exitCode = exitCode;
  if (asksForJson) console.log(JSON.stringify({ error: { code, message } }, null, 2));
  else console.error(manyLines(message).join('\n'));
}
