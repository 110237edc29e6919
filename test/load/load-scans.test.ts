import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadCatalog } from '../../src/load/load-catalog.ts';
import { catalogFolder } from '../helpers/catalog-folder.ts';
import { messages } from '../helpers/message.ts';

const sarif = (name: string): string => JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name } } }] });

test('results lie in one folder and the folders in it', async () => {
  const dir = catalogFolder({
    'scans/b.sarif': sarif('b'),
    'scans/a.sarif.json': sarif('a'),
    'scans/quay/c.sarif': sarif('c'),
    'scans/README.md': 'Made by the nightly scan.',
    'scans/.gitkeep': '',
  });
  const { catalog, diagnostics } = await loadCatalog(dir);
  expect(diagnostics).toEqual([]);
  expect(catalog?.scans.map(({ at, tool, folder }) => [at.file, tool, folder])).toEqual([
    ['scans/a.sarif.json', 'a', undefined],
    ['scans/b.sarif', 'b', undefined],
    ['scans/quay/c.sarif', 'c', 'quay'],
  ]);
});

test('what is not read there is said', async () => {
  const dir = catalogFolder({
    'scans/a.json': sarif('a'),
    'scans/notes.txt': 'Nothing.',
    'scans/link.sarif': { link: '../catalog.yaml' },
    'scans/folder': { link: '../sources' },
    'scans/quay/deep/a.sarif': sarif('a'),
    'scans/broken.sarif': '{',
    'scans/large.sarif': '',
  });
  truncateSync(join(dir, 'scans/large.sarif'), 50_000_001);
  const { catalog, diagnostics } = await loadCatalog(dir);
  expect(catalog?.scans).toEqual([]);
  expect(catalog?.faulty).toBe(false);
  expect(messages(diagnostics)).toMatchInlineSnapshot(`
    "error catalog-file-unexpected scans/a.json Files in scans/ end in .sarif. | Name it *.sarif or *.sarif.json.
    error scan-invalid scans/broken.sarif:1:2 It is not JSON: Expected property name or '}' in JSON at position 1 (line 1 column 2). | Let the scanner write SARIF 2.1.0 in UTF-8, or delete the file.
    error catalog-file-unexpected scans/folder Only files are read in scans/, no folders or links. | Name it *.sarif or *.sarif.json.
    error catalog-file-unexpected scans/large.sarif The file is larger than 50 MB. | Put the file itself there, or delete it.
    error catalog-file-unexpected scans/link.sarif Only files are read in scans/, no folders or links. | Put the file itself there, or delete it.
    error catalog-file-unexpected scans/notes.txt Files in scans/ end in .sarif. | Name it *.sarif or *.sarif.json.
    error catalog-file-unexpected scans/quay/deep Only files are read in scans/quay/, no folders or links. | Name it *.sarif or *.sarif.json."
  `);
});

test('a link in the place of the folder is not followed', async () => {
  const outside = catalogFolder({ 'a.sarif': sarif('a') });
  const { catalog, diagnostics } = await loadCatalog(catalogFolder({ scans: { link: outside } }));
  expect(catalog?.scans).toEqual([]);
  expect(messages(diagnostics)).toMatchInlineSnapshot(
    `"error catalog-file-unexpected scans "scans" has to be a folder; links are not followed. | Move it to where it is read, or delete it. Files people write end in .yaml, locks in .json."`,
  );
});

test('a misspelt folder is noticed', async () => {
  const { diagnostics } = await loadCatalog(catalogFolder({ 'scan/a.sarif': sarif('a') }));
  expect(messages(diagnostics)).toMatchInlineSnapshot(
    `"error catalog-file-unexpected scan Nothing reads "scan" here. | Did you mean "scans"?"`,
  );
});
