import { describe, expect, test } from 'vitest';
import { toDocument } from '../../src/emit/to-document.ts';
import { catalogOf, type Harbour } from '../helpers/harbour.ts';
import { skill } from '../helpers/memory-tree.ts';
import { random } from '../introspect/findings/show.ts';

const dock: Harbour = {
  id: 'dock',
  files: {
    'tides/SKILL.md': skill('name: tides\ndescription: Reads tides.\nlicense: MIT', '# Tides\n\n## Low\n\nWait.'),
  },
};

describe('the text of an entry', () => {
  const document = async (more: Partial<Harbour>) => {
    const { entries, file } = await catalogOf([{ ...dock, ...more }]);
    const [entry] = entries;
    if (!entry) throw new Error('There is no entry.');
    return toDocument(entry, file.policy.licenses);
  };
  const unlicensed = {
    files: {
      'tides/SKILL.md': skill('name: tides\ndescription: Reads tides.', '# Tides\n\n## Low **water**\n\nWait.'),
    },
  };
  const headings = [
    { depth: 1, text: 'Tides' },
    { depth: 2, text: 'Low' },
  ];

  test('is shown where the licence is on the list, and headings always', async () => {
    expect(await document({})).toMatchObject({ text: '\n# Tides\n\n## Low\n\nWait.\n', headings });
    expect(await document(unlicensed)).toEqual({
      path: 'tides/SKILL.md',
      format: 'markdown',
      headings: [headings[0], { depth: 2, text: 'Low water' }],
      withheld: 'license',
    });
  });

  test('is not copied while something in it looks like a credential, unless somebody has accepted that', async () => {
    const files = {
      'tides/SKILL.md': skill(
        'name: tides\ndescription: Reads tides.\nlicense: MIT',
        `# Tides\n\nUse ghp_${random(36)}.`,
      ),
    };
    const { text, withheld } = await document({ files });
    expect({ text, withheld }).toEqual({ text: undefined, withheld: 'credential' });
    expect(await document({ files, governance: 'mirror: always' })).toMatchObject({ withheld: 'credential' });
    const governance =
      'exceptions: [{ rule: finding-credential, reason: A made-up one., owner: Ada, until: 2027-01-01 }]';
    expect((await document({ files, governance })).text).toContain('# Tides');
  });

  test('is what the operator says it is', async () => {
    expect(await document({ ...unlicensed, governance: 'mirror: always' })).toHaveProperty('text');
    expect(await document({ governance: 'mirror: never' })).toMatchObject({ withheld: 'policy' });
  });

  test.each([
    ['MIT', true],
    ['MIT License', true],
    ['Apache 2.0', true],
    ['apache-2.0', true],
    ['GPL-3.0-only', false],
    ['Proprietary. LICENSE.txt has complete terms', false],
    ['Complete terms in LICENSE.txt', false],
    ['MIT OR GPL-3.0', true],
    ['MIT AND GPL-3.0', false],
    ['MIT + Commons Clause', false],
    ['Unknown', false],
    [`MIT${' '.repeat(300)}`, true],
    ['See the MIT terms', false],
  ])('under %j may be shown: %s', async (license, isShown) => {
    const front = `name: tides\ndescription: Reads tides.\nlicense: ${JSON.stringify(license)}`;
    expect('text' in (await document({ files: { 'tides/SKILL.md': skill(front) } }))).toBe(isShown);
  });

  test('has headings of the top level only, and none of examples', async () => {
    const body =
      'Title\n===\n\n```md\n# in a fence\n```\n\n> # in a quote\n\n- a\n  # in a list\n\n<!--\n# in a comment\n-->\n\n    # in code\n\n## Last ##\n';
    const files = { 'tides/SKILL.md': skill('name: tides\ndescription: Reads tides.', body) };
    expect((await document({ files })).headings).toEqual([
      { depth: 1, text: 'Title' },
      { depth: 2, text: 'Last' },
    ]);
  });

  test.each([
    ['quotes in quotes', '> '.repeat(400_000)],
    ['emphasis', 'a_'.repeat(400_000)],
    ['stars', '*a'.repeat(400_000)],
    ['brackets', '['.repeat(900_000)],
    ['headings', '# a_\n'.repeat(150_000)],
  ])('made of %s costs no more than another', async (_what, body) => {
    const files = { 'tides/SKILL.md': skill('name: tides\ndescription: Reads tides.', body) };
    const begin = performance.now();
    expect((await document({ files })).headings.length).toBeLessThanOrEqual(1000);
    expect(performance.now() - begin).toBeLessThan(6000);
  });
});
