#!/usr/bin/env node
import { cac } from 'cac';
import { commandName, commands } from './command-line/commands.ts';
import { cacheFolder } from './command-line/environment.ts';
import { readCommandLine } from './command-line/flags.ts';
import { generatorVersion } from './command-line/generator-version.ts';
import { FAILED, type Run } from './command-line/input.ts';
import { clientWords, isForClient } from './command-line/of-client.ts';
import { usageSentence } from './command-line/usage-sentence.ts';
import { closest } from './domain/did-you-mean.ts';
import { UsageError } from './publish.ts';

const print = (text: string): void => console.log(text);
const report = (text: string): void => console.error(text);

async function main(argv: readonly string[]): Promise<number> {
  const cli = cac('skillyard');
  let load: (() => Promise<Run>) | undefined;
  for (const command of commands) {
    const registered = cli.command(command.usage, command.description);
    for (const [form, words, standard] of command.options)
      registered.option(form, words, standard === undefined ? {} : { default: standard });
    registered.action(() => void (load = command.load));
  }
  const others = { title: 'Commands of the client', body: `  ${clientWords.join(', ')}` };
  cli.help((sections) => (cli.matchedCommand ? sections : sections.toSpliced(-1, 0, others)));
  cli.version(generatorVersion());
  cli.parse(['', 'skillyard', ...argv], { run: false });
  try {
    await cli.runMatchedCommand();
  } catch (error) {
    if (!(error instanceof Error && error.name === 'CACError')) throw error;
    const named = commands.find((command) => commandName(command) === cli.matchedCommandName);
    throw new UsageError(usageSentence(error.message, named));
  }
  if (load !== undefined) return run(await load(), argv);
  if (cli.options['help'] === true || cli.options['version'] === true) return 0;
  const names = [...commands.map(commandName), ...clientWords];
  const word = cli.args[0];
  if (word === undefined) throw new UsageError(`Say what to do: ${names.join(', ')}. See --help.`);
  const meant = closest(word, names);
  throw new UsageError(`There is no command "${word}". ${meant ? `Did you mean "${meant}"?` : 'See --help.'}`);
}

function run(command: Run, argv: readonly string[]): Promise<number> | number {
  const { words, flags } = readCommandLine(argv);
  const { env, stdin, stdout, stderr } = process;
  return command({ words: words.slice(1), flags, env, stdin, stdout, stderr, print, report });
}

/** What a person can do something about: a wrong flag, or a disk that is full or may not be written to. */
function sentenceOf(error: unknown): string | undefined {
  if (error instanceof UsageError) return error.message;
  if (!(error instanceof Error) || !('syscall' in error) || !('path' in error)) return undefined;
  return `${error.message}. Check --catalog, --out, and SKILLYARD_CACHE for the cache (now ${cacheFolder(process.env)}).`;
}

if (isForClient(process.argv.slice(2))) await import('./client/cli.ts');
else
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    process.exitCode = FAILED;
    const bug = error instanceof Error ? (error.stack ?? error.message) : String(error);
    report(sentenceOf(error) ?? `This is a bug: ${bug}`);
  }
