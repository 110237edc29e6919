import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../src/load/load-catalog.ts';
import { catalogFolder } from '../helpers/catalog-folder.ts';
import { messages } from '../helpers/message.ts';

type Files = Parameters<typeof catalogFolder>[0];

/** Every diagnostic of a catalog with these files, one line each. */
async function problems(files: Files): Promise<string> {
  return messages((await loadCatalog(catalogFolder(files))).diagnostics);
}

const tides = 'git: https://github.com/harbour/tides\n';

const lock = {
  formatVersion: '1.0',
  place: 'github.com/harbour/tides#HEAD',
  selection: '0'.repeat(64),
  reader: 1,
  commit: '1'.repeat(40),
  date: '2026-11-01T00:00:00Z',
  entries: {},
};

describe('a governance file', () => {
  test('has mistakes of every kind', async () => {
    const text = `trust: first party
mirrors: always
defaults: { riskTier: none, stub: true }
entries:
  skill:pdf:
    attestation: { by: Ada, on: yesterday }
    aliases: { Production: 1, stable: 0 }
exceptions:
  - { rule: skill-name-mismatch, reason: known, until: 2027-01-01 }
  - { rule: skill-name-mismatch, entry: pdf, reason: known, owner: Ada, until: 2027-13-01 }
`;
    const found = await problems({ 'sources/tides.yaml': tides, 'governance/tides.yaml': text });
    expect(found).toMatchInlineSnapshot(`
      "error value-invalid governance/tides.yaml:1:1 "trust" cannot be "first party". | Did you mean "first-party"?
      error value-invalid governance/tides.yaml:3:13 "defaults.riskTier" cannot be "none". | Known here: minimal, limited, high.
      error key-unknown governance/tides.yaml:3:29 "stub" has no meaning below "defaults". | Known here: riskTier, category.
      error value-invalid governance/tides.yaml:6:29 "entries.skill:pdf.attestation.on" cannot be "yesterday". | Write a date, such as 2027-01-31.
      error key-missing governance/tides.yaml:6:5 "entries.skill:pdf.attestation.basis" is missing. | Add "basis".
      error value-invalid governance/tides.yaml:7:16 "Production" cannot be a key here. | An alias is lower-case letters, digits and dashes, and begins with a letter.
      error value-invalid governance/tides.yaml:7:31 "entries.skill:pdf.aliases.stable" cannot be "0". | Write at least 1.
      error key-missing governance/tides.yaml:9:5 "exceptions.0.owner" is missing. | Add "owner".
      error value-invalid governance/tides.yaml:10:34 "exceptions.1.entry" cannot be "pdf". | Write the kind, a colon and the name, such as skill:pdf.
      error value-invalid governance/tides.yaml:10:73 "exceptions.1.until" cannot be "2027-13-01". | Write a date, such as 2027-01-31.
      error key-unknown governance/tides.yaml:2:1 "mirrors" has no meaning in this file. | Did you mean "mirror"?"
    `);
  });

  test('narrows an exception to a file of no entry, or outside of it', async () => {
    const text = `exceptions:
  - { rule: finding-remote-code, file: a.md, reason: known, owner: Ada, until: 2027-01-01 }
  - { rule: finding-remote-code, entry: "skill:pdf", file: ../a.md, reason: known, owner: Ada, until: 2027-01-01 }
  - { rule: finding-remote-code, entry: "skill:pdf", file: a.md, reason: known, owner: Ada, until: 2027-01-01 }
`;
    expect(await problems({ 'sources/tides.yaml': tides, 'governance/tides.yaml': text })).toMatchInlineSnapshot(`
      "error value-invalid governance/tides.yaml:2:34 "exceptions.0.file" cannot be "a.md". | Write "entry" as well; the file is relative to its folder.
      error value-invalid governance/tides.yaml:3:54 "exceptions.1.file" cannot be "../a.md". | Write a path below this folder, with forward slashes and without ".."."
    `);
  });

  test('is for a source that is not listed, and is read all the same', async () => {
    const found = await problems({ 'sources/tides.yaml': tides, 'governance/tide.yaml': 'trsut: verified\n' });
    expect(found).toMatchInlineSnapshot(`
      "error governance-without-source governance/tide.yaml There is no sources/tide.yaml. | Did you mean "tides"?
      error key-unknown governance/tide.yaml:1:1 "trsut" has no meaning in this file. | Did you mean "trust"?"
    `);
  });

  test('makes an exception for a rule that does not exist; the source stays', async () => {
    const text =
      'exceptions:\n  - rule: skill-name-mismtach\n    reason: known\n    owner: Ada\n    until: 2027-01-01\n';
    const dir = catalogFolder({ 'sources/tides.yaml': tides, 'governance/tides.yaml': text });
    const { catalog, diagnostics } = await loadCatalog(dir);
    expect(messages(diagnostics)).toMatchInlineSnapshot(
      `"error rule-unknown governance/tides.yaml:2:5 There is no rule "skill-name-mismtach". | Did you mean "skill-name-mismatch"?"`,
    );
    expect(catalog?.sources.map(({ id }) => id)).toEqual(['tides']);
  });
});

describe('a lock', () => {
  test('cannot be read', async () => {
    const sources = { 'sources/tides.yaml': tides };
    expect(await problems({ ...sources, 'lock/tides.json': '{ "formatVersion": ' })).toMatchInlineSnapshot(
      `"error lock-invalid lock/tides.json It is not JSON. | Restore the file from git; only "skillyard sync" writes it."`,
    );
    const odd = { ...lock, commit: 'HEAD', entries: { 'skill:pdf': { path: 'pdf', revisions: [] } } };
    expect(await problems({ ...sources, 'lock/tides.json': JSON.stringify(odd) })).toMatchInlineSnapshot(
      `"error lock-invalid lock/tides.json It is not a lock: ✖ Invalid string: must match pattern /^[0-9a-f]{40}$/ → at commit ✖ Too small: expected array to have >=1 items → at entries["skill:pdf"].revisions. | Restore the file from git; only "skillyard sync" writes it."`,
    );
  });

  test('holds what git leaves of a merge', async () => {
    const text = JSON.stringify(lock, null, 2);
    const merged = `<<<<<<< HEAD\n${text}\n=======\n${text}\n>>>>>>> main\n`;
    expect(await problems({ 'sources/tides.yaml': tides, 'lock/tides.json': merged })).toMatchInlineSnapshot(
      `"error lock-invalid lock/tides.json It holds the marks of a merge that git could not finish: two branches have locked something new. | Take the whole lock/tides.json of the branch that is merged into, as in "git checkout <branch> -- lock/tides.json", and run "skillyard sync" again; never join the two by hand."`,
    );
  });

  test('was joined by hand', async () => {
    const revision = (n: number, letter: string) => ({ revision: n, digest: letter.repeat(64), date: lock.date });
    const joined = [revision(1, 'a'), revision(2, 'b'), revision(2, 'c'), revision(3, 'c')];
    const text = JSON.stringify({ ...lock, entries: { 'skill:pdf': { path: 'pdf', revisions: joined } } });
    expect(await problems({ 'sources/tides.yaml': tides, 'lock/tides.json': text })).toMatchInlineSnapshot(
      `"error lock-invalid lock/tides.json The revisions of skill:pdf are not numbered 1, 2, 3 in order: number 3 is 2. 2 more like it. | Take the whole lock/tides.json of the branch that is merged into, as in "git checkout <branch> -- lock/tides.json", and run "skillyard sync" again; never join the two by hand."`,
    );
  });

  test('belongs to no source', async () => {
    expect(await problems({ 'lock/tides.json': JSON.stringify(lock) })).toMatchInlineSnapshot(
      `"warning lock-without-source lock/tides.json There is no sources/tides.yaml. | Keep it, so that its names and digests stay known, or restore the source file; if the source was renamed, rename the lock too."`,
    );
  });
});

describe('files that nothing reads', () => {
  test('are reported where they lie', async () => {
    const found = await problems({
      'sources/tides.yml': tides,
      'sources/charts.json': '{}',
      'sources/deep/tides.yaml': tides,
      'sources/linked.yaml': { link: '/etc/passwd' },
      'sources/.tides.yaml.swp': 'left by an editor',
      'lock/tides.yaml': '{}',
      'governance/large.yaml': `#${'x'.repeat(1_000_000)}`,
      'plugins/desk.yml': 'members: []',
      'advisories/one.yml': 'entry: skill:tides/pdf',
    });
    expect(found).toMatchInlineSnapshot(`
      "error catalog-file-unexpected sources/charts.json Files in sources/ end in .yaml. | Move it to where it is read, or delete it. Files people write end in .yaml, locks in .json.
      error catalog-file-unexpected sources/deep Only files are read in sources/, no folders or links. | Move it to where it is read, or delete it. Files people write end in .yaml, locks in .json.
      error catalog-file-unexpected sources/linked.yaml Only files are read in sources/, no folders or links. | Move it to where it is read, or delete it. Files people write end in .yaml, locks in .json.
      error catalog-file-unexpected sources/tides.yml Files in sources/ end in .yaml. | Rename it: .yaml instead of .yml.
      error catalog-file-unexpected governance/large.yaml The file is larger than 1 MB. | Move it to where it is read, or delete it. Files people write end in .yaml, locks in .json.
      error catalog-file-unexpected lock/tides.yaml Files in lock/ end in .json. | Move it to where it is read, or delete it. Files people write end in .yaml, locks in .json.
      error catalog-file-unexpected advisories/one.yml Files in advisories/ end in .yaml. | Rename it: .yaml instead of .yml.
      error catalog-file-unexpected plugins/desk.yml Files in plugins/ end in .yaml. | Rename it: .yaml instead of .yml."
    `);
  });
});

test('the folder of a local source may be called what it likes', async () => {
  const dir = catalogFolder({
    'sources/quay.yaml': 'local: lots/quay\n',
    'lots/quay/SKILL.md': 'x',
    'locks/a.json': '{}',
  });
  const { diagnostics } = await loadCatalog(dir);
  const top = diagnostics.filter(({ rule }) => rule === 'catalog-file-unexpected');
  expect(top.map(({ at }) => at.file)).toEqual(['locks']);
});
