import { closest } from '../domain/did-you-mean.ts';
import { type commands, commandName } from './commands.ts';

type Command = Pick<(typeof commands)[number], 'usage' | 'options'>;

/**
 * What the parser of options has against the words, as a sentence with the next step.
 *
 * @param command The one that was named; absent where none was.
 */
export function usageSentence(message: string, command: Command | undefined): string {
  const help = command ? `See skillyard ${commandName(command)} --help.` : 'See --help.';
  const [, option] = /^Unknown option `-{1,2}([^`]+)`$/s.exec(message) ?? [];
  if (option !== undefined) return unknownOption(option, command, help);
  const [, words] = /^Unused args: (.+)$/s.exec(message) ?? [];
  if (words !== undefined) return `There are words too many: ${words.replaceAll('`', '')}. ${help}`;
  const [, empty] = /^option `(.+)` value is missing$/s.exec(message) ?? [];
  if (empty !== undefined) return `A value is missing. Write it as ${empty}.`;
  const isShort = message.startsWith('missing required args') && command !== undefined;
  return isShort ? `Something is missing. Write it as: skillyard ${command.usage}` : `${message}. ${help}`;
}

/** The parser has made `dryRum` of `--dry-rum`. */
function unknownOption(option: string, command: Command | undefined, help: string): string {
  const typed = option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const known = (command?.options ?? []).map(([form]) => form.slice(2).split(' ', 1)[0] ?? form);
  const meant = typed.length > 1 ? closest(typed, [...known, 'help']) : undefined;
  const dashed = `${typed.length > 1 ? '--' : '-'}${typed}`;
  const name = command ? `"${commandName(command)}" has no option ${dashed}.` : `There is no option ${dashed}.`;
  return `${name} ${meant === undefined ? help : `Did you mean --${meant}?`}`;
}
