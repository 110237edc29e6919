import { commandName as nameInClient, commands as ofClient } from '../client/command-line/commands.ts';
import { commandName, commands } from './commands.ts';

/** The words by which the commands of the client are called; of a name of two words the first. */
export const clientWords: readonly string[] = ofClient.map((command) => nameInClient(command).split(' ', 1)[0] ?? '');

/** Whether a command line is for the client: the first word that names a command at all names one of it. */
export function isForClient(argv: readonly string[]): boolean {
  const own = commands.map(commandName);
  const word = argv.find((typed) => own.includes(typed) || clientWords.includes(typed));
  return word !== undefined && !own.includes(word);
}
