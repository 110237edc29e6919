import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { SourceFile } from '../../src/domain/catalog.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';
import { messages } from '../helpers/message.ts';

const Boat = z.strictObject({
  name: z.string(),
  length: z.int().optional(),
  crew: z.array(z.strictObject({ name: z.string(), role: z.enum(['pilot', 'cook']) })).default([]),
  flags: z.record(z.string(), z.boolean()).default({}),
});

function problems(text: string): string {
  return messages(parseYaml('boat.yaml', text, Boat).diagnostics);
}

test('the value, and the place of every key', () => {
  const text = '# A boat.\nname: Ada\ncrew:\n  - name: Bo\n    role: cook\n';
  const { value, locate, diagnostics } = parseYaml('boat.yaml', text, Boat);
  expect(diagnostics).toEqual([]);
  expect(value).toEqual({ name: 'Ada', crew: [{ name: 'Bo', role: 'cook' }], flags: {} });
  expect(locate(['name'])).toEqual({ line: 2, column: 1 });
  expect(locate(['crew', 0, 'role'])).toEqual({ line: 5, column: 5 });
  expect(locate(['crew', 0, 'age'])).toEqual({ line: 4, column: 5 });
  expect(locate(['crew', 7])).toEqual({ line: 3, column: 1 });
});

test.each(['name: Ada\r\nlength: 7\r\n', '\uFEFFname: Ada\nlength: 7\n', '---\nname: Ada\nlength: 7\n'])(
  '%j is read',
  (text) => {
    expect(parseYaml('boat.yaml', text, Boat).value).toEqual({ name: 'Ada', length: 7, crew: [], flags: {} });
  },
);

describe('every problem has its place and a hint', () => {
  test('keys and values', () => {
    const text =
      'nmae: Ada\nlength: long\ncrew:\n  - { name: Bo, role: captain, hat: true }\n  - 7\nflags: { red: yes }\n';
    expect(problems(text)).toMatchInlineSnapshot(`
      "error key-missing boat.yaml:1:1 "name" is missing. | Add "name".
      error value-invalid boat.yaml:2:1 "length" cannot be "long". | Write a number.
      error value-invalid boat.yaml:4:17 "crew.0.role" cannot be "captain". | Known here: pilot, cook.
      error key-unknown boat.yaml:4:32 "hat" has no meaning below "crew.0". | Known here: name, role.
      error value-invalid boat.yaml:5:5 "crew.1" cannot be "7". | Write a map of keys and values.
      error value-invalid boat.yaml:6:10 "flags.red" cannot be "yes". | Write true or false.
      error key-unknown boat.yaml:1:1 "nmae" has no meaning in this file. | Did you mean "name"?"
    `);
  });

  test('a file that is a list, a text or nothing', () => {
    expect(problems('- name: Ada\n')).toMatchInlineSnapshot(
      `"error value-invalid boat.yaml:1:1 The file is not a map of keys and values. | Write a map of keys and values."`,
    );
    expect(problems('Ada')).toMatchInlineSnapshot(
      `"error value-invalid boat.yaml:1:1 The file is not a map of keys and values. | Write a map of keys and values."`,
    );
    expect(problems('')).toMatchInlineSnapshot(`"error key-missing boat.yaml:1:1 "name" is missing. | Add "name"."`);
  });

  test('what is no YAML', () => {
    expect(problems('name: Ada: the boat\nlength: 7\n')).toMatchInlineSnapshot(
      `"error yaml-syntax boat.yaml:1:7 Nested mappings are not allowed in compact mappings. | Mend the line; a text with a colon or a quote in it wants quotes around it."`,
    );
    expect(problems('name: "Ada\nlength: 7\n')).toMatchInlineSnapshot(
      `"error yaml-syntax boat.yaml:3:1 Missing closing "quote. | Mend the line; a text with a colon or a quote in it wants quotes around it."`,
    );
    expect(problems('name: Ada\n\tlength: 7\n')).toMatchInlineSnapshot(
      `"error yaml-syntax boat.yaml:2:1 Tabs are not allowed as indentation. | Use spaces instead of tabs at the beginning of the line."`,
    );
    expect(problems('name: Ada\n---\nname: Bo\n')).toMatchInlineSnapshot(
      `"error yaml-syntax boat.yaml:2:1 The file holds more than one document. | Mend the line; a text with a colon or a quote in it wants quotes around it."`,
    );
  });

  test('keys that stand twice, at every level', () => {
    expect(problems('name: Ada\nname: Bo\nflags: { red: true, red: false }\n')).toMatchInlineSnapshot(`
      "error yaml-syntax boat.yaml:2:1 "name" stands here twice. | Delete one of the two.
      error yaml-syntax boat.yaml:3:21 "red" stands here twice. | Delete one of the two."
    `);
  });

  test.each([
    ['on a map', 'crew: &all { one: Ada }\n', '1:7 The anchor &all'],
    ['on a list', 'crew: &all [Ada]\n', '1:7 The anchor &all'],
    ['a tag on a map', 'crew: !!omap { one: Ada }\n', '1:7 The tag'],
  ])('anchors and tags %s', (_where, text, expected) => {
    const { diagnostics } = parseYaml('boat.yaml', text, z.object({ crew: z.unknown() }));
    expect(messages(diagnostics)).toContain('yaml-feature-refused boat.yaml');
    expect(messages(diagnostics)).toContain(expected.slice(4));
  });

  test('anchors, aliases and tags', () => {
    const text = 'name: &ada Ada\ncrew:\n  - { name: *ada, role: !!str cook }\nlength: !!js/function "1"\n';
    expect(problems(text)).toMatchInlineSnapshot(`
      "error yaml-feature-refused boat.yaml:1:12 The anchor &ada is not read. | Write the value out where it is used.
      error yaml-feature-refused boat.yaml:3:13 The alias *ada is not read. | Write the value out where it is used.
      error yaml-feature-refused boat.yaml:3:31 The tag tag:yaml.org,2002:str is not read. | Write the value out where it is used.
      error yaml-feature-refused boat.yaml:4:23 The tag tag:yaml.org,2002:js/function is not read. | Write the value out where it is used."
    `);
  });

  test('keys that mean something to JavaScript only', () => {
    expect(problems('name: Ada\n__proto__: { name: Bo }\nconstructor: Bo\n')).toMatchInlineSnapshot(
      `"error key-unknown boat.yaml:2:1 "__proto__" has no meaning here. | Correct the key or remove it."`,
    );
    expect(problems('name: Ada\nflags: { __proto__: true }\n')).toMatchInlineSnapshot(
      `"error key-unknown boat.yaml:2:10 "__proto__" has no meaning here. | Correct the key or remove it."`,
    );
  });

  test('keys that are no words', () => {
    expect(problems('name: Ada\n? [a, b]\n: 1\n')).toMatchInlineSnapshot(
      `"error yaml-syntax boat.yaml:2:3 A key is not a plain word. | Mend the line; a text with a colon or a quote in it wants quotes around it."`,
    );
  });
});

describe('what was made to be slow', () => {
  test.each([
    ['nested brackets', `name: ${'['.repeat(100_000)}`],
    ['nested and closed brackets', `name: ${'['.repeat(2000)}${']'.repeat(2000)}`],
    ['aliases', `name: &a Ada\ncrew: [${'*a,'.repeat(50_000)}]`],
    ['keys', Array.from({ length: 60_000 }, (_, n) => `k${n}: 1\n`).join('')],
  ])('%s are refused soon', (_what, text) => {
    const begin = performance.now();
    expect(parseYaml('boat.yaml', text, Boat).diagnostics.length).toBeGreaterThan(0);
    expect(performance.now() - begin).toBeLessThan(5000);
  });
});

test.each([
  [
    '',
    'sources/x.yaml:1:1 Write either "git" or "local", one of them. | Add git: with the address, such as git: https://github.com/acme/skills.',
  ],
  [
    'git: https://x.org/a\nlocal: a\n',
    'sources/x.yaml:1:1 Write either "git" or "local", one of them. | Write a value of the kind that is asked for.',
  ],
  [
    'git: https://x.org/a\nexclude: [a, b\nref: x\n',
    'sources/x.yaml:3:1 A [ is not closed before this line. | Add the ] where it ends.',
  ],
  ['git: {a\n', 'sources/x.yaml:2:1 A { is not closed before this line. | Add the } where it ends.'],
])('the file of a source that says %j', (text, told) => {
  const { diagnostics } = parseYaml('sources/x.yaml', text, SourceFile);
  expect(diagnostics.map(({ at, message, hint }) => `${at.file}:${at.line}:${at.column} ${message} | ${hint}`)).toEqual(
    [told],
  );
});

test('blanks around an address are no part of it', () => {
  const { value, diagnostics } = parseYaml('sources/x.yaml', 'git: " https://github.com/acme/skills "\n', SourceFile);
  expect(diagnostics).toEqual([]);
  expect(value?.git).toBe('https://github.com/acme/skills');
});
