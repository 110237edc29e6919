import { expect, test } from 'vitest';
import { type ChangedFile, fromCatalog, ownerOf } from '../src/domain/changed-file.ts';
import { changedFiles } from '../src/load/changed-files.ts';
import { compareOwners } from '../src/validate/compare-owners.ts';
import { catalogFolder } from './helpers/catalog-folder.ts';
import { catalogRepo, lockOf } from './helpers/catalog-repo.ts';
import { comparisonOf } from './helpers/comparison.ts';
import { messages } from './helpers/message.ts';

test.each([
  ['market/sources/quay.yaml', 'contributor'],
  ['market/sources/quay.yml', 'operator'],
  ['market/sources/a/quay.yaml', 'operator'],
  ['market/catalog.yaml', 'operator'],
  ['market/governance/quay.yaml', 'operator'],
  ['market/plugins/kit.yaml', 'operator'],
  ['market/advisories/a-1.yaml', 'operator'],
  ['market/scans/a.sarif', 'operator'],
  ['market/pages/a.mdx', 'operator'],
  ['market/harbour/SKILL.md', 'operator'],
  ['market/.gitattributes', 'operator'],
  ['market/lock/quay.json', 'sync'],
  ['.github/workflows/a.yml', 'operator'],
  ['.gitattributes', 'operator'],
  ['.gitmodules', 'operator'],
  ['.npmrc', 'operator'],
  ['CODEOWNERS', 'operator'],
  ['docs/CODEOWNERS', 'operator'],
  ['package.json', 'operator'],
  ['package-lock.json', 'operator'],
  ['sources/quay.yaml', 'other'],
  ['src/cli.ts', 'other'],
])('of %s the owner is the %s', (path, owner) => {
  expect(ownerOf(path, 'market/')).toBe(owner);
});

test('of a catalog at the top of its repository, everything but sources and locks is the operator’s', () => {
  const paths = ['sources/quay.yaml', 'lock/quay.json', 'README.md', '.github/workflows/a.yml'];
  expect(paths.map((path) => ownerOf(path, ''))).toEqual(['contributor', 'sync', 'operator', 'operator']);
});

test.each([
  ['a/catalog/sources/x.yaml', 'a/catalog/', 'sources/x.yaml'],
  ['a/b', 'a/catalog/', '../../a/b'],
  ['.github/x', 'catalog/', '../.github/x'],
  ['.github/x', '', '.github/x'],
])('%s is in %s seen as %s', (path, prefix, file) => {
  expect(fromCatalog(path, prefix)).toBe(file);
});

const changed = (file: string, more: Partial<ChangedFile> = {}): ChangedFile => ({
  path: `catalog/${file}`,
  file,
  change: 'added',
  owner: 'operator',
  ...more,
});

test('what is touched is said once a folder', () => {
  const files = [
    ...['a', 'b', 'c', 'd', 'e'].map((name) => changed(`governance/${name}.yaml`)),
    changed('catalog.yaml', { change: 'changed' }),
    changed('../.github/workflows/\u202Egnp.yml', { change: 'deleted' }),
    changed('lock/quay.json', { owner: 'sync' }),
    changed('sources/quay.yaml', { owner: 'contributor' }),
    changed('../notes.txt', { owner: 'other' }),
  ];
  expect(messages(compareOwners(files, { sources: [] }, new Set()))).toMatchInlineSnapshot(`
    "warning operator-file-changed governance/a.yaml The change touches governance/a.yaml (added), governance/b.yaml (added), governance/c.yaml (added) and 2 more; they are the operator's. | If you submit a source, take these files out of the change. If you are the operator, look at each of them.
    warning operator-file-changed catalog.yaml The change touches catalog.yaml (changed); it is the operator's. | If you submit a source, take these files out of the change. If you are the operator, look at each of them.
    warning operator-file-changed ../.github/workflows/‮gnp.yml The change touches .github/workflows/\\u{202e}gnp.yml (deleted); it is the operator's. | If you submit a source, take these files out of the change. If you are the operator, look at each of them.
    warning operator-file-changed lock/quay.json The change touches lock/quay.json (added); locks are written by "skillyard sync" and nobody else. | Take locks out of this change: the next sync writes them."
  `);
});

const source = 'git: https://git.example.org/harbour/tides\n';

test.each([
  ['judgements wait', { governance: 'trust: verified\n' }, { source, governance: 'trust: verified\n' }, 1],
  ['a ledger waits', { lock: lockOf({}) }, { source, lock: lockOf({}) }, 1],
  ['nothing waits', {}, { source }, 0],
  ['the operator writes both at once', {}, { source, governance: 'trust: verified\n' }, 0],
  ['the source was there', { source, governance: 'trust: verified\n' }, { source: `${source}ref: main\n` }, 0],
  ['nothing comes', { governance: 'trust: verified\n' }, {}, 0],
])('a new source, where %s, has %#', (_, base, now, count) => {
  expect(compareOwners([], comparisonOf(base, now), new Set())).toHaveLength(count);
});

test('a new source finds what was written since its change began', () => {
  const said = new Set(['governance/tides.yaml', 'lock/dock.json']);
  expect(compareOwners([], comparisonOf({}, { source }), said)).toHaveLength(1);
  expect(compareOwners([], comparisonOf({}, { source }), new Set(['lock/tides.json']))).toHaveLength(1);
});

test('says what waits for a new source', () => {
  const both = [
    comparisonOf({ governance: 'trust: verified\n' }, { source }),
    comparisonOf({ lock: lockOf({}) }, { source }),
    comparisonOf({ governance: 'tryst: verified\n' }, { source }),
  ];
  expect(messages(both.flatMap((comparison) => compareOwners([], comparison, new Set())))).toMatchInlineSnapshot(`
    "warning source-finds-judgements sources/tides.yaml:1 The source is new, and governance/tides.yaml was there before it: what that says, trust "verified" among it, holds for whatever this source lists. | The operator looks whether this is the source that was meant, before it is merged.
    warning source-finds-judgements sources/tides.yaml:1 The source is new, and lock/tides.json was there before it: this source would take up the names and revisions of another. | The operator looks whether this is the source that was meant, before it is merged.
    warning source-finds-judgements sources/tides.yaml:1 The source is new, and governance/tides.yaml was there before it: what that says, holds for whatever this source lists. | The operator looks whether this is the source that was meant, before it is merged."
  `);
});

test('files are listed from the whole repository, committed or not', { tags: ['slow'] }, async () => {
  const catalog = catalogRepo({ 'sources/a.yaml': 'local: a\n', 'sources/b.yaml': 'local: b\n', 'a/SKILL.md': 'x' });
  const commit = catalog.repo.git(['rev-parse', 'HEAD']);
  catalog.change({
    '../README.md': 'Hello.\n',
    '../.github/workflows/a.yml': 'on: push\n',
    'sources/b.yaml': undefined,
    'sources/ü "c".yaml': 'local: a\n',
    'governance/a.yaml': 'trust: verified\n',
  });
  catalog.repo.git(['add', '--all']);
  catalog.commit();
  catalog.change({ 'sources/a.yaml': 'local: b\n', 'sources/d.yaml': 'local: a\n', '../later.txt': 'x' });
  const files = await changedFiles(catalog.dir, { commit, prefix: 'catalog/' });
  expect(files?.map(({ path, change, owner }) => `${path} ${change} ${owner}`)).toMatchInlineSnapshot(`
    [
      ".github/workflows/a.yml added operator",
      "README.md added other",
      "catalog/governance/a.yaml added operator",
      "catalog/sources/a.yaml changed contributor",
      "catalog/sources/b.yaml deleted contributor",
      "catalog/sources/d.yaml added contributor",
      "catalog/sources/ü "c".yaml added contributor",
    ]
  `);
});

test('without git nothing is listed', async () => {
  expect(await changedFiles(catalogFolder({}), { commit: 'a'.repeat(40), prefix: '' })).toBeUndefined();
});
