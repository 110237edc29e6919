import { expect, test } from 'vitest';
import { commandName, commands } from '../../src/command-line/commands.ts';
import { usageSentence } from '../../src/command-line/usage-sentence.ts';

test.each([
  ['check', 'Unknown option `--bse`', '"check" has no option --bse. Did you mean --base?'],
  ['add', 'Unknown option `--dryRum`', '"add" has no option --dry-rum. Did you mean --dry-run?'],
  // What other commands have is not offered.
  ['sync', 'Unknown option `--tier`', '"sync" has no option --tier. See skillyard sync --help.'],
  ['build', 'Unknown option `-x`', '"build" has no option -x. See skillyard build --help.'],
  [undefined, 'Unknown option `--versoin`', 'There is no option --versoin. See --help.'],
  ['add', 'Unused args: `b`, `c`', 'There are words too many: b, c. See skillyard add --help.'],
  ['add', 'option `--ref <ref>` value is missing', 'A value is missing. Write it as --ref <ref>.'],
  [
    'add',
    'missing required args for command `add <address>`',
    'Something is missing. Write it as: skillyard add [address]',
  ],
  ['add', 'Something new', 'Something new. See skillyard add --help.'],
])('%s, and the parser says %j', (name, message, sentence) => {
  const command = commands.find((one) => commandName(one) === name);
  expect(usageSentence(message, command)).toBe(sentence);
});
