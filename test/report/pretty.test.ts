import { describe, expect, test } from 'vitest';
import { type Diagnostic, diagnose } from '../../src/domain/diagnostic.ts';
import { github } from '../../src/report/github.ts';
import { countText, pretty } from '../../src/report/pretty.ts';
import { visible } from '../../src/report/visible.ts';

const inCatalog = diagnose('key-unknown', {
  message: '"exlude" has no meaning in this file.',
  hint: 'Did you mean "exclude"?',
  at: { root: 'catalog', file: 'sources/tides.yaml', line: 3, column: 5 },
});
const inSource = diagnose('skill-name-mismatch', {
  message: 'The skill is called "charts", its folder "tides".',
  at: { root: 'source', file: 'skills/tides/SKILL.md', line: 2 },
  source: 'harbour',
  entry: 'skill:harbour/charts',
});
const notice = diagnose('entry-internal', {
  message: 'The skill "log" is not listed.',
  at: { root: 'source', file: 'log/SKILL.md' },
  source: 'harbour',
});
const accepted: Diagnostic = {
  ...inSource,
  severity: 'error',
  exception: { reason: 'Known.', owner: 'Ada', until: '2027-01-01' },
};
const hostile = diagnose('entry-name-changed', {
  message: '"\u001B[2J\u001B[31mred\u0007" is listed as "red".\nerror: forged',
  at: { root: 'source', file: 'a\u202Egpj.md', line: 1 },
  source: 'harbour',
});

const plain = { color: false, showInfo: false, perRule: 20 };

describe('the text for people', () => {
  test('has place, weight, rule, what is the matter and what to do', () => {
    expect(pretty([inCatalog, inSource, notice, accepted], plain)).toMatchInlineSnapshot(`
      "sources/tides.yaml:3:5  error  key-unknown
        "exlude" has no meaning in this file.
        Did you mean "exclude"?

      harbour: skills/tides/SKILL.md:2  warning  skill-name-mismatch
        The skill is called "charts", its folder "tides".
        Rename the folder or the skill.
      "
    `);
  });

  test('has notices where they are asked for', () => {
    expect(pretty([notice], { ...plain, showInfo: true })).toMatchInlineSnapshot(`
      "harbour: log/SKILL.md  info  entry-internal
        The skill "log" is not listed.
        Nothing.
      "
    `);
  });

  test('lists so many of a rule and counts the rest', () => {
    const many = Array.from({ length: 5 }, () => inSource);
    expect(pretty(many, { ...plain, perRule: 1 })).toMatchInlineSnapshot(`
      "harbour: skills/tides/SKILL.md:2  warning  skill-name-mismatch
        The skill is called "charts", its folder "tides".
        Rename the folder or the skill.

      skill-name-mismatch: 4 more (Name and folder differ); --verbose lists them.
      "
    `);
  });

  test('is empty where there is nothing to say', () => {
    expect(pretty([], plain)).toBe('');
  });

  test('has colours only where they are wanted', () => {
    expect(pretty([inCatalog], plain)).not.toContain('\u001B');
    expect(pretty([inCatalog], { ...plain, color: true })).toContain('\u001B[31merror\u001B[0m');
  });

  test('shows what would move the cursor, turn the line or forge another one', () => {
    expect(pretty([hostile], { ...plain, showInfo: true })).toMatchInlineSnapshot(`
      "harbour: a\\u{202e}gpj.md:1  info  entry-name-changed
        "\\u{1b}[2J\\u{1b}[31mred\\u{7}" is listed as "red".\\u{a}error: forged
        Nothing, or use a name of that form in the source.
      "
    `);
  });
});

test('the count leaves out what is accepted', () => {
  expect(countText([inCatalog, inSource, notice, notice, accepted])).toBe('1 error, 1 warning, 2 notices, 1 accepted');
  expect(countText([])).toBe('0 errors, 0 warnings, 0 notices');
  expect(countText([notice], true)).toBe('0 errors, 0 warnings, 1 notice (--verbose lists them)');
  expect(countText([], true)).toBe('0 errors, 0 warnings, 0 notices');
});

describe('annotations of a pull request', () => {
  test('stand on the file of the catalog, without notices and what is accepted', () => {
    expect(github([inCatalog, inSource, notice, accepted], 'catalog/')).toMatchInlineSnapshot(`
      "::error file=catalog/sources/tides.yaml,line=3,col=5,title=key-unknown::"exlude" has no meaning in this file. Did you mean "exclude"?
      ::warning file=catalog/sources/harbour.yaml,title=skill-name-mismatch::skills/tides/SKILL.md:2: The skill is called "charts", its folder "tides". Rename the folder or the skill."
    `);
  });

  test('cannot be broken out of', () => {
    const text = github([{ ...hostile, severity: 'error' }], 'my, catalog: 100%/');
    expect(text.split('\n')).toHaveLength(1);
    expect(text).toMatchInlineSnapshot(
      `"::error file=my%2C catalog%3A 100%25/sources/harbour.yaml,title=entry-name-changed::a\\u{202e}gpj.md:1: "\\u{1b}[2J\\u{1b}[31mred\\u{7}" is listed as "red".\\u{a}error: forged Nothing, or use a name of that form in the source."`,
    );
  });
});

test.each([
  ['plain text, 潮汐 and 🚢', 'plain text, 潮汐 and 🚢'],
  ['a\tb', 'a\tb'],
  ['a\nb\rc', String.raw`a\u{a}b\u{d}c`],
  ['\u001B]8;;x\u0007', String.raw`\u{1b}]8;;x\u{7}`],
  ['\u009B31m', String.raw`\u{9b}31m`],
  ['\u200B\u202E\u2066\uFEFF', String.raw`\u{200b}\u{202e}\u{2066}\u{feff}`],
  ['\u{E0041}', String.raw`\u{e0041}`],
  ['\u061C\u00AD\u180E\u115F\u3164\uFE0F', String.raw`\u{61c}\u{ad}\u{180e}\u{115f}\u{3164}\u{fe0f}`],
  ['\u2028\u2029\uD800', String.raw`\u{2028}\u{2029}\u{d800}`],
])('%j is shown as %s', (text, shown) => {
  expect(visible(text)).toBe(shown);
});
