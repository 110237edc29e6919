import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { init } from '../src/init.ts';
import { begunText, obstaclesText } from '../src/report/init-text.ts';
import { scratchFolder, writeTree } from './helpers/catalog-folder.ts';
import { initOptions } from './helpers/new-catalog.ts';

const begun = { written: true, dryRun: false, folder: undefined, isWithoutOperators: false };

test('keeps what a fresh repository holds, and says so', async () => {
  const folder = scratchFolder();
  writeTree(folder, { 'README.md': '# Mine', '.gitignore': 'node_modules\n', LICENSE: 'Mine.' });
  const result = await init(initOptions(folder));
  expect(result).toMatchObject({ written: true, kept: ['.gitignore', 'README.md'] });
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe('# Mine');
  expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('node_modules\n');
  expect(readFileSync(join(folder, 'catalog/README.md'), 'utf8')).toContain('# Quay skills');
  if (result.refused !== undefined) throw new Error('It was refused.');
  const { files, kept } = result;
  const text = begunText([...files.keys()], { ...begun, kept });
  expect(text).toContain('Kept as they are: .gitignore, README.md.\nLet .gitignore name node_modules/ and dist/.\n');
  expect(text).toContain('\ncatalog/README.md says how to go on from there.');
  expect(begunText(['README.md'], { ...begun, kept: [] })).not.toContain('Kept');
});

test('refuses a package.json without the generator with what to add, and keeps one with it', async () => {
  const folder = scratchFolder();
  for (const manifest of ['{"scripts":{"skillyard":"skillyard"}}', 'null', '{', '[]']) {
    writeTree(folder, { 'package.json': manifest });
    expect(await init(initOptions(folder))).toEqual({ refused: 'obstacles', paths: ['package.json'] });
  }
  expect(obstaclesText(['package.json'], '1.2.3')).toMatchInlineSnapshot(`
    "Nothing was written. These are in the way:
      package.json
    A package.json of your own is kept where it has "skillyard": "skillyard" among its scripts and
    "skillyard-catalog": "1.2.3" among its devDependencies: add the two and run this again.
    Move them away, or name another folder."
  `);
  const added = '{"scripts":{"skillyard":"skillyard"},"devDependencies":{"skillyard-catalog":"1.2.3"}}';
  writeTree(folder, { 'package.json': added });
  expect(await init(initOptions(folder))).toMatchObject({ written: true, kept: ['package.json'] });
  expect(readFileSync(join(folder, 'package.json'), 'utf8')).toBe(added);
});
