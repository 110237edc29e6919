import licenses from 'spdx-license-list/full.js';
import { describe, expect, test } from 'vitest';
import { recognizeLicense } from '../../../src/introspect/licenses/recognize-license.ts';

/** The text of a licence as SPDX has it. */
function textOf(id: string): string {
  const license = licenses[id];
  if (!license) throw new Error(`There is no ${id}.`);
  return license.licenseText;
}

const mit = textOf('MIT');
const apache = textOf('Apache-2.0');
const bsd = textOf('BSD-3-Clause');
const [mitHead = ''] = mit.split('Permission is');
const mitBody = mit.slice(mitHead.length);

/** Every paragraph in lines of so many characters. */
function wrap(text: string, width: number): string {
  const paragraphs = text.split(/\n{2,}/).map((paragraph) => paragraph.replaceAll(/\s+/g, ' '));
  return paragraphs.map((one) => one.replaceAll(new RegExp(`(.{1,${width}})(?: |$)`, 'g'), '$1\n')).join('\n');
}

const asComment = (text: string): string => `/*\n${text.replaceAll(/^/gm, ' * ')}\n */\n`;

describe('a text is recognised', () => {
  test.each(['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', '0BSD', 'MIT-0', 'Unlicense', 'MPL-2.0'])(
    'as %s, as SPDX has it and wrapped in other lines',
    async (id) => {
      expect(await recognizeLicense(textOf(id))).toBe(id);
      expect(await recognizeLicense(textOf(id).replaceAll('\n', '\r\n'))).toBe(id);
    },
  );

  test.each(['CC0-1.0', 'CC-BY-4.0', 'CC-BY-NC-4.0', 'EPL-2.0', 'BUSL-1.1', 'Elastic-2.0'])(
    'as %s, so that its name is shown',
    async (id) => {
      expect(await recognizeLicense(textOf(id))).toBe(id);
    },
  );

  test('as the version it is, whether or not later ones hold too', async () => {
    expect(await recognizeLicense(textOf('GPL-3.0-or-later'))).toBe('GPL-3.0-only');
    expect(await recognizeLicense(textOf('LGPL-2.1-or-later'))).toBe('LGPL-2.1-only');
    expect(await recognizeLicense(textOf('MPL-2.0-no-copyleft-exception'))).toBe('MPL-2.0');
  });

  test.each([
    ['without its title', mitBody],
    ['with a title in Markdown', `# The MIT License (MIT)\n\n${mitBody}`],
    ['under "License" and its name', `License\n=======\n\n**MIT License**\n\n${mitBody}`],
    ['in capitals', mit.toUpperCase()],
    ['in short lines', wrap(mit, 40)],
    ['in one line', mit.replaceAll(/\s+/g, ' ').replace('Copyright (c) <year> <copyright holders>', '')],
    ['with a notice', mit.replace('<year> <copyright holders>', '2019-2026 Ada Lovelace <ada@example.org>')],
    [
      'with several notices',
      `Copyright 2019 Ada\n© 2020 Acme, Inc. and its contributors\nPortions Copyright (c) 2021 B.\n\n${mitBody}`,
    ],
    ['with all rights reserved', `Copyright (c) 2024 Acme, Inc. All rights reserved.\n\n${mitBody}`],
    ['with its title before the notice', `MIT License Copyright (c) 2024 Ada\n\n${mitBody}`],
    ['in other quotes', mit.replaceAll('"', '“')],
    ['as a comment', asComment(mit)],
    ['as a comment of lines', mit.replaceAll(/^/gm, '// ')],
    ['in a quotation', mit.replaceAll(/^/gm, '> ')],
    ['in British', mit.replaceAll('sublicense', 'sublicence').replaceAll('License', 'Licence')],
    ['with a byte order mark', `\uFEFF${mit}`],
    [
      'with a slip',
      mit.replace('copies of the Software', 'copies of Software').replace('MERCHANTABILITY', 'MERCHANTIBILITY'),
    ],
  ])('as MIT %s', async (_how, text) => {
    expect(await recognizeLicense(text)).toBe('MIT');
  });

  const [terms = ''] = apache.split('APPENDIX:');
  test.each([
    ['without the appendix', terms],
    ['without the last line of the terms', terms.replace('END OF TERMS AND CONDITIONS', '')],
    [
      'with the notice for files alone',
      `${terms}\nCopyright 2026 Acme\n\n${apache.slice(apache.indexOf('Licensed under the'))}`,
    ],
    ['with the appendix filled in', apache.replace('[yyyy] [name of copyright owner]', '2026 Acme, Inc.')],
    ['indented', apache.replaceAll(/^/gm, '      ')],
    ['with https', apache.replaceAll('http://', 'https://')],
    ['with other bullets', apache.replaceAll(/^(\d)\. /gm, '$1) ').replaceAll(/^\((\w)\) /gm, '* ')],
    ['in short lines', wrap(apache, 60)],
  ])('as Apache-2.0 %s', async (_how, text) => {
    expect(await recognizeLicense(text)).toBe('Apache-2.0');
  });

  test.each([
    ['of a company', bsd.replaceAll(/the copyright holder(?! or)/g, 'Acme, Inc.')],
    [
      'in all places',
      bsd.replaceAll(/THE COPYRIGHT HOLDERS? (AND|OR) CONTRIBUTORS/g, 'ACME, INC. $1 ITS CONTRIBUTORS'),
    ],
    [
      'of regents',
      bsd.replace('its contributors', 'its contributors').replaceAll('the copyright holder nor', 'the University nor'),
    ],
    ['with stars', bsd.replaceAll(/^\d\. /gm, '* ')],
  ])('as BSD-3-Clause with the names %s', async (_how, text) => {
    expect(await recognizeLicense(text)).toBe('BSD-3-Clause');
  });
});

/** Written for this test after what is found in repositories. */
const anthropic = `© 2025 Anthropic, PBC. All rights reserved.

LICENSE: Use of these materials (including all code, prompts and assets) is governed by your agreement with Anthropic.

ADDITIONAL RESTRICTIONS: users may not retain copies of these materials outside the Services.`;

const commonsClause = `"Commons Clause" License Condition v1.0

The Software is provided to you by the Licensor under the License, as defined below, subject to the following condition.
The License does not grant to you the right to Sell the Software.

`;

describe('a text is nothing that is known', () => {
  test.each([
    ['of a vendor', anthropic],
    ['MIT with the Commons Clause before it', commonsClause + mit],
    ['MIT with the Commons Clause after it', `${mit}\n\n${commonsClause}`],
    ['MIT without commercial use', `${mit}\nNo commercial use.`],
    ['MIT whose title takes it back', mit.replace('MIT License', 'MIT License (non-commercial)')],
    ['MIT + Commons Clause by its title alone', mit.replace('MIT License', 'MIT License + Commons Clause')],
    ['MIT with a sentence before it', `You may use this at home.\n\n${mit}`],
    ['MIT with an exception', mit.replace('to any person', 'to any natural person')],
    ['MIT with one word more', mit.replace('hereby granted', 'hereby not granted')],
    ['MIT without the right to sell', mit.replace(', and/or sell\ncopies', ' copies')],
    ['MIT without a right', mit.replace('sublicense, ', '')],
    ['MIT with a restriction', mit.replace('without restriction', 'with restriction')],
    ['MIT with limitation', mit.replace('without limitation', 'with limitation')],
    ['MIT with terms in the notice', `Copyright 2026 Acme. Not for commercial use.\n\n${mitBody}`],
    ['MIT with terms in a notice in brackets', `Copyright 2026 Acme (redistribution forbidden)\n\n${mitBody}`],
    ['MIT with a sentence in the notice', `Copyright 2026 Acme. Ask us before you do anything.\n\n${mitBody}`],
    ['MIT with terms below the notice', `Copyright 2026 Acme\nFor members of the club\n\n${mitBody}`],
    ['MIT with terms in Chinese', `Copyright 2026 某公司 禁止商用\n\n${mitBody}`],
    ['MIT with terms in another script', `${mit}\n\n禁止商用`],
    ['MIT with a comment in HTML', `${mit}\n<!-- Academic use only. -->`],
    ['MIT with letters of another script', mit.replace('sell', 'sеll')],
    ['MIT and Apache-2.0', `${mit}\n\n---\n\n${apache}`],
    ['MIT twice', `${mit}\n\n${mit}`],
    ['half of MIT', mit.slice(0, mit.length / 2)],
    [
      'Apache-2.0 with conditions after it',
      `${apache}\n\nADDITIONAL TERMS\n\nYou may not offer the Work as a service.`,
    ],
    [
      'Apache-2.0 with a condition inside',
      apache.replace('9. Accepting', '9. No use by competitors.\n\n10. Accepting'),
    ],
    ['Apache-2.0 with conditions in its appendix', apache.replace('APPENDIX:', 'APPENDIX: Not for resale.')],
    ['Apache-2.0 without patents', apache.replace(/^3\. Grant of Patent License[^\n]*\n/m, '')],
    ['Apache-2.0 revocable', apache.replaceAll('irrevocable', 'revocable')],
    ['the notice of Apache-2.0 alone', apache.slice(apache.indexOf('Licensed under the'))],
    ['BSD with a condition as a name', bsd.replace('the copyright holder nor', 'competitors may use this, nor')],
    ['BSD with a fourth condition', bsd.replace('THIS SOFTWARE IS', '4. No military use.\n\nTHIS SOFTWARE IS')],
    ['the name alone', 'MIT'],
    ['a link', 'See https://opensource.org/licenses/MIT'],
    ['nothing', ''],
    ['blank', ' \n'.repeat(30_000)],
    ['a pointer of Git LFS', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1063\n'],
    ['MIT in a long text', `${mit}${' '.repeat(100_000)}`],
  ])('%s', async (_what, text) => {
    expect(await recognizeLicense(text)).toBeUndefined();
  });
});

test('no licence of SPDX is taken for another', async () => {
  const taken: string[] = [];
  for (const [id, { licenseText }] of Object.entries(licenses)) {
    const found = await recognizeLicense(licenseText);
    if (found !== undefined && licenses[found]?.licenseText.trim() !== licenseText.trim())
      taken.push(`${id}: ${found}`);
  }
  // GFDL, GPL and their like come in several ids with one text; these differ in white space alone.
  expect(taken.filter((pair) => !/-or-later|-only|\+/.test(pair))).toEqual([]);
});

test.each([
  ['copyright notices', `copyright ${' '.repeat(90_000)}x`],
  ['dots', `copyright ${'. '.repeat(45_000)}`],
  ['brackets', '['.repeat(100_000)],
  ['marks', '#'.repeat(100_000)],
  ['almost names', 'in no event shall '.repeat(5_000)],
  ['almost a licence', `${mit.slice(0, -200)} ${'the a '.repeat(40)}`],
])('a text made of %s costs no more than another', async (_what, text) => {
  const start = performance.now();
  expect(await recognizeLicense(text)).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(2_000);
});
