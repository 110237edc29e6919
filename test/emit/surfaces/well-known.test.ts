import { expect, test } from 'vitest';
import { wellKnownIndexes } from '../../../src/emit/surfaces/well-known.ts';
import { catalogOf, type Harbour } from '../../helpers/harbour.ts';
import { script, skill } from '../../helpers/memory-tree.ts';
import { plannedArchives, surfaceJson } from '../../helpers/surface-files.ts';

const moor = (extra = '', body = 'Do it.'): string =>
  skill(`name: moor\ndescription: Ties ships up.\nlicense: MIT${extra}`, body);

async function indexes(harbours: readonly Harbour[], policy: object = {}) {
  const catalog = await catalogOf(harbours, policy);
  return wellKnownIndexes(catalog, plannedArchives(catalog));
}

interface Index {
  readonly skills: readonly {
    readonly name: string;
    readonly description: string;
    readonly files: readonly string[];
  }[];
}

function index(files: ReadonlyMap<string, string>, path: string): Index {
  return surfaceJson(files, path) as Index;
}

const root = '.well-known/agent-skills/index.json';

test('a skill stands in the index of the catalog, of its source and of itself, each with its way to the archive', async () => {
  const files = await indexes([
    {
      id: 'quay',
      files: {
        'moor/SKILL.md': moor(),
        'moor/scripts/lines.sh': script('#!/bin/sh\n'),
        'moor/page.html': '<p>Knots</p>',
        'moor/knot #1.md': 'A name that means something else in an address.',
      },
    },
  ]);
  expect([...files.keys()]).toEqual([
    root,
    's/quay/.well-known/agent-skills/index.json',
    's/quay/moor/.well-known/agent-skills/index.json',
  ]);
  expect(surfaceJson(files, root)).toMatchInlineSnapshot(`
    {
      "$schema": "https://schemas.agentskills.io/discovery/0.2.0/schema.json",
      "skills": [
        {
          "description": "Ties ships up.",
          "digest": "sha256:776d495f0167522526754105bcb76c7d2db158649ab39918de413dcbead641a0",
          "files": [
            "SKILL.md",
            "scripts/lines.sh",
          ],
          "metadata": {
            "category": "standard",
            "coordinate": "skill:quay/moor",
            "digest": "5c53c41692c9f98617be51a257c847399df99a85cbc259a0636a5019cd2c273a",
            "revision": 1,
            "riskTier": "minimal",
            "status": "active",
            "stub": false,
          },
          "name": "moor",
          "type": "archive",
          "url": "../../dl/moor-5c53c41692c9.tar.gz",
          "version": "5c53c41692c9",
        },
      ],
    }
  `);
  const urls = [...files.keys()].map((path) =>
    /"url":"([^"]*)"/.exec(files.get(path) ?? '')?.[1]?.replace(/\w{12}\.tar/, '….tar'),
  );
  expect(urls).toMatchInlineSnapshot(`
    [
      "../../dl/moor-….tar.gz",
      "../../../../dl/moor-….tar.gz",
      "../../../../../dl/moor-….tar.gz",
    ]
  `);
});

test('what is raw or deprecated says so first; a description is one line of at most 1024 characters, whatever was written', async () => {
  const files = await indexes([
    {
      id: 'quay',
      files: {
        'moor/SKILL.md': moor('', 'One.'),
        'sail/SKILL.md': skill(`name: sail\ndescription: "${'Sails. '.repeat(400)}"\nlicense: MIT`),
        'row/SKILL.md': skill('name: row\ndescription: "Rows.\\u202e\\u001b[31m\\nskills: []"\nlicense: MIT'),
      },
      governance: `entries:
  skill:moor: { category: raw }
  skill:sail: { category: raw, status: deprecated, reason: Old., replacedBy: skill:quay/row }
`,
    },
  ]);
  const { skills } = index(files, root);
  expect(skills.map(({ description }) => description.length <= 1024)).toEqual([true, true, true]);
  expect(skills.map(({ name, description }) => `${name}: ${description.slice(0, 60)}`)).toMatchInlineSnapshot(`
    [
      "moor: [raw] Ties ships up.",
      "row: Rows.\\u{202e}\\u{1b}[31m skills: []",
      "sail: [raw] [deprecated] Sails. Sails. Sails. Sails. Sails. Sails.",
    ]
  `);
  expect(JSON.stringify(skills[2])).toContain('"replacedBy":"skill:quay/row"');
});

test('the index at the root keeps each name for one; that of the source has both', async () => {
  const files = await indexes([
    { id: 'a', files: { 'moor/SKILL.md': moor('', 'One.') } },
    { id: 'b', files: { 'moor/SKILL.md': moor('', 'Two.') }, governance: 'trust: verified' },
  ]);
  expect(JSON.stringify(surfaceJson(files, root))).toContain('"coordinate":"skill:b/moor"');
  expect(index(files, root).skills).toHaveLength(1);
  expect(index(files, 's/a/.well-known/agent-skills/index.json').skills).toHaveLength(1);
});

test('beyond wellKnownRoot the scoped indexes still have all', async () => {
  const files = await indexes([{ id: 'a', files: { 'moor/SKILL.md': moor() } }], { wellKnownRoot: 0 });
  expect([...files.keys()]).toEqual([
    's/a/.well-known/agent-skills/index.json',
    's/a/moor/.well-known/agent-skills/index.json',
  ]);
});

test.each([
  ['a stub', moor(), 'entries: { "skill:moor": { stub: true, stubReason: Soon. } }'],
  ['a draft', moor(), 'entries: { "skill:moor": { status: draft } }'],
  ['deleted', moor(), 'entries: { "skill:moor": { status: deleted, reason: Wrong. } }'],
  ['of a licence that forbids copies', moor().replace('MIT', 'Proprietary'), ''],
])('%s: in no index', async (_name, text, governance) => {
  expect([...(await indexes([{ files: { 'moor/SKILL.md': text }, governance }])).keys()]).toEqual([]);
});

test('a skill file in other letters is found by no client, so it is in no index', async () => {
  const files = await indexes([
    { files: { 'moor/skill.md': moor(), 'sail/SKILL.md': moor().replace('moor', 'sail') } },
  ]);
  expect(index(files, root).skills.map(({ name }) => name)).toEqual(['sail']);
});
