import { expect, test } from 'vitest';
import { SourceFile } from '../../src/domain/catalog.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';

test.each([
  ['branch: main', 'Did you mean "ref"?'],
  ['url: https://git.example.org/quay', 'Did you mean "git"?'],
  ['folder: skills', 'Did you mean "path"?'],
  ['entries: { "skill:pdf": { tier: high } }', 'Did you mean "riskTier"?'],
  ['entries: { "skill:pdf": { tag: { a: b } } }', 'Did you mean "tags"?'],
  ['constructor: x', 'Known here: git, local, ref, commit, versions, path, include, exclude, owners, entries.'],
])('what others call a key is understood: %s', (text, hint) => {
  const { diagnostics } = parseYaml('sources/quay.yaml', `local: quay\n${text}\n`, SourceFile);
  expect(diagnostics.filter(({ rule }) => rule === 'key-unknown').map((one) => one.hint)).toEqual([hint]);
});
