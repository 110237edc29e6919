import { describe, expect, test } from 'vitest';
import { readMarkdown } from '../../../src/introspect/markdown/front-matter.ts';
import { messages } from '../../helpers/message.ts';

/** The values of the front matter, then the diagnostics. */
function read(text: string): string {
  const { fields, diagnostics } = readMarkdown('SKILL.md', text);
  const values = [...(fields ?? [])].map(([key, { value }]) => `${key} = ${JSON.stringify(value)}`);
  return [...values, messages(diagnostics)].filter((line) => line !== '').join('\n');
}

describe('values that had to be guessed', () => {
  const guessed: readonly (readonly [string, string])[] = [
    ['in quotes over several lines at the margin', 'description: "Reads tides.\nUse it\nat sea."'],
    ['in quotes with quotes inside', 'description: "Use "tides" when: at sea"'],
    ['twice in quotes', 'description: "tides" and: "currents"'],
    ['with speech at the margin', 'description: Use: it\nuser: "hm"\nassistant: "yes"\nemoji: x'],
    ['folded with text in the header', 'description: > Reads tides.\n  Use it at sea.'],
    ['a list', 'description:\n  - TODO: say what\n  - and when'],
    ['JSON that does not end', 'description: Reads.\nmetadata: {"a": {"b": 1}'],
    ['JSON at the margin', 'description: Reads.\nmetadata:\n{\n"a": "b"\n}'],
    ['a backtick', 'description: `tides` are read'],
    ['a percent sign', 'description: %d tides'],
    ['a line before the keys', 'Tides\ndescription: Reads: tides'],
    ['keys in quotes', '"description": Reads: tides'],
    ['a key twice in a map', 'description: Reads.\nmetadata:\n  a: 1\n  a: 2'],
    ['a control character', 'description: Reads \u0008tides.'],
  ];
  test('are said, with what was assumed', () => {
    const all = guessed.map(([what, front]) => {
      const said = read(`---\nname: tides\n${front}\n---\nBody\n`).replaceAll('\b', '<BS>');
      return [`## ${what}`, ...said.split('\n').filter((line) => line !== 'name = "tides"')].join('\n');
    });
    expect(all.join('\n').replaceAll(/ \| .*/g, '')).toMatchInlineSnapshot(`
      "## in quotes over several lines at the margin
      description = "Reads tides. Use it at sea."
      warning front-matter-recovered source:SKILL.md:4:1 Lines of "description" begin at the margin; they were read as part of it.
      ## in quotes with quotes inside
      description = "Use \\"tides\\" when: at sea"
      warning front-matter-recovered source:SKILL.md:3:14 "description" is no valid YAML (a colon followed by a blank); it was read as plain text.
      ## twice in quotes
      description = "\\"tides\\" and: \\"currents\\""
      warning front-matter-recovered source:SKILL.md:3:14 "description" is no valid YAML (a colon followed by a blank); it was read as plain text.
      ## with speech at the margin
      description = "Use: it user: \\"hm\\" assistant: \\"yes\\""
      emoji = "x"
      warning front-matter-recovered source:SKILL.md:3:14 "description" is no valid YAML (a colon followed by a blank); it was read as plain text.
      ## folded with text in the header
      description = "Reads tides. Use it at sea."
      warning front-matter-recovered source:SKILL.md:3:14 Text stands behind the ">" of "description"; it was read as its first line.
      ## a list
      description = "- TODO: say what\\n  - and when"
      warning front-matter-recovered source:SKILL.md:3:1 "description" is a list or a map and no text; it was taken as it stands.
      ## JSON that does not end
      description = "Reads."
      metadata = "{\\"a\\": {\\"b\\": 1}"
      warning front-matter-recovered source:SKILL.md:4:25 "metadata" is no valid YAML (Flow map in block collection must be sufficiently indented and end with a }); it was read as plain text.
      ## JSON at the margin
      description = "Reads."
      metadata = {"a":"b"}
      warning front-matter-recovered source:SKILL.md:5:1 Lines of "metadata" begin at the margin; they were read as part of it.
      ## a backtick
      description = "\`tides\` are read"
      warning front-matter-recovered source:SKILL.md:3:14 "description" is no valid YAML (a leading character that YAML reserves); it was read as plain text.
      ## a percent sign
      description = "%d tides"
      warning front-matter-recovered source:SKILL.md:3:14 "description" is no valid YAML (a leading character that YAML reserves); it was read as plain text.
      ## a line before the keys
      description = "Reads: tides"
      warning front-matter-recovered source:SKILL.md:3:1 Lines below "name" begin at the margin; they were skipped.
      warning front-matter-recovered source:SKILL.md:4:14 "description" is no valid YAML (a colon followed by a blank); it was read as plain text.
      ## keys in quotes
      description = "Reads: tides"
      warning front-matter-recovered source:SKILL.md:3:16 "description" is no valid YAML (a colon followed by a blank); it was read as plain text.
      ## a key twice in a map
      description = "Reads."
      metadata = {"a":"2"}
      warning front-matter-recovered source:SKILL.md:6:3 "a" stands twice; the last was taken.
      ## a control character
      description = "Reads \\btides."
      warning front-matter-recovered source:SKILL.md:3:20 The control character U+0008 stands in it, which YAML does not allow; it was read as it is."
    `);
  });

  test('a name that is a list is none', () => {
    expect(read('---\nname:\n  - TODO: call it\ndescription: Reads.\n---\n')).toMatchInlineSnapshot(`
      "name = null
      description = "Reads."
      warning front-matter-recovered source:SKILL.md:2:1 "name" is a list or a map and no text; it was left out. | Put quotes around the value that is named."
    `);
  });

  test('many are counted', () => {
    const many = Array.from({ length: 9 }, (_, n) => `k${n}: a: b`).join('\n');
    expect(read(`---\nname: tides\ndescription: Reads.\n${many}\n---\n`).split('\n').slice(-2)).toMatchInlineSnapshot(`
      [
        "warning front-matter-recovered source:SKILL.md:8:5 "k4" is no valid YAML (a colon followed by a blank); it was read as plain text. | Put quotes around the value that is named.",
        "warning front-matter-recovered source:SKILL.md:9:5 4 more values had to be guessed, the first of them here. | Put quotes around the value that is named.",
      ]
    `);
  });
});
