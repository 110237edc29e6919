import { describe, expect, test } from 'vitest';
import { outcomeOf } from '../helpers/harbour.ts';

/*
 * The verdicts of the reference validator of the specification (skills-ref 0.1.5 of npm) over texts of our own, beside
 * what is said here. Its `validate` was called once for each; none of it runs here.
 */

const fm = (front: string): string => `---\n${front}\n---\nBody\n`;
const description = 'description: Reads tides.';
const ok = `name: tides\n${description}`;

/** The rules that mirror what the reference validator looks at. It looks neither at `metadata` nor at `allowed-tools`. */
const MIRRORS = /^(?:skill-(?:name|description|compatibility|key)-|front-matter-|governance-key-)/;

async function said(text: string, folder = 'tides'): Promise<string[]> {
  const { diagnostics } = await outcomeOf({ files: { [`${folder}/SKILL.md`]: text } });
  return diagnostics.map(({ rule }) => rule).filter((rule) => MIRRORS.test(rule));
}

describe('what the reference validator takes, nothing is said of', () => {
  test.each<[string, string]>([
    [
      'everything well',
      fm(`${ok}\nlicense: MIT\ncompatibility: Needs a clock.\nallowed-tools: Read Grep\nmetadata:\n  author: Ada`),
    ],
    ['Windows line ends', fm(ok).replaceAll('\n', '\r\n')],
    ['no body', `---\n${ok}\n---`],
    ['a folded description', fm('name: tides\ndescription: >-\n  Reads\n  tides.')],
    ['a description in quotes', fm('name: tides\ndescription: "Use when: the tide turns"')],
    ['a number as description', fm('name: tides\ndescription: 42')],
    ['a description of 1,024 characters', fm(`name: tides\ndescription: ${'x'.repeat(1024)}`)],
    ['a license that is a number', fm(`${ok}\nlicense: 2`)],
    ['a list as license', fm(`${ok}\nlicense: [MIT]`)],
    ['compatibility of 500 characters', fm(`${ok}\ncompatibility: ${'x'.repeat(500)}`)],
    ['metadata with a number', fm(`${ok}\nmetadata:\n  version: 1.0`)],
    ['metadata that is a text', fm(`${ok}\nmetadata: none`)],
    ['tools with commas', fm(`${ok}\nallowed-tools: Read, Grep`)],
    ['tools as a list', fm(`${ok}\nallowed-tools: [Read]`)],
    ['a comment among the keys', fm(`# tides\n${ok}`)],
    ['three dashes inside the description', fm('name: tides\ndescription: Reads --- tides')],
  ])('%s', async (_what, text) => {
    expect(await said(text)).toEqual([]);
  });
});

describe('what the reference validator refuses, something is said of', () => {
  test.each<[string, string]>([
    ['no front matter', '# Tides\n'],
    ['an empty file', ''],
    ['front matter without an end', `---\n${ok}\n\nBody\n`],
    ['a rule instead of front matter', '---\n\nBody\n'],
    ['a byte order mark', '\uFEFF' + fm(ok)],
    ['a blank line first', '\n' + fm(ok)],
    ['a heading first', '# Tides\n\n' + fm(ok)],
    ['an HTML comment first', '<!-- x -->\n' + fm(ok)],
    ['a code fence around it', '```markdown\n' + fm(ok) + '```\n'],
    ['no dashes at all', `${ok}\n\nBody\n`],
    ['the word yaml behind the dashes', `---yaml\n${ok}\n---\n`],
    ['code in JavaScript', '---js\n({ name: "tides", description: "x" })\n---\n'],
    ['a list as front matter', '---\n- tides\n---\n'],
    ['words as front matter', '---\njust words\n---\n'],
    ['empty front matter', '---\n---\nBody\n'],
    ['an unquoted colon', fm('name: tides\ndescription: Use when: the tide turns')],
    ['bold text', fm('name: tides\ndescription: **Reads** tides')],
    ['an at sign', fm('name: tides\ndescription: @tides')],
    ['a backtick', fm('name: tides\ndescription: `tides`')],
    ['a percent sign', fm('name: tides\ndescription: %d tides')],
    ['text in the header of a block', fm('name: tides\ndescription: | Reads tides')],
    ['a quote that never ends', fm('name: tides\ndescription: "Reads tides')],
    ['text behind a quote', fm('name: tides\ndescription: "Reads" tides')],
    ['text behind brackets', fm('name: tides\ndescription: [beta] tides')],
    ['a dash behind a key', fm(`${ok}\nallowed-tools: - Read`)],
    ['a tab as indentation', fm(`${ok}\nmetadata:\n\tauthor: Ada`)],
    ['a key twice', fm(`${ok}\nname: tides`)],
    ['lines at the margin', fm('name: tides\ndescription: Reads\ntides\nlicense: MIT')],
    ['JSON that does not end', fm(`${ok}\nmetadata: {"a": {"b": "c"}`)],
    ['a control character', fm('name: tides\ndescription: Reads \u0008tides.')],
    ['no name', fm(description)],
    ['an empty name', fm(`name: ""\n${description}`)],
    ['a name with capitals', fm(`name: Tides\n${description}`)],
    ['a name with blanks', fm(`name: tide table\n${description}`)],
    ['an underscore', fm(`name: tide_table\n${description}`)],
    ['a dash at the end', fm(`name: tides-\n${description}`)],
    ['two dashes', fm(`name: tides--x\n${description}`)],
    ['a colon in the name', fm(`name: a:tides\n${description}`)],
    ['a name of 65 characters', fm(`name: ${'x'.repeat(65)}\n${description}`)],
    ['another name than the folder', fm(`name: currents\n${description}`)],
    ['no description', fm('name: tides')],
    ['an empty description', fm('name: tides\ndescription: ""')],
    ['a description of 1,025 characters', fm(`name: tides\ndescription: ${'x'.repeat(1025)}`)],
    ['compatibility of 501 characters', fm(`${ok}\ncompatibility: ${'x'.repeat(501)}`)],
    ['compatibility as a list', fm(`${ok}\ncompatibility: [a]`)],
    ['a key of its own', fm(`${ok}\nversion: "1.0"`)],
    ['a key of governance', fm(`${ok}\nrisk-tier: high`)],
    ['a name of null', fm(`name:\n${description}`)],
  ])('%s', async (_what, text) => {
    expect(await said(text)).not.toEqual([]);
  });
});

describe('where the two differ, it is known why', () => {
  test.each<[string, string, boolean, string]>([
    [
      'a heading in the closing line',
      `---\n${ok}\n---# Tides\n`,
      true,
      'It splits at any three dashes; other readers want a line of them.',
    ],
    ['indented closing dashes', `---\n${ok}\n  ---\nBody\n`, true, 'The same.'],
    [
      'letters of another script',
      fm(`name: 潮汐\n${description}`),
      true,
      'The specification names a to z; the reference library takes letters of other scripts.',
    ],
    ['a description of null', fm('name: tides\ndescription:'), true, 'It turns the value into the text "null".'],
    ['a list as description', fm('name: tides\ndescription: [tides]'), true, 'It turns the list into a text.'],
    [
      'an empty compatibility',
      fm(`${ok}\ncompatibility: ""`),
      true,
      'The specification asks for at least one character; it does not count them.',
    ],
    [
      'a quoted text at the margin',
      fm('name: tides\ndescription: "Reads\ntides."'),
      true,
      'Its YAML parser takes lines of a quoted text that are not indented; YAML 1.2 does not.',
    ],
    ['an anchor', fm('name: &t tides\ndescription: Reads tides.'), true, 'Anchors are refused here.'],
    [
      '1,024 emoji',
      fm(`name: tides\ndescription: ${'🌊'.repeat(1024)}`),
      false,
      'It counts UTF-16 units; the specification says characters.',
    ],
    ['a tag', fm('name: !!str tides\ndescription: Reads tides.'), true, 'Tags are refused here.'],
  ])('%s', async (what, text, taken, _why) => {
    const rules = await said(text, what === 'letters of another script' ? '潮汐' : 'tides');
    expect(rules.length === 0).toBe(!taken);
  });
});
