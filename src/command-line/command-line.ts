import { cac } from 'cac';
import { commandName, commands } from './commands.ts';
import { cacheFolder } from './environment.ts';
import { readCommandLine } from './flags.ts';
import { generatorVersion } from './generator-version.ts';
import { FAILED, type Input, type Run } from './input.ts';
import { clientWords } from './of-client.ts';
import { usageSentence } from './usage-sentence.ts';
import { closest } from '../domain/did-you-mean.ts';
import { UsageError } from '../publish.ts';

/** Where the program prints: only `cli.ts` does. */
type Output = Pick<Input, 'print' | 'report'>;

/**
 * Runs what a command line asks for. What cannot be done is said in a sentence.
 *
 * @param argv What stands behind the name of the program.
 * @returns The exit code.
 */
export async function runCommandLine(argv: readonly string[], output: Output): Promise<number> {
  try {
    return await runNamed(argv, output);
  } catch (error) {
    const bug = error instanceof Error ? (error.stack ?? error.message) : String(error);
    output.report(sentenceOf(error) ?? `This is a bug: ${bug}`);
    return FAILED;
  }
}

async function runNamed(argv: readonly string[], output: Output): Promise<number> {
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
  if (load !== undefined) return run(await load(), argv, output);
  if (cli.options['help'] === true || cli.options['version'] === true) return 0;
  const names = [...commands.map(commandName), ...clientWords];
  const word = cli.args[0];
  if (word === undefined) throw new UsageError(`Say what to do: ${names.join(', ')}. See --help.`);
  const meant = closest(word, names);
  throw new UsageError(`There is no command "${word}". ${meant ? `Did you mean "${meant}"?` : 'See --help.'}`);
}

function run(command: Run, argv: readonly string[], output: Output): Promise<number> | number {
  const { words, flags } = readCommandLine(argv);
  const { env, stdin, stdout, stderr } = process;
  return command({ words: words.slice(1), flags, env, stdin, stdout, stderr, ...output });
}

/** What a person can do something about: a wrong flag, or a disk that is full or may not be written to. */
function sentenceOf(error: unknown): string | undefined {
  if (error instanceof UsageError) return error.message;
  if (!(error instanceof Error) || !('syscall' in error) || !('path' in error)) return undefined;
  return `${error.message}. Check --catalog, --out, and SKILLYARD_CACHE for the cache (now ${cacheFolder(process.env)}).`;
}
