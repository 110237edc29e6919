import { expect, test } from 'vitest';
import { SourceFile } from '../../src/domain/catalog.ts';
import type { EntryKey } from '../../src/domain/coordinate.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';
import { checkRenames } from '../../src/validate/check-renames.ts';
import { messages } from '../helpers/message.ts';
import { outcomeOf } from '../helpers/harbour.ts';
import { skill } from '../helpers/memory-tree.ts';

const bare = await outcomeOf({ files: {} });

/** What is said of `entries`, where `listed` are in the source. */
function conflicts(entries: string, listed: readonly EntryKey[]): string {
  const { value, locate } = parseYaml('sources/harbour.yaml', `local: harbour\nentries:\n${entries}`, SourceFile);
  if (!value) throw new Error('The source file is wrong.');
  // Whether the names were ever listed is another matter: here nothing is locked.
  return messages(checkRenames({ ...bare.source, lock: undefined, file: value, locate }, new Set(listed)));
}

test.each([
  ['  skill:tides: { renamedFrom: currents }\n', ['skill:tides']],
  ['  skill:tides: { renamedFrom: [currents, waves] }\n', ['skill:tides']],
  // A chain: currents became waves, which became tides.
  ['  skill:waves: { renamedFrom: currents }\n  skill:tides: { renamedFrom: waves }\n', ['skill:tides']],
  // Another kind has names of its own.
  [
    '  skill:tides: { renamedFrom: currents }\n  command:tides: { renamedFrom: currents }\n',
    ['skill:tides', 'command:tides', 'subagent:currents'],
  ],
] as const)('may be %j', (entries, listed) => {
  expect(conflicts(entries, listed)).toBe('');
});

test.each([
  [
    'itself',
    ['skill:tides'],
    '  skill:tides: { renamedFrom: tides }\n',
    ['3:18 skill:tides cannot be its own former name.'],
  ],
  [
    'a listed one',
    ['skill:tides', 'skill:log'],
    '  skill:tides: { renamedFrom: [currents, log] }\n',
    ['3:42 skill:log is still listed, so it cannot be the former name of skill:tides.'],
  ],
  [
    'two',
    ['skill:tides', 'skill:log'],
    '  skill:tides: { renamedFrom: currents }\n  skill:log: { renamedFrom: currents }\n',
    ['4:16 skill:currents is already the former name of skill:tides.'],
  ],
  [
    'one, twice',
    ['skill:tides'],
    '  skill:tides: { renamedFrom: [currents, currents] }\n',
    ['3:42 skill:currents is already the former name of skill:tides.'],
  ],
  [
    'those in a circle',
    ['skill:tides'],
    '  skill:a: { renamedFrom: b }\n  skill:b: { renamedFrom: c }\n  skill:c: { renamedFrom: a }\n  skill:tides: { renamedFrom: a }\n',
    [
      '3:14 skill:b and skill:a lead to each other.',
      '4:14 skill:c and skill:b lead to each other.',
      '5:14 skill:a and skill:c lead to each other.',
      '6:18 skill:a is already the former name of skill:c.',
    ],
  ],
] as const)('cannot be the name of %s', (_what, listed, entries, expected) => {
  const shown = conflicts(entries, listed).split('\n');
  const hint = 'Let one entry claim the name, and none that is still listed.';
  expect(shown).toEqual(expected.map((line) => `error rename-conflict sources/harbour.yaml:${line} | ${hint}`));
});

test('ten thousand of them take no time', () => {
  const entries = Array.from({ length: 10_000 }, (_, n) => `  skill:s${n}: { renamedFrom: s${n + 1} }\n`).join('');
  expect(conflicts(entries, [])).toBe('');
});

test('they are looked at with their source', async () => {
  const { diagnostics } = await outcomeOf({
    files: {
      'tides/SKILL.md': skill('name: tides\ndescription: Reads tides.\nmetadata: { risk-tier: minimal }'),
      'log/SKILL.md': skill('name: log\ndescription: Keeps a log.\nmetadata: { risk-tier: minimal }'),
    },
    source: 'local: harbour\nentries:\n  skill:tides: { renamedFrom: log }\n',
  });
  expect(messages(diagnostics)).toContain('error rename-conflict sources/harbour.yaml:3:18 skill:log is still listed');
});
