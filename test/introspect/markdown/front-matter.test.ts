import { describe, expect, test } from 'vitest';
import { readMarkdown } from '../../../src/introspect/markdown/front-matter.ts';
import { messages } from '../../helpers/message.ts';

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
    ['blanks behind the dashes', `---  \n${tide}\n---\t\nBody\n`],
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
      warning front-matter-recovered source:SKILL.md:5:23 "argument-hint" is no valid YAML (text behind the end of the value); it was read as plain text. | Put quotes around the value that is named."
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
      warning front-matter-recovered source:SKILL.md:3:14 "description" is no valid YAML (a colon followed by a blank); it was read as plain text. | Put quotes around the value that is named."
    `);
  });

  test('an example with a colon in several lines', () => {
    expect(read('---\nname: tides\ndescription: Use it.\n  Context: low tide\nuser: "hm"\n---\nBody\n'))
      .toMatchInlineSnapshot(`
        "name = "tides"
        description = "Use it. Context: low tide user: \\"hm\\""
        warning front-matter-recovered source:SKILL.md:3:14 "description" is no valid YAML (a colon followed by a blank); it was read as plain text. | Put quotes around the value that is named."
      `);
  });

  test('a bold value', () => {
    expect(read('---\nname: tides\ndescription: **Reads** tide tables\n---\nBody\n')).toMatchInlineSnapshot(`
      "name = "tides"
      description = "**Reads** tide tables"
      warning front-matter-recovered source:SKILL.md:3:24 "description" is no valid YAML (text behind the end of the value); it was read as plain text. | Put quotes around the value that is named."
    `);
  });

  test('a bullet as a value', () => {
    expect(read('---\nname: tides\ndescription: * reads tide tables\n---\nBody\n')).toMatchInlineSnapshot(`
      "name = "tides"
      description = "* reads tide tables"
      warning front-matter-recovered source:SKILL.md:3:14 "description" is no valid YAML (a leading *); it was read as plain text. | Put quotes around the value that is named."
    `);
  });

  test('a tab', () => {
    expect(read('---\nname: tides\ndescription: Reads\nmetadata:\n\tversion: 1\n---\nBody\n')).toMatchInlineSnapshot(`
      "name = "tides"
      description = "Reads"
      metadata = {"version":"1"}
      warning front-matter-recovered source:SKILL.md:5:1 Tabs at the beginning of lines were read as two blanks each. | Indent with blanks; YAML allows no tabs."
    `);
  });

  test('a key that stands twice', () => {
    expect(read('---\nname: tides\ndescription: One.\ndescription: Two.\n---\nBody\n')).toMatchInlineSnapshot(`
      "name = "tides"
      description = "One."
      warning front-matter-recovered source:SKILL.md:4:1 "description" stands twice; the first was taken. | Put quotes around the value that is named."
    `);
  });

  test('text in the header of a block', () => {
    expect(read('---\nname: tides\ndescription: | Reads tide tables\n  in two lines\n---\nBody\n'))
      .toMatchInlineSnapshot(`
        "name = "tides"
        description = "Reads tide tables\\nin two lines"
        warning front-matter-recovered source:SKILL.md:3:14 Text stands behind the "|" of "description"; it was read as its first line. | Put quotes around the value that is named."
      `);
  });

  test('an at sign', () => {
    expect(read('---\nname: tides\ndescription: @Observable models\n---\nBody\n')).toMatchInlineSnapshot(`
      "name = "tides"
      description = "@Observable models"
      warning front-matter-recovered source:SKILL.md:3:14 "description" is no valid YAML (a leading character that YAML reserves); it was read as plain text. | Put quotes around the value that is named."
    `);
  });

  test('brackets with text behind them', () => {
    expect(read('---\nname: tides\ndescription: [beta] Reads tide tables\n---\nBody\n')).toMatchInlineSnapshot(`
      "name = "tides"
      description = "[beta] Reads tide tables"
      warning front-matter-recovered source:SKILL.md:3:21 "description" is no valid YAML (text behind the end of the value); it was read as plain text. | Put quotes around the value that is named."
    `);
  });

  test('quotes with text behind them', () => {
    expect(read('---\nname: tides\ndescription: "Reads" tide tables\n---\nBody\n')).toMatchInlineSnapshot(`
      "name = "tides"
      description = "\\"Reads\\" tide tables"
      warning front-matter-recovered source:SKILL.md:3:22 "description" is no valid YAML (text behind the end of the value); it was read as plain text. | Put quotes around the value that is named."
    `);
  });

  test('a quote that never ends', () => {
    expect(read('---\nname: tides\ndescription: "Reads tide tables\n---\nBody\n')).toMatchInlineSnapshot(`
      "name = "tides"
      description = "Reads tide tables"
      warning front-matter-recovered source:SKILL.md:3:32 "description" is no valid YAML (a quote that does not end); it was read as plain text. | Put quotes around the value that is named."
    `);
  });

  test('Mustache', () => {
    expect(read('---\nname: tides\ndescription: {{ summary }}\n---\nBody\n')).toMatchInlineSnapshot(`
      "name = "tides"
      description = "{{ summary }}"
      warning front-matter-recovered source:SKILL.md:3:1 "description" is a list or a map and no text; it was taken as it stands. | Put quotes around the value that is named."
    `);
  });

  test('lines at the margin', () => {
    expect(read('---\nname: tides\ndescription: Reads\ntide tables\nof all ports\nlicense: MIT\n---\nBody\n'))
      .toMatchInlineSnapshot(`
        "name = "tides"
        description = "Reads tide tables of all ports"
        license = "MIT"
        warning front-matter-recovered source:SKILL.md:4:1 Lines of "description" begin at the margin; they were read as part of it. | Put quotes around the value that is named."
      `);
  });

  test('a list in a line', () => {
    expect(read('---\nname: tides\ndescription: Reads.\nallowed-tools: - Read\n---\nBody\n')).toMatchInlineSnapshot(`
      "name = "tides"
      description = "Reads."
      allowed-tools = "- Read"
      warning front-matter-recovered source:SKILL.md:4:16 "allowed-tools" is no valid YAML (a dash behind the key); it was read as plain text. | Put quotes around the value that is named."
    `);
  });
});

describe('a file that cannot be used', () => {
  test('has no front matter', () => {
    expect(read('# Tides\n')).toMatchInlineSnapshot(
      `"error front-matter-missing source:SKILL.md:1:1 The file does not begin with three dashes. | Begin the file with a line of three dashes, name and description, and three dashes again."`,
    );
    expect(read('')).toMatchInlineSnapshot(
      `"error front-matter-missing source:SKILL.md:1:1 The file is empty. | Begin the file with a line of three dashes, name and description, and three dashes again."`,
    );
    expect(read(`\n---\n${tide}\n---\n`)).toMatchInlineSnapshot(
      `
      "name = "tide-table"
      description = "Reads a tide table."
      warning front-matter-recovered source:SKILL.md:2:1 The blank lines before the front matter were skipped. | Begin the file with a line of three dashes and put everything else behind the front matter."
    `,
    );
    expect(read(`\`\`\`markdown\n---\n${tide}\n---\n\`\`\`\n`)).toMatchInlineSnapshot(
      `
      "name = "tide-table"
      description = "Reads a tide table."
      warning front-matter-recovered source:SKILL.md:1:1 The file stands in a code fence; its front matter was read from inside. | Begin the file with a line of three dashes and put everything else behind the front matter."
    `,
    );
    expect(read(`----\n${tide}\n----\n`)).toMatchInlineSnapshot(
      `"error front-matter-missing source:SKILL.md:1:1 The file does not begin with three dashes. | Begin the file with a line of three dashes, name and description, and three dashes again."`,
    );
  });

  test('has front matter without an end', () => {
    expect(read(`---\n${tide}\n`)).toMatchInlineSnapshot(
      `
      "name = "tide-table"
      description = "Reads a tide table."
      warning front-matter-recovered source:SKILL.md:4:1 The closing dashes are missing; the front matter was taken to end before this line. | Close the front matter with a line that holds three dashes and nothing else."
    `,
    );
    expect(read(`---\n${tide}\n  ---\nBody\n`)).toMatchInlineSnapshot(
      `
      "name = "tide-table"
      description = "Reads a tide table."
      warning front-matter-recovered source:SKILL.md:4:1 The closing dashes are indented; they were read as the end. | Close the front matter with a line that holds three dashes and nothing else."
    `,
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
