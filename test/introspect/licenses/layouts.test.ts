import licenses from 'spdx-license-list/full.js';
import { describe, expect, test } from 'vitest';
import { introspectTree } from '../../../src/introspect/introspect-tree.ts';
import { measureEntries } from '../../../src/introspect/measure-entries.ts';
import { link, lost, memoryTree, skill } from '../../helpers/memory-tree.ts';

type Files = Parameters<typeof memoryTree>[0];

const mit = (licenses['MIT']?.licenseText ?? '').replace('<year> <copyright holders>', '2026 Ada');
const apache = licenses['Apache-2.0']?.licenseText ?? '';
const gpl = licenses['GPL-3.0-only']?.licenseText ?? '';
const terms = '© 2026 Acme. All rights reserved. Ask before you copy anything of this.';

const tides = skill('name: tides\ndescription: Reads tides.');
const saying = (license: string): string => skill(`name: tides\ndescription: Reads tides.\nlicense: ${license}`);

/** Of each entry its kind and path, its licence, and the file that says so. */
async function look(files: Files): Promise<string[]> {
  const selection = { path: '', include: ['**'], exclude: [] };
  const options = { source: 'harbour', selection, bindings: new Map() };
  const { entries } = await introspectTree(memoryTree(files), options);
  return entries.map(
    ({ kind, path, license = 'unknown', licenseFile }) =>
      `${kind} ${path}: ${license}${licenseFile === undefined ? '' : ` by ${licenseFile}`}`,
  );
}

describe('the licence of a skill is', () => {
  test.each<[what: string, files: Files, license: string]>([
    ['what it says', { 'tides/SKILL.md': saying('MIT') }, 'MIT'],
    ['what it says in other words', { 'tides/SKILL.md': saying('Apache 2.0') }, 'Apache-2.0'],
    ['a choice', { 'tides/SKILL.md': saying('MIT OR GPL-3.0-only') }, 'MIT OR GPL-3.0-only'],
    ['what it says, whatever lies beside it', { 'tides/SKILL.md': saying('MIT'), 'tides/LICENSE': apache }, 'MIT'],
    [
      'in the file it points to',
      { 'tides/SKILL.md': saying('Complete terms in LICENSE.txt'), 'tides/LICENSE.txt': apache, LICENSE: mit },
      'Apache-2.0 by tides/LICENSE.txt',
    ],
    [
      'in the file it points to, as npm has it',
      { 'tides/SKILL.md': saying('SEE LICENSE IN LICENSE'), 'tides/LICENSE': mit },
      'MIT by tides/LICENSE',
    ],
    [
      'what it says where it points to a file that it does not have',
      { 'tides/SKILL.md': saying('Complete terms in LICENSE.txt'), 'LICENSE.txt': mit },
      'Complete terms in LICENSE.txt',
    ],
    [
      'what it says where nobody knows the file it points to',
      { 'tides/SKILL.md': saying('See LICENSE'), 'tides/LICENSE': terms, LICENSE: mit },
      'See LICENSE',
    ],
    [
      'what it says where it points out of its folder',
      { 'tides/SKILL.md': saying('See ../LICENSE'), 'tides/LICENSE': mit, LICENSE: mit },
      'See ../LICENSE',
    ],
    [
      'what it says where it says more than where to look',
      { 'tides/SKILL.md': saying('Free at home. See LICENSE'), 'tides/LICENSE': mit },
      'Free at home. See LICENSE',
    ],
    [
      'proprietary where it says so',
      { 'tides/SKILL.md': saying('Proprietary. LICENSE.txt has complete terms'), 'tides/LICENSE.txt': mit },
      'Proprietary. LICENSE.txt has complete terms',
    ],
    ['what UNLICENSED says', { 'tides/SKILL.md': saying('UNLICENSED'), LICENSE: mit }, 'UNLICENSED'],
    ['what a list says, as it is written', { 'tides/SKILL.md': saying('[MIT]'), LICENSE: mit }, '[MIT]'],
    ['what a map says, as it is written', { 'tides/SKILL.md': saying('\n  name: MIT'), LICENSE: mit }, 'name: MIT'],
    ['not that nothing which it says', { 'tides/SKILL.md': saying('""'), LICENSE: mit }, 'MIT by LICENSE'],
    [
      'in its own folder',
      { 'tides/SKILL.md': tides, 'tides/LICENSE': apache, LICENSE: mit },
      'Apache-2.0 by tides/LICENSE',
    ],
    ['at the root', { 'tides/SKILL.md': tides, LICENSE: mit }, 'MIT by LICENSE'],
    ['nothing where it says nothing', { 'tides/SKILL.md': tides, 'README.md': mit }, 'unknown'],
    ['nothing of a folder beside it', { 'tides/SKILL.md': tides, 'ebb/LICENSE': mit }, 'unknown'],
    ['nothing of a folder below it', { 'tides/SKILL.md': tides, 'tides/vendor/LICENSE': mit }, 'unknown'],
    [
      'unknown where the nearest text is, whatever stands further out',
      { 'tides/SKILL.md': tides, 'tides/LICENSE': terms, LICENSE: mit },
      'unknown',
    ],
    [
      'unknown where the file cannot be had',
      { 'tides/SKILL.md': tides, 'tides/LICENSE': lost('unavailable'), LICENSE: mit },
      'unknown',
    ],
    ['unknown where the file is too large', { 'tides/SKILL.md': tides, LICENSE: lost('too-large') }, 'unknown'],
    [
      'unknown where the file is no licence but long',
      { 'tides/SKILL.md': tides, LICENSE: mit.padEnd(200_000) },
      'unknown',
    ],
    [
      'where a link leads',
      { 'tides/SKILL.md': tides, 'tides/LICENSE': link('../legal/mit.txt'), 'legal/mit.txt': mit, LICENSE: gpl },
      'MIT by tides/LICENSE',
    ],
    [
      'unknown where a link leads nowhere',
      { 'tides/SKILL.md': tides, 'tides/LICENSE': link('../gone'), LICENSE: mit },
      'unknown',
    ],
    [
      'unknown where a link leads out',
      { 'tides/SKILL.md': tides, 'tides/LICENSE': link('../../etc/LICENSE'), LICENSE: mit },
      'unknown',
    ],
    ['not a folder', { 'tides/SKILL.md': tides, 'tides/LICENSE/MIT.txt': gpl, LICENSE: mit }, 'MIT by LICENSE'],
    ['no program', { 'tides/SKILL.md': tides, 'tides/license.py': 'print(1)', LICENSE: mit }, 'MIT by LICENSE'],
    [
      'a choice of two files',
      { 'tides/SKILL.md': tides, 'LICENSE-APACHE': apache, 'LICENSE-MIT': mit },
      'Apache-2.0 OR MIT by LICENSE-APACHE',
    ],
    [
      'all of two files that are no choice',
      { 'tides/SKILL.md': tides, LICENSE: mit, 'LICENSE-docs': gpl },
      'MIT AND GPL-3.0-only by LICENSE',
    ],
    ['one of two files with one text', { 'tides/SKILL.md': tides, LICENSE: mit, 'LICENSE.md': mit }, 'MIT by LICENSE'],
    [
      'unknown where one of two files is',
      { 'tides/SKILL.md': tides, LICENSE: mit, 'LICENSE-COMMERCIAL': terms },
      'unknown',
    ],
    ['unknown where a name is not of its text', { 'tides/SKILL.md': tides, 'LICENSE-MIT': terms }, 'unknown'],
    ['the only text of REUSE', { 'tides/SKILL.md': tides, 'LICENSES/MIT.txt': mit }, 'MIT by LICENSES/MIT.txt'],
    [
      'none of several texts of REUSE',
      { 'tides/SKILL.md': tides, 'LICENSES/MIT.txt': mit, 'LICENSES/Apache-2.0.txt': apache },
      'unknown',
    ],
    [
      'that of the file beside REUSE',
      { 'tides/SKILL.md': tides, COPYING: gpl, 'LICENSES/MIT.txt': mit },
      'GPL-3.0-only by COPYING',
    ],
  ])('%s', async (_what, files, license) => {
    expect(await look(files)).toEqual([`skill tides: ${license}`]);
  });

  test.each([
    'LICENSE',
    'LICENCE.md',
    'license.txt',
    'License',
    'COPYING',
    'Copying.md',
    'LICENSE-MIT',
    'LICENSE_MIT.txt',
    'MIT-LICENSE',
    'LICENSE.rst',
    'UNLICENSE',
  ])('in a file called %s', async (name) => {
    expect(await look({ 'tides/SKILL.md': tides, [name]: mit })).toEqual([`skill tides: MIT by ${name}`]);
  });

  test.each([
    'LICENSE.ts',
    'license.json',
    'licensing.md',
    'NOTICE',
    'LICENSE-CHECKER.js',
    'my-license.md',
    'LICENSES.csv',
  ])('not in a file called %s', async (name) => {
    expect(await look({ 'tides/SKILL.md': tides, [name]: mit })).toEqual(['skill tides: unknown']);
  });
});

describe('licence files', () => {
  const selection = { path: '', include: ['**'], exclude: [] };
  const options = { source: 'harbour', selection, bindings: new Map() };

  test('come with the texts in one request, those that no entry lies below not at all', async () => {
    const tree = memoryTree({
      'skills/tides/SKILL.md': tides,
      'skills/tides/LICENSE': link('../../LICENSE'),
      LICENSE: mit,
      'vendor/LICENSE': gpl,
    });
    const requests: (readonly string[])[] = [];
    const counting = {
      ...tree,
      prefetch: (paths: readonly string[]) => {
        if (paths.length > 0) requests.push(paths);
        return tree.prefetch(paths);
      },
    };
    await introspectTree(counting, options);
    expect(requests).toEqual([['skills/tides/LICENSE'], ['skills/tides/SKILL.md', 'LICENSE', 'LICENSE']]);
  });

  test('are read once, however many entries and folders share them', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 2_000 }, (_, index) => [
        [`skills/s${index}/SKILL.md`, skill(`name: s${index}\ndescription: Reads tides.`)],
        [`skills/s${index}/LICENSE.txt`, apache],
      ]).flat(),
    );
    const tree = memoryTree({ ...files, 'more/tides/SKILL.md': tides, LICENSE: mit });
    // As git has it: one text is one object.
    const nodes = new Map(
      [...tree.nodes].map(([path, node]) => [path, path.endsWith('.txt') ? { ...node, oid: 'a'.repeat(40) } : node]),
    );
    const read: string[] = [];
    const counting = {
      ...tree,
      nodes,
      read: (path: string) => {
        if (/LICENSE/.test(path)) read.push(path);
        return tree.read(path);
      },
    };
    const { entries } = await introspectTree(counting, options);
    expect(entries.filter(({ license }) => license === 'Apache-2.0')).toHaveLength(2_000);
    expect(read).toHaveLength(2);
  });

  test('change no digest', async () => {
    const digests = async (files: Files): Promise<unknown> => {
      const tree = memoryTree(files);
      const { entries } = await introspectTree(tree, options);
      return (await measureEntries(tree, 'harbour', entries)).entries.map(({ digest, evidence }) => ({
        digest,
        evidence,
      }));
    };
    const files = { 'tides/SKILL.md': tides };
    expect(await digests({ ...files, LICENSE: mit })).toEqual(await digests(files));
  });
});
