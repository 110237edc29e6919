import { describe, expect, test } from 'vitest';
import { readMarkdown } from '../../../src/introspect/markdown/front-matter.ts';

const tide = 'name: tide-table\ndescription: Reads a tide table.';

describe('front matter that is not where it belongs is found all the same, and said', () => {
  const yaml = '  name: tides\n  description: Reads.';
  const cases: readonly (readonly [string, string])[] = [
    ['behind a byte order mark', `\uFEFF---\n${tide}\n---\nBody\n`],
    ['between carriage returns', `---\r${tide.replaceAll('\n', '\r')}\r---\rBody\r`],
    ['behind the word yaml', `--- yaml\n${tide}\n---\nBody\n`],
    ['behind a comment on the dashes', `---# draft\n${tide}\n---\nBody\n`],
    ['from the line of the dashes on', '--- name: tides\ndescription: Reads.\n---\nBody\n'],
    ['below blank lines', `\n \n---\n${tide}\n---\nBody\n`],
    ['below a heading', `# Tides\n\n---\n${tide}\n---\nBody\n`],
    ['below an HTML comment', `<!-- made by hand -->\n---\n${tide}\n---\nBody\n`],
    ['in a code fence', `\`\`\`markdown\n---\n${tide}\n---\nBody\n\`\`\`\n`],
    ['alone in a code fence', `\`\`\`yaml\n---\n${tide}\n---\n\`\`\`\nBody\n`],
    ['without opening dashes', `${tide}\n\n---\n\nBody\n`],
    ['without any dashes', `${tide}\n\n# Tides\nBody\n`],
    ['without closing dashes', `---\n${tide}\n\nBody\n`],
    [
      'without closing dashes, and a rule far below',
      `---\n${tide}\n\n# Tides\nRead it when:\nthe tide turns\n\n---\nBody\n`,
    ],
    ['with the heading in the closing line', `---\n${tide}\n---# Tides\nBody\n`],
    ['with a code fence in the closing line', `---\n${tide}\n---\`\`\`json\n{}\n\`\`\`\n`],
    ['with indented closing dashes', `---\n${tide}\n  ---\nBody\n`],
    ['indented as a whole', `---\n${yaml}\n  ---\nBody\n`],
    ['with more dashes than three', `---\n${tide}\n-----\nBody\n`],
  ];
  test.each(cases)('%s', (_what, text) => {
    const { fields, body } = readMarkdown('SKILL.md', text);
    expect(['tides', 'tide-table']).toContain(fields?.get('name')?.value);
    expect(['Reads.', 'Reads a tide table.']).toContain(fields?.get('description')?.value);
    expect(`${body}|`).toMatch(/(?:Body\n|\{\}\n)(?:```\n)?\|$/);
  });

  test('with a place for every slip', () => {
    const said = cases.map(([what, text]) => {
      const { body, bodyLine, diagnostics } = readMarkdown('SKILL.md', text);
      const slips = diagnostics.map(({ at, message }) => `${at.line}:${at.column} ${message}`);
      return [what, ...slips, `body from line ${bodyLine}: ${JSON.stringify(body.slice(0, 12))}`].join('\n  ');
    });
    expect(said.join('\n')).toMatchInlineSnapshot(`
      "behind a byte order mark
        1:1 The file begins with a byte order mark; it was skipped.
        body from line 5: "Body\\n"
      between carriage returns
        1:1 The lines end with carriage returns only; these were read as line ends.
        body from line 5: "Body\\n"
      behind the word yaml
        1:5 "yaml" behind the three dashes was skipped.
        body from line 5: "Body\\n"
      behind a comment on the dashes
        1:4 "# draft" behind the three dashes was skipped.
        body from line 5: "Body\\n"
      from the line of the dashes on
        1:5 The first key stands in the line of the dashes; it was read from there.
        body from line 4: "Body\\n"
      below blank lines
        3:1 The blank lines before the front matter were skipped.
        body from line 7: "Body\\n"
      below a heading
        1:1 Something else stands before the front matter; it was read from line 3 on.
        body from line 1: "# Tides\\n\\n---"
      below an HTML comment
        1:1 Something else stands before the front matter; it was read from line 2 on.
        body from line 1: "<!-- made by"
      in a code fence
        1:1 The file stands in a code fence; its front matter was read from inside.
        body from line 6: "Body\\n\`\`\`\\n"
      alone in a code fence
        1:1 The file stands in a code fence; its front matter was read from inside.
        body from line 7: "Body\\n"
      without opening dashes
        1:1 The opening dashes are missing; the front matter was taken to begin here.
        body from line 5: "\\nBody\\n"
      without any dashes
        1:1 The opening dashes are missing; the front matter was taken to begin here.
        3:1 The closing dashes are missing; the front matter was taken to end before this line.
        body from line 3: "\\n# Tides\\nBod"
      without closing dashes
        4:1 The closing dashes are missing; the front matter was taken to end before this line.
        body from line 4: "\\nBody\\n"
      without closing dashes, and a rule far below
        4:1 The closing dashes are missing; the front matter was taken to end before this line.
        body from line 4: "\\n# Tides\\nRea"
      with the heading in the closing line
        4:1 The line that closes the front matter goes on; what follows the dashes was read as text.
        body from line 4: "# Tides\\nBody"
      with a code fence in the closing line
        4:1 The line that closes the front matter goes on; what follows the dashes was read as text.
        body from line 4: "\`\`\`json\\n{}\\n\`"
      with indented closing dashes
        4:1 The closing dashes are indented; they were read as the end.
        body from line 5: "Body\\n"
      indented as a whole
        4:1 The closing dashes are indented; they were read as the end.
        body from line 5: "Body\\n"
      with more dashes than three
        4:1 More than three dashes were read as the end.
        body from line 5: "Body\\n""
    `);
  });

  test.each([
    ['an example in a code fence below a heading', `# Tides\n\n\`\`\`yaml\n---\n${tide}\n---\n\`\`\`\n`],
    ['a text between two rules', `Intro\n\n---\nnames: many\n---\n`],
    ['one key without a fence', 'name: tides\n\nBody\n'],
    ['other code', '```python\n---\nname: x\ndescription: y\n---\n```\n'],
  ])('but not in %s', (_what, text) => {
    expect(readMarkdown('SKILL.md', text).fatal).toBe('front-matter-missing');
  });

  test.each([
    ['a name without a description', '---\nname: tides\n\nBody\n', 'front-matter-unclosed'],
    ['a rule', '---\n\nBody\n', 'front-matter-unclosed'],
    ['everything in one line', '--- name: tides description: Reads. ---\n\nBody\n', 'front-matter-invalid'],
  ])('nor made of %s', (_what, text, fatal) => {
    expect(readMarkdown('SKILL.md', text).fatal).toBe(fatal);
  });
});
