import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Lock } from '../../src/domain/lock.ts';
import { loadCatalog } from '../../src/load/load-catalog.ts';
import { catalogFolder, catalogYaml, scratchFolder } from '../helpers/catalog-folder.ts';
import { messages } from '../helpers/message.ts';

type Files = Parameters<typeof catalogFolder>[0];

/** Every diagnostic of a catalog with these files, one line each. */
async function problems(files: Files): Promise<string> {
  return messages((await loadCatalog(catalogFolder(files))).diagnostics);
}

const tides = 'git: https://github.com/harbour/tides\n';

const lock: Lock = {
  formatVersion: '1.0',
  place: 'github.com/harbour/tides#HEAD',
  selection: '0'.repeat(64),
  reader: 1,
  commit: '1'.repeat(40),
  date: '2026-11-01T00:00:00Z',
  entries: {},
};

describe('a catalog without a mistake', () => {
  test('gives its sources with everything that is said about them', async () => {
    const dir = catalogFolder({
      'README.md': 'About this catalog.',
      'sources/README.md': 'How to list a source.',
      'sources/tides.yaml': tides,
      'sources/own.yaml': 'local: notes\n',
      'notes/SKILL.md': '',
      'governance/tides.yaml': 'trust: verified\n',
      'lock/tides.json': JSON.stringify(lock),
    });
    const { catalog, diagnostics } = await loadCatalog(dir);
    expect(diagnostics).toEqual([]);
    expect(catalog?.file.id).toBe('harbour-market');
    expect(catalog?.file.policy).toEqual({
      transports: ['https'],
      limits: { sourceBytes: 500e6, files: 50_000, fileBytes: 10e6, seconds: 120 },
      licenses: ['MIT', 'Apache-2.0'],
      severities: {},
      wellKnownRoot: 200,
    });
  });

  test('reads one spelling of a place from many', async () => {
    const dir = catalogFolder({
      'catalog.yaml': `${catalogYaml}policy: { transports: [https, ssh], limits: { fileBytes: 64kB } }\n`,
      'sources/tides.yaml': 'git: git@github.com:Harbour/Tides.git\nref: v1\npath: ./skills//pilot/\n',
      'sources/own.yaml': 'local: ./notes/\n',
      'notes/SKILL.md': '',
      'governance/tides.yaml': 'trust: verified\n',
      'lock/tides.json': JSON.stringify(lock),
    });
    const { catalog, diagnostics } = await loadCatalog(dir);
    expect(diagnostics).toEqual([]);
    expect(catalog?.file.policy.limits.fileBytes).toBe(64_000);
    expect(catalog?.sources.map(({ id, place, path }) => ({ id, place, path }))).toEqual([
      { id: 'own', place: 'local:notes#HEAD', path: '' },
      { id: 'tides', place: 'github.com/harbour/tides#v1:skills/pilot', path: 'skills/pilot' },
    ]);
    expect(catalog?.sources[1]?.governance.trust).toBe('verified');
    expect(catalog?.sources[1]?.lock).toEqual(lock);
    expect(catalog?.sources[1]?.locate(['path'])).toEqual({ line: 3, column: 1 });
  });

  test('may be empty but for catalog.yaml', async () => {
    expect(await problems({})).toBe('');
  });
});

describe('catalog.yaml', () => {
  test('is missing', async () => {
    const { catalog, diagnostics } = await loadCatalog(scratchFolder());
    expect(catalog).toBeUndefined();
    expect(messages(diagnostics)).toMatchInlineSnapshot(
      `"error catalog-file-missing catalog.yaml There is no catalog.yaml in the catalog folder. | Create the file; the four keys id, title, description and url are enough to begin."`,
    );
  });

  test('is a link, a folder, or too large', async () => {
    expect(await problems({ 'catalog.yaml': { link: '/etc/hostname' } })).toMatchInlineSnapshot(
      `"error catalog-file-unexpected catalog.yaml Only files are read in the catalog folder, no folders or links. | Move it to where it is read, or delete it. Files people write end in .yaml, locks in .json."`,
    );
    expect(await problems({ 'catalog.yaml': `#${'x'.repeat(1_000_000)}` })).toMatchInlineSnapshot(
      `"error catalog-file-unexpected catalog.yaml The file is larger than 1 MB. | Move it to where it is read, or delete it. Files people write end in .yaml, locks in .json."`,
    );
    const folder = join(catalogFolder({ 'nested/catalog.yaml/x': '' }), 'nested');
    expect(messages((await loadCatalog(folder)).diagnostics)).toMatchInlineSnapshot(
      `"error catalog-file-unexpected catalog.yaml Only files are read in the catalog folder, no folders or links. | Move it to where it is read, or delete it. Files people write end in .yaml, locks in .json."`,
    );
  });

  test('is empty', async () => {
    expect(await problems({ 'catalog.yaml': '' })).toMatchInlineSnapshot(`
      "error key-missing catalog.yaml:1:1 "id" is missing. | Add "id".
      error key-missing catalog.yaml:1:1 "title" is missing. | Add "title".
      error key-missing catalog.yaml:1:1 "description" is missing. | Add "description".
      error key-missing catalog.yaml:1:1 "url" is missing. | Add "url"."
    `);
  });

  test('has mistakes of every kind', async () => {
    const text = `id: Harbour Market
titel: Harbour market
description: ''
url: harbour.example.org
owner: { nmae: Harbour, email: ada }
policy:
  transports: [htps]
  limits: { sourceBytes: 5 MiB, files: 0, second: 3 }
  licenses: MIT
  severities: { skill-name-long: fatal, skil-name-long: warning }
  signing: true
`;
    expect(await problems({ 'catalog.yaml': text })).toMatchInlineSnapshot(`
      "error value-invalid catalog.yaml:1:1 "id" cannot be "Harbour Market". | Use lower-case letters, digits and single dashes.
      error key-missing catalog.yaml:1:1 "title" is missing. | Add "title".
      error value-invalid catalog.yaml:3:1 "description" cannot be "". | Write at least one character.
      error value-invalid catalog.yaml:4:1 "url" cannot be "harbour.example.org". | Write an address that starts with https:// (or http://).
      error key-missing catalog.yaml:5:1 "owner.name" is missing. | Add "name".
      error value-invalid catalog.yaml:5:25 "owner.email" cannot be "ada". | Write an address, such as ada@example.org.
      error key-unknown catalog.yaml:5:10 "nmae" has no meaning below "owner". | Did you mean "name"?
      error value-invalid catalog.yaml:7:16 "policy.transports.0" cannot be "htps". | Did you mean "https"?
      error value-invalid catalog.yaml:8:13 "policy.limits.sourceBytes" cannot be "5 MiB". | Write a size such as 500MB, 64kB or 1000B.
      error value-invalid catalog.yaml:8:33 "policy.limits.files" cannot be "0". | Write at least 1.
      error key-unknown catalog.yaml:8:43 "second" has no meaning below "policy.limits". | Did you mean "seconds"?
      error value-invalid catalog.yaml:9:3 "policy.licenses" cannot be "MIT". | Write a list, such as [a, b].
      error value-invalid catalog.yaml:10:17 "policy.severities.skill-name-long" cannot be "fatal". | Known here: error, warning, info, off.
      error key-unknown catalog.yaml:11:3 "signing" has no meaning below "policy". | Known here: transports, limits, licenses, severities, wellKnownRoot.
      error key-unknown catalog.yaml:2:1 "titel" has no meaning in this file. | Did you mean "title"?
      error rule-unknown catalog.yaml:10:41 There is no rule "skil-name-long". | Did you mean "skill-name-long"?"
    `);
  });

  test('has an id that belongs to a harness, and speaks of rules that do not exist', async () => {
    const text = catalogYaml.replace('harbour-market', 'anthropic-plugins');
    const policy = 'policy: { severities: { skil-name-long: warning, tides: off, skill-name-long: off } }\n';
    expect(await problems({ 'catalog.yaml': text + policy })).toMatchInlineSnapshot(`
      "error catalog-id-reserved catalog.yaml:1:1 "anthropic-plugins" is reserved by a harness. | Choose an id of your own, for example the name of your team.
      error rule-unknown catalog.yaml:5:25 There is no rule "skil-name-long". | Did you mean "skill-name-long"?
      error rule-unknown catalog.yaml:5:50 There is no rule "tides". | Correct the id; "skillyard explain" lists them all."
    `);
  });

  test('an id that this generator keeps is reserved by it', async () => {
    const said = await problems({ 'catalog.yaml': catalogYaml.replace('harbour-market', 'catalog') });
    expect(said).toContain('"catalog" is reserved by Skillyard itself.');
  });

  test.each(['github', 'claude-code-marketplace', 'claude-plugins-official', 'builtin'])(
    'the id %s is reserved',
    async (id) => {
      const text = catalogYaml.replace('harbour-market', id);
      expect(await problems({ 'catalog.yaml': text })).toContain(`"${id}" is reserved by a harness.`);
    },
  );
});

describe('a source file', () => {
  test('says nothing, both, or what does not fit together', async () => {
    expect(await problems({ 'sources/tides.yaml': 'owners: [github:harbour]\n' })).toMatchInlineSnapshot(
      `"error value-invalid sources/tides.yaml:1:1 Write either "git" or "local", one of them. | Add git: with the address, such as git: https://github.com/acme/skills."`,
    );
    expect(await problems({ 'sources/tides.yaml': `${tides}local: notes\n` })).toMatchInlineSnapshot(
      `"error value-invalid sources/tides.yaml:1:1 Write either "git" or "local", one of them. | Write a value of the kind that is asked for."`,
    );
    expect(
      await problems({ 'sources/tides.yaml': `${tides}ref: main\ncommit: ${'a'.repeat(40)}\n` }),
    ).toMatchInlineSnapshot(
      `"error value-invalid sources/tides.yaml:3:1 "commit" cannot be "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa". | Write either "ref" or "commit", not both."`,
    );
    expect(await problems({ 'sources/own.yaml': 'local: notes\nref: main\n' })).toMatchInlineSnapshot(
      `"error value-invalid sources/own.yaml:1:1 "local" cannot be "notes". | A local source has no "ref", "commit" or "versions"."`,
    );
  });

  test('has an address of no known form, or of a transport that is not allowed', async () => {
    expect(
      await problems({ 'sources/tides.yaml': 'ref: main\ngit: https://ada:secret@github.com/harbour/tides\n' }),
    ).toMatchInlineSnapshot(
      `"error source-address-invalid sources/tides.yaml:2:1 The address holds a user name or a password. | Take it out; private sources use the credential helpers of git. A password stays in the history: revoke it."`,
    );
    expect(await problems({ 'sources/tides.yaml': 'git: git@github.com:harbour/tides.git\n' })).toMatchInlineSnapshot(
      `"error source-transport-refused sources/tides.yaml:1:1 The source is reached by ssh; this catalog allows https. | Use https, or ask the operator to add the transport to policy.transports in catalog.yaml."`,
    );
  });

  test('names a ref, a commit or a path that cannot be', async () => {
    const text = `${tides}ref: --upload-pack=touch\npath: ../secrets\ninclude: ['{a,b}/**', '!drafts']\nexclude: drafts\n`;
    expect(await problems({ 'sources/tides.yaml': text })).toMatchInlineSnapshot(`
      "error value-invalid sources/tides.yaml:2:1 "ref" cannot be "--upload-pack=touch". | Write the name of a branch or tag.
      error value-invalid sources/tides.yaml:3:1 "path" cannot be "../secrets". | Write a path below this folder, with forward slashes and without "..".
      error value-invalid sources/tides.yaml:4:11 "include.0" cannot be "{a,b}/**". | Write a path with "**", "*" and "?"; list alternatives one by one, and what is not wanted under "exclude".
      error value-invalid sources/tides.yaml:4:23 "include.1" cannot be "!drafts". | Write a path with "**", "*" and "?"; list alternatives one by one, and what is not wanted under "exclude".
      error value-invalid sources/tides.yaml:5:1 "exclude" cannot be "drafts". | Write a list, such as [a, b]."
    `);
    expect(await problems({ 'sources/tides.yaml': `${tides}commit: 1a2b3c\n` })).toMatchInlineSnapshot(
      `"error value-invalid sources/tides.yaml:2:1 "commit" cannot be "1a2b3c". | Write the whole commit id, 40 lower-case hex digits."`,
    );
    expect(await problems({ 'sources/tides.yaml': `${tides}ref: 1.10\n` })).toMatchInlineSnapshot(
      `"error value-invalid sources/tides.yaml:2:1 "ref" cannot be "1.1". | Write a text; a number, a date or yes and no want quotes around them."`,
    );
  });

  test('has typing slips in keys and values', async () => {
    const text = `${tides}exlude: [drafts]
entries:
  skills:pdf: { riskTier: limited }
  skill:pdf:
    risktier: limited
    riskTier: medium
    stub: yes
    tags: { team: 7 }
  tides: { stub: true }
`;
    expect(await problems({ 'sources/tides.yaml': text })).toMatchInlineSnapshot(`
      "error value-invalid sources/tides.yaml:4:3 "skills:pdf" cannot be a key here. | Write the kind, a colon and the name: "skill:pdf".
      error value-invalid sources/tides.yaml:7:5 "entries.skill:pdf.riskTier" cannot be "medium". | Known here: minimal, limited, high.
      error value-invalid sources/tides.yaml:8:5 "entries.skill:pdf.stub" cannot be "yes". | Write true or false.
      error value-invalid sources/tides.yaml:9:13 "entries.skill:pdf.tags.team" cannot be "7". | Write a text; a number, a date or yes and no want quotes around them.
      error key-unknown sources/tides.yaml:6:5 "risktier" has no meaning below "entries.skill:pdf". | Did you mean "riskTier"?
      error value-invalid sources/tides.yaml:10:3 "tides" cannot be a key here. | Write the kind, a colon and the name: "skill:tides".
      error key-unknown sources/tides.yaml:2:1 "exlude" has no meaning in this file. | Did you mean "exclude"?"
    `);
  });

  test('has mistakes that hide no others', async () => {
    const remote = 'git: https://ada:secret@github.com/harbour/tides\nref: main\ncommit: 1a2b\nentires: {}\n';
    expect(await problems({ 'sources/tides.yaml': remote })).toMatchInlineSnapshot(`
      "error value-invalid sources/tides.yaml:3:1 "commit" cannot be "1a2b". | Write the whole commit id, 40 lower-case hex digits.
      error key-unknown sources/tides.yaml:4:1 "entires" has no meaning in this file. | Did you mean "entries"?
      error value-invalid sources/tides.yaml:3:1 "commit" cannot be "1a2b". | Write either "ref" or "commit", not both.
      error source-address-invalid sources/tides.yaml:1:1 The address holds a user name or a password. | Take it out; private sources use the credential helpers of git. A password stays in the history: revoke it."
    `);
    const local = 'local: notes\nref: main\nentries: { skill:pdf: { riskTier: tiny } }\n';
    expect(await problems({ 'sources/own.yaml': local })).toMatchInlineSnapshot(`
      "error value-invalid sources/own.yaml:3:25 "entries.skill:pdf.riskTier" cannot be "tiny". | Known here: minimal, limited, high.
      error value-invalid sources/own.yaml:1:1 "local" cannot be "notes". | A local source has no "ref", "commit" or "versions"."
    `);
  });

  test('has a name that is no id', async () => {
    expect(await problems({ 'sources/Tide Tables.yaml': tides })).toMatchInlineSnapshot(
      `"error source-id-invalid sources/Tide Tables.yaml "Tide Tables" cannot be the id of a source. | Rename the file: lower-case letters, digits and single dashes, at most 64 characters. "catalog" and "page" are taken."`,
    );
    expect(await problems({ 'sources/catalog.yaml': tides })).toMatchInlineSnapshot(
      `"error source-id-invalid sources/catalog.yaml "catalog" cannot be the id of a source. | Rename the file: lower-case letters, digits and single dashes, at most 64 characters. "catalog" and "page" are taken."`,
    );
  });

  test('is listed twice under different spellings', async () => {
    const files = {
      'catalog.yaml': `${catalogYaml}policy: { transports: [https, ssh] }\n`,
      'sources/tides.yaml': tides,
      'sources/tides-again.yaml': 'ref: HEAD\ngit: git@github.com:Harbour/Tides.git\n',
      'sources/other-ref.yaml': `${tides}ref: main\n`,
      'sources/own.yaml': 'local: notes\n',
      'sources/own-again.yaml': 'local: ./notes/\n',
      'notes/SKILL.md': '',
    };
    expect(await problems(files)).toMatchInlineSnapshot(`
      "error source-duplicate sources/own.yaml:1:1 It is the same place as sources/own-again.yaml. | Keep one of the two files.
      error source-duplicate sources/tides.yaml:1:1 It is the same place as sources/tides-again.yaml. | Keep one of the two files."
    `);
  });

  test('names a local folder that is not there, leads out, or is a file', async () => {
    expect(await problems({ 'sources/own.yaml': 'local: notes\n' })).toMatchInlineSnapshot(
      `"error source-local-missing sources/own.yaml:1:1 There is no folder notes in the catalog. | Check the path; it is relative to the catalog folder."`,
    );
    expect(await problems({ 'sources/own.yaml': 'local: ../notes\n' })).toMatchInlineSnapshot(
      `"error value-invalid sources/own.yaml:1:1 "local" cannot be "../notes". | Write a path below this folder, with forward slashes and without ".."."`,
    );
    for (const link of ['/etc', '..', '../..', '.']) {
      const found = await problems({ 'sources/own.yaml': 'local: notes\n', notes: { link } });
      expect(found).toContain('source-local-missing sources/own.yaml:1:1');
    }
    expect(await problems({ 'sources/own.yaml': 'local: notes\n', notes: 'a file' })).toContain('source-local-missing');
    const paths = { through: 'notes/below', round: 'round', long: 'a'.repeat(5000) };
    const files = Object.entries(paths).map(([id, path]) => [`sources/${id}.yaml`, `local: ${path}\n`] as const);
    const found = await problems({ ...Object.fromEntries(files), notes: 'a file', round: { link: 'round' } });
    for (const id of Object.keys(paths)) expect(found).toContain(`source-local-missing sources/${id}.yaml:1:1`);
    expect(await problems({ 'sources/own.yaml': 'local: "a\\0b"\n' })).toContain('value-invalid sources/own.yaml:1:1');
    expect(await problems({ 'sources/own.yaml': 'local: .\n' })).toContain('source-local-missing');
  });
});
