import { describe, expect, test } from 'vitest';
import { loadAdvisories } from '../../src/load/load-advisories.ts';
import { loadCatalog } from '../../src/load/load-catalog.ts';
import { catalogFolder } from '../helpers/catalog-folder.ts';
import { messages } from '../helpers/message.ts';

const digest = 'ab'.repeat(32);
const head = 'severity: high\nreason: It sends keys away.\non: 2026-11-20\n';

async function load(text: string, name = 'leak.yaml') {
  const { advisories, broken, diagnostics } = await loadAdvisories(catalogFolder({ [`advisories/${name}`]: text }));
  const [advisory] = advisories;
  return { advisory, affects: advisory?.affects, broken, said: messages(diagnostics) };
}

test('an advisory names entries, revisions and digests', async () => {
  const { advisory, broken, said } = await load(
    `${head}affects:
  - entry: skill:quay/moor
  - { entry: plugin:quay/kit, revisions: 2- }
  - { entry: skill:quay/sail, revisions: 2-4 }
  - { entry: skill:quay/row, revisions: 3 }
  - digest: ${digest}
replacement: skill:quay/anchor
references: [https://example.org/why]
`,
  );
  expect([broken, said]).toEqual([[], '']);
  expect(advisory).toMatchObject({
    id: 'leak',
    severity: 'high',
    reason: 'It sends keys away.',
    on: '2026-11-20',
    affects: [
      { index: 0, entry: 'skill:quay/moor' },
      { index: 1, entry: 'plugin:quay/kit', revisions: { from: 2, to: Infinity } },
      { index: 2, entry: 'skill:quay/sail', revisions: { from: 2, to: 4 } },
      { index: 3, entry: 'skill:quay/row', revisions: { from: 3, to: 3 } },
      { index: 4, digest },
    ],
    replacement: 'skill:quay/anchor',
    references: ['https://example.org/why'],
  });
});

describe('an error does not stop what can be understood', () => {
  test('an unknown key, a bad reference and a missing severity', async () => {
    const { advisory, broken, said } = await load(
      `reason: It sends keys away.
on: yesterday
replacment: skill:quay/anchor
affects: [{ entry: skill:quay/moor }]
references: ["javascript:alert(1)", https://example.org/why]
`,
    );
    expect(broken).toEqual([]);
    expect(advisory).toMatchObject({
      severity: 'critical',
      on: undefined,
      references: ['https://example.org/why'],
      affects: [{ entry: 'skill:quay/moor' }],
    });
    expect(said).toMatchInlineSnapshot(`
      "error value-invalid advisories/leak.yaml:1:1 "severity" has a value of the wrong kind. | Known here: low, medium, high, critical.
      error value-invalid advisories/leak.yaml:2:1 "on" cannot be "yesterday". | Write a date, such as 2027-01-31.
      error value-invalid advisories/leak.yaml:5:14 "references.0" cannot be "javascript:alert(1)". | Write an address that starts with https://.
      error key-unknown advisories/leak.yaml:3:1 "replacment" has no meaning in this file. | Did you mean "replacement"?
      error advisory-incomplete advisories/leak.yaml:4:1 It has an error and holds all the same, for all of skill:quay/moor. | Mend what the other messages about this file say."
    `);
  });

  const target = (text: string) => `${head}affects: [${text}]\n`;
  const understood: readonly [string, readonly object[]][] = [
    ['{ entry: skill:quay/moor, revision: 3 }', [{ index: 0, entry: 'skill:quay/moor' }]],
    ['{ entry: skill:quay/moor, revisions: 4-2 }', [{ index: 0, entry: 'skill:quay/moor' }]],
    ['{ entry: skill:quay/moor, revisions: ">3" }', [{ index: 0, entry: 'skill:quay/moor' }]],
    ['{ entry: "skill:quay/moor@3" }', [{ index: 0, entry: 'skill:quay/moor' }]],
    ['skill:quay/moor', [{ index: 0, entry: 'skill:quay/moor' }]],
    [`{ digest: "sha256:${digest.toUpperCase()}" }`, [{ index: 0, digest }]],
    [
      `{ entry: skill:quay/moor, digest: ${digest} }`,
      [
        { index: 0, entry: 'skill:quay/moor' },
        { index: 0, digest },
      ],
    ],
  ];
  test.each(understood)('%s reaches rather too much than too little', async (text, expected) => {
    const { affects, broken, said } = await load(target(text));
    expect(affects).toEqual(expected);
    expect(broken).toEqual([]);
    expect(said).toMatch(/error advisory-incomplete advisories\/leak\.yaml:4:1 It has an error and holds all the same/);
  });

  test('a list that is none', async () => {
    const { affects, broken } = await load(`${head}affects: { entry: skill:quay/moor }\n`);
    expect(affects).toEqual([{ index: 0, entry: 'skill:quay/moor' }]);
    expect(broken).toEqual([]);
  });

  test('a file name that is no id', async () => {
    const { affects, broken, said } = await load(`${head}affects: [{ entry: skill:quay/moor }]\n`, 'A b.yaml');
    expect(affects).toHaveLength(1);
    expect(broken).toEqual([]);
    expect(said).toMatch(/^error advisory-id-invalid advisories\/A b\.yaml "A b" cannot be the id of an advisory\./);
  });
});

describe('an advisory that does not do what it was meant to is broken', () => {
  const cases: readonly [string, string][] = [
    ['nothing can be read', 'severity: [high\n'],
    ['nothing stands in it', ''],
    ['it affects nothing', head],
    ['it affects an empty list', `${head}affects: []\n`],
    ['the coordinate is none', `${head}affects: [{ entry: moor }]\n`],
    ['the digest is cut', `${head}affects: [{ digest: abab }]\n`],
    ['an item is null', `${head}affects: [null]\n`],
    ['a key is hostile', `${head}affects: [{ __proto__: { entry: skill:quay/moor } }]\n`],
  ];
  test.each(cases)('%s', async (_, text) => {
    const { advisory, broken, said } = await load(text);
    expect(advisory).toBeUndefined();
    expect(broken).toEqual(['advisories/leak.yaml']);
    expect(said).toContain('Nothing is withdrawn by it, because what it affects cannot be understood.');
  });

  test('what is understood of it still holds', async () => {
    const { affects, broken, said } = await load(
      `${head}affects: [{ entry: skill:quay/moor }, { entrys: skill:a/b }]\n`,
    );
    expect(affects).toEqual([{ index: 0, entry: 'skill:quay/moor' }]);
    expect(broken).toEqual(['advisories/leak.yaml']);
    expect(said).toMatchInlineSnapshot(`
      "error key-unknown advisories/leak.yaml:4:41 "entrys" has no meaning below "affects.1". | Did you mean "entry"?
      error value-invalid advisories/leak.yaml:4:39 "affects.1" has a value of the wrong kind. | Write either "entry" or "digest", one of them.
      error advisory-ineffective advisories/leak.yaml:4:39 1 of the 2 things that it affects cannot be understood. | Below affects, list maps with entry: kind:source/name (and revisions: 2-4 where only some are meant), or with digest: and 64 hex digits."
    `);
  });

  test('a file with another ending is one, and does not stop a sync', async () => {
    const { catalog, diagnostics } = await loadCatalog(catalogFolder({ 'advisories/leak.yml': head }));
    expect(catalog?.brokenAdvisories).toEqual(['advisories/leak.yml']);
    expect(catalog?.faulty).toBe(false);
    expect(messages(diagnostics)).toMatchInlineSnapshot(
      `"error catalog-file-unexpected advisories/leak.yml Files in advisories/ end in .yaml. | Rename it: .yaml instead of .yml."`,
    );
  });
});
