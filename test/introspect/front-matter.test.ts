import { describe, expect, test } from 'vitest';
import { readMarkdown } from '../../src/introspect/front-matter.ts';
import { messages } from '../helpers/message.ts';

/** The values of the front matter, then the diagnostics. */
function read(text: string): string {
  const { fields, diagnostics } = readMarkdown('SKILL.md', text);
  const values = [...(fields ?? [])].map(([key, { value }]) => `${key} = ${JSON.stringify(value)}`);
  return [...values, messages(diagnostics)].filter((line) => line !== '').join('\n');
}

const tide = 'name: tide-table\ndescription: Reads a tide table.';

describe('front matter without a slip', () => {
  test('gives fields with their places, the body and the line it begins on', () => {
    const file = readMarkdown(
      'skills/tides/SKILL.md',
      `---\n${tide}\nmetadata:\n  risk-tier: limited\n---\n\n# Tides\n`,
    );
    expect(file.diagnostics).toEqual([]);
    expect(file.body).toBe('\n# Tides\n');
    expect(file.bodyLine).toBe(7);
    expect(file.fields?.get('description')).toEqual({
      value: 'Reads a tide table.',
      at: { root: 'source', file: 'skills/tides/SKILL.md', line: 3, column: 1 },
    });
    expect(file.fields?.get('metadata')?.keys?.get('risk-tier')).toMatchObject({ line: 5, column: 3 });
  });

  test.each([
    ['Windows line ends', `---\r\n${tide.replaceAll('\n', '\r\n')}\r\n---\r\nBody\r\n`],
    ['a byte order mark', `\uFEFF---\n${tide}\n---\nBody\n`],
    ['blanks behind the dashes', `---  \n${tide}\n---\t\nBody\n`],
    ['the word yaml behind the dashes', `---yaml\n${tide}\n---\nBody\n`],
    ['no body', `---\n${tide}\n---`],
  ])('may have %s', (_what, text) => {
    expect(read(text)).toBe('name = "tide-table"\ndescription = "Reads a tide table."');
  });

  test('keeps the text of numbers, and of what only looks like a list', () => {
    const text = `---
version: 1.10
year: 2026
hex: 0x1F
argument-hint: [file] [--all]
name: [draft]
tools: [Read, Write]
flag: true
none:
date: 2026-11-20
metadata: { version: 2.0, deep: [1.0, { a: 3.50 }] }
---
`;
    expect(read(text)).toMatchInlineSnapshot(`
      "version = "1.10"
      year = "2026"
      hex = "0x1F"
      argument-hint = "[file] [--all]"
      name = "[draft]"
      tools = ["Read","Write"]
      flag = true
      none = null
      date = "2026-11-20"
      metadata = {"version":"2.0","deep":["1.0",{"a":"3.50"}]}
      warning front-matter-recovered source:SKILL.md:5:23 Unexpected flow-seq-start at node end; taken as plain text: argument-hint. | Put quotes around the value that is named."
    `);
  });

  test('has texts over several lines', () => {
    const text = '---\nname: tides\ndescription: >-\n  Reads\n  tide tables.\nnotes: |\n  one\n  two\n---\n';
    expect(read(text)).toBe('name = "tides"\ndescription = "Reads tide tables."\nnotes = "one\\ntwo\\n"');
  });

  test('may use names that mean something to JavaScript', () => {
    const text = `---\n${tide}\n__proto__: { polluted: yes }\nconstructor: x\nprototype: y\ntoString: z\n---\n`;
    const { fields } = readMarkdown('SKILL.md', text);
    expect([...(fields?.keys() ?? [])]).toEqual([
      'name',
      'description',
      '__proto__',
      'constructor',
      'prototype',
      'toString',
    ]);
    expect('polluted' in {}).toBe(false);
  });
});

describe('a human slip is read all the same, and said', () => {
  test('an unquoted colon', () => {
    expect(read('---\nname: tides\ndescription: Use when: the tide turns\n---\nBody\n')).toMatchInlineSnapshot(`
      "name = "tides"
      description = "Use when: the tide turns"
      warning front-matter-recovered source:SKILL.md:3:14 Nested mappings are not allowed in compact mappings; taken as plain text: description. | Put quotes around the value that is named."
    `);
  });

  test('an example with a colon in several lines', () => {
    expect(read('---\nname: tides\ndescription: Use it.\n  Context: low tide\nuser: "hm"\n---\nBody\n'))
      .toMatchInlineSnapshot(`
      "name = "tides"
      description = "Use it. Context: low tide user: \\"hm\\""
      warning front-matter-recovered source:SKILL.md:3:14 Nested mappings are not allowed in compact mappings; taken as plain text: description. | Put quotes around the value that is named."
    `);
  });

  test('a bold value', () => {
    expect(read('---\nname: tides\ndescription: **Reads** tide tables\n---\nBody\n')).toMatchInlineSnapshot(`
      "name = "tides"
      description = "**Reads** tide tables"
      warning front-matter-recovered source:SKILL.md:3:24 Unexpected scalar at node end; taken as plain text: description. | Put quotes around the value that is named."
    `);
  });

  test('a bullet as a value', () => {
    expect(read('---\nname: tides\ndescription: * reads tide tables\n---\nBody\n')).toMatchInlineSnapshot(`
      "name = "tides"
      description = "* reads tide tables"
      warning front-matter-recovered source:SKILL.md:3:14 Alias cannot be an empty string; taken as plain text: description. | Put quotes around the value that is named."
    `);
  });

  test('a tab', () => {
    expect(read('---\nname: tides\ndescription: Reads\nmetadata:\n\tversion: 1\n---\nBody\n')).toMatchInlineSnapshot(`
      "name = "tides"
      description = "Reads"
      metadata = "version: 1"
      warning front-matter-recovered source:SKILL.md:5:1 Tabs are not allowed as indentation; taken as plain text: metadata. | Put quotes around the value that is named."
    `);
  });

  test('a key that stands twice', () => {
    expect(read('---\nname: tides\ndescription: One.\ndescription: Two.\n---\nBody\n')).toMatchInlineSnapshot(`
      "name = "tides"
      description = "One."
      warning front-matter-recovered source:SKILL.md:4:1 "description" stands twice; taken as plain text: description. | Put quotes around the value that is named."
    `);
  });

  test('text in the header of a block', () => {
    expect(read('---\nname: tides\ndescription: | Reads tide tables\n  in two lines\n---\nBody\n'))
      .toMatchInlineSnapshot(`
      "name = "tides"
      description = "Reads tide tables in two lines"
      warning front-matter-recovered source:SKILL.md:3:16 Not a YAML token: Reads tide tables; taken as plain text: description. | Put quotes around the value that is named."
    `);
  });

  test('an at sign', () => {
    expect(read('---\nname: tides\ndescription: @Observable models\n---\nBody\n')).toMatchInlineSnapshot(`
      "name = "tides"
      description = "@Observable models"
      warning front-matter-recovered source:SKILL.md:3:14 Plain value cannot start with reserved character @; taken as plain text: description. | Put quotes around the value that is named."
    `);
  });

  test('brackets with text behind them', () => {
    expect(read('---\nname: tides\ndescription: [beta] Reads tide tables\n---\nBody\n')).toMatchInlineSnapshot(`
      "name = "tides"
      description = "[beta] Reads tide tables"
      warning front-matter-recovered source:SKILL.md:3:21 Unexpected scalar at node end; taken as plain text: description. | Put quotes around the value that is named."
    `);
  });

  test('quotes with text behind them', () => {
    expect(read('---\nname: tides\ndescription: "Reads" tide tables\n---\nBody\n')).toMatchInlineSnapshot(`
      "name = "tides"
      description = "\\"Reads\\" tide tables"
      warning front-matter-recovered source:SKILL.md:3:22 Unexpected scalar at node end; taken as plain text: description. | Put quotes around the value that is named."
    `);
  });

  test('a quote that never ends', () => {
    expect(read('---\nname: tides\ndescription: "Reads tide tables\n---\nBody\n')).toMatchInlineSnapshot(`
      "name = "tides"
      description = "\\"Reads tide tables"
      warning front-matter-recovered source:SKILL.md:3:32 Missing closing "quote; taken as plain text: description. | Put quotes around the value that is named."
    `);
  });

  test('Mustache', () => {
    expect(read('---\nname: tides\ndescription: {{ summary }}\n---\nBody\n')).toMatchInlineSnapshot(`
      "name = "tides"
      description = "{{ summary }}""
    `);
  });

  test('lines at the margin', () => {
    expect(read('---\nname: tides\ndescription: Reads\ntide tables\nof all ports\nlicense: MIT\n---\nBody\n'))
      .toMatchInlineSnapshot(`
      "name = "tides"
      description = "Reads tide tables of all ports"
      license = "MIT"
      warning front-matter-recovered source:SKILL.md:4:1 Implicit keys need to be on a single line; taken as plain text: description. | Put quotes around the value that is named."
    `);
  });

  test('a list in a line', () => {
    expect(read('---\nname: tides\ndescription: Reads.\nallowed-tools: - Read\n---\nBody\n')).toMatchInlineSnapshot(`
      "name = "tides"
      description = "Reads."
      allowed-tools = "- Read"
      warning front-matter-recovered source:SKILL.md:4:16 Unexpected block-seq-ind on same line with key; taken as plain text: allowed-tools. | Put quotes around the value that is named."
    `);
  });
});

describe('a file that cannot be used', () => {
  test('has no front matter', () => {
    expect(read('# Tides\n')).toMatchInlineSnapshot(
      `"error front-matter-missing source:SKILL.md:1:1 The file does not begin with three dashes. | Begin the file with a line of three dashes, name and description, and three dashes again."`,
    );
    expect(read('')).toMatchInlineSnapshot(
      `"error front-matter-missing source:SKILL.md:1:1 The file does not begin with three dashes. | Begin the file with a line of three dashes, name and description, and three dashes again."`,
    );
    expect(read(`\n---\n${tide}\n---\n`)).toMatchInlineSnapshot(
      `"error front-matter-missing source:SKILL.md:1:1 The file does not begin with three dashes. | Begin the file with a line of three dashes, name and description, and three dashes again."`,
    );
    expect(read(`\`\`\`markdown\n---\n${tide}\n---\n\`\`\`\n`)).toMatchInlineSnapshot(
      `"error front-matter-missing source:SKILL.md:1:1 The file does not begin with three dashes. | Begin the file with a line of three dashes, name and description, and three dashes again."`,
    );
    expect(read(`----\n${tide}\n----\n`)).toMatchInlineSnapshot(
      `"error front-matter-missing source:SKILL.md:1:1 The file does not begin with three dashes. | Begin the file with a line of three dashes, name and description, and three dashes again."`,
    );
  });

  test('has front matter without an end', () => {
    expect(read(`---\n${tide}\n`)).toMatchInlineSnapshot(
      `"error front-matter-unclosed source:SKILL.md:1:1 The three dashes that close the front matter are missing. | Close it with a line that holds three dashes and nothing else."`,
    );
    expect(read(`---\n${tide}\n  ---\nBody\n`)).toMatchInlineSnapshot(
      `"error front-matter-unclosed source:SKILL.md:1:1 The three dashes that close the front matter are missing. | Close it with a line that holds three dashes and nothing else."`,
    );
    expect(read('---')).toMatchInlineSnapshot(
      `"error front-matter-unclosed source:SKILL.md:1:1 The three dashes that close the front matter are missing. | Close it with a line that holds three dashes and nothing else."`,
    );
  });

  test('has front matter that is no map', () => {
    expect(read('---\n- tides\n---\n')).toMatchInlineSnapshot(
      `"error front-matter-invalid source:SKILL.md:2:1 It is not a list of keys with values. | Put quotes around texts that contain a colon followed by a space, a quote or a leading *, @ or [."`,
    );
    expect(read('---\njust words\n---\n')).toMatchInlineSnapshot(
      `"error front-matter-invalid source:SKILL.md:2:1 It is not a list of keys with values. | Put quotes around texts that contain a colon followed by a space, a quote or a leading *, @ or [."`,
    );
    expect(read('---\n"\n---\n')).toMatchInlineSnapshot(
      `"error front-matter-invalid source:SKILL.md:2:2 Missing closing "quote. | Put quotes around texts that contain a colon followed by a space, a quote or a leading *, @ or [."`,
    );
  });

  test('has none that says anything', () => {
    expect(read('---\n---\nBody\n')).toBe('');
    expect(read('---\n# a comment\n---\nBody\n')).toBe('');
  });

  test.each([
    'js',
    'javascript',
    'coffee',
    'coffeescript',
    ' json',
    'toml',
    'JS',
    'yaml js',
    'constructor',
    '__proto__',
  ])('asks for the language %j', (language) => {
    const code = `require("node:fs").writeFileSync("pwned", ""); ({ name: "pwned", description: "x" })`;
    const { fields, fatal, diagnostics } = readMarkdown('SKILL.md', `---${language}\n${code}\n---\nBody\n`);
    expect({ fields, fatal }).toEqual({ fields: undefined, fatal: 'front-matter-language' });
    expect(messages(diagnostics)).toBe(
      `error front-matter-language source:SKILL.md:1:1 The first line asks to read the front matter as "${language.trim()}"; it was not looked at. | Write YAML, and nothing behind the three dashes of the first line.`,
    );
  });

  test('uses anchors, aliases or tags', () => {
    expect(read('---\nname: &tide tides\ndescription: Reads.\n---\n')).toMatchInlineSnapshot(
      `"error front-matter-feature-refused source:SKILL.md:2:13 The anchor &tide is not read. | Write the values out."`,
    );
    expect(read('---\nname: tides\ndescription: *tide\n---\n')).toMatchInlineSnapshot(
      `"error front-matter-feature-refused source:SKILL.md:3:14 The alias *tide is not read. | Write the values out."`,
    );
    expect(read('---\nname: !!js/function "function () {}"\ndescription: Reads.\n---\n')).toMatchInlineSnapshot(
      `"error front-matter-feature-refused source:SKILL.md:2:21 The tag tag:yaml.org,2002:js/function is not read. | Write the values out."`,
    );
    expect(read('---\nname: !!binary dGlkZXM=\ndescription: Reads.\n---\n')).toMatchInlineSnapshot(
      `"error front-matter-feature-refused source:SKILL.md:2:16 The tag tag:yaml.org,2002:binary is not read. | Write the values out."`,
    );
    expect(read('---\nname: tides\ndescription: Reads.\nother: { <<: *tide }\n---\n')).toMatchInlineSnapshot(
      `"error front-matter-feature-refused source:SKILL.md:4:14 The alias *tide is not read. | Write the values out."`,
    );
  });

  test('is nested deeper than anyone writes', () => {
    const deep = (n: number): string => `---\n${tide}\nx: ${'['.repeat(n)}${']'.repeat(n)}\n---\n`;
    expect(read(deep(90))).toContain('name = "tide-table"');
    expect(read(deep(200))).toMatchInlineSnapshot(
      `"error front-matter-invalid source:SKILL.md:2:1 It is nested too deeply to be read. | Put quotes around texts that contain a colon followed by a space, a quote or a leading *, @ or [."`,
    );
    expect(read(deep(30_000))).toBe(read(deep(200)));
  });
});
