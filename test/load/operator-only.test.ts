import { expect, test } from 'vitest';
import { loadCatalog } from '../../src/load/load-catalog.ts';
import { catalogFolder } from '../helpers/catalog-folder.ts';
import { messages } from '../helpers/message.ts';

const source = `git: https://github.com/harbour/tides
trust: first-party
mirror: always
defaults: { riskTier: minimal }
exceptions: []
trsut: verified
entries:
  skill:tides:
    riskTier: high
    attestation: { by: Ada, on: 2026-11-01, basis: Looked. }
    aliases: { production: 1 }
    status: draft
    revisions: { 1: { status: draft, aliases: {} } }
`;

test("the operator's keys in a source file have a rule of their own, and the source is not used", async () => {
  const { catalog, diagnostics } = await loadCatalog(catalogFolder({ 'sources/tides.yaml': source }));
  expect(messages(diagnostics)).toMatchInlineSnapshot(`
    "error key-unknown sources/tides.yaml:13:38 "aliases" has no meaning below "entries.skill:tides.revisions.1". | Known here: status, reason, replacedBy.
    error operator-only sources/tides.yaml:10:5 "attestation" is the operator's to say, not the publisher's. | Take it out; the operator says it in governance/tides.yaml.
    error operator-only sources/tides.yaml:11:5 "aliases" is the operator's to say, not the publisher's. | Take it out; the operator says it in governance/tides.yaml.
    error operator-only sources/tides.yaml:2:1 "trust" is the operator's to say, not the publisher's. | Take it out; the operator says it in governance/tides.yaml.
    error operator-only sources/tides.yaml:3:1 "mirror" is the operator's to say, not the publisher's. | Take it out; the operator says it in governance/tides.yaml.
    error operator-only sources/tides.yaml:4:1 "defaults" is the operator's to say, not the publisher's. | Take it out; the operator says it in governance/tides.yaml.
    error operator-only sources/tides.yaml:5:1 "exceptions" is the operator's to say, not the publisher's. | Take it out; the operator says it in governance/tides.yaml.
    error key-unknown sources/tides.yaml:6:1 "trsut" has no meaning in this file. | Known here: git, local, ref, commit, versions, path, include, exclude, owners, entries."
  `);
  expect(catalog?.sources.map(({ faulty, governance }) => ({ faulty, trust: governance.trust }))).toEqual([
    { faulty: true, trust: 'third-party' },
  ]);
});

test('in governance/ they are what they are', async () => {
  const governance = 'trust: verified\nmirror: never\nentries: { skill:tides: { aliases: { production: 1 } } }\n';
  const files = {
    'sources/tides.yaml': 'git: https://github.com/harbour/tides\n',
    'governance/tides.yaml': governance,
  };
  expect((await loadCatalog(catalogFolder(files))).diagnostics).toEqual([]);
});
