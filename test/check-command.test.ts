import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { catalogFolder, scratchFolder } from './helpers/catalog-folder.ts';

const cli = join(import.meta.dirname, '../src/cli.ts');

describe('a catalog', { tags: ['slow'] }, () => {
  test.each([
    [
      ['--reporter', 'html'],
      '--reporter takes one of pretty, json, github, sarif, markdown, not "html"; with a file as in sarif=check.sarif.',
    ],
    [['--json', '--reporter', 'sarif'], '--json is short for --reporter json: write that beside another --reporter.'],
    [
      ['--annotations', '--reporter', 'pretty'],
      '--annotations prints beside the usual text: with --reporter, write --reporter github.',
    ],
    [['--base', 'main'], 'The catalog is not in a git repository, or git does not read it, so there is no "main".'],
    [
      ['--reporter', 'sarif=/no-such-folder/x'],
      "--reporter sarif=/no-such-folder/x cannot be written: ENOENT: no such file or directory, open '/no-such-folder/x'. Name a file in a folder that is there.",
    ],
  ])('is not checked with %j, which is said', async (args, answer) => {
    const catalog = catalogFolder({});
    const env = { ...process.env, SKILLYARD_CACHE: scratchFolder(), SOURCE_DATE_EPOCH: '1772000000' };
    const failed = promisify(execFile)(process.execPath, [cli, 'check', '--catalog', catalog, ...args], { env });
    await expect(failed).rejects.toMatchObject({ code: 2, stdout: '', stderr: `${answer}\n` });
  });
});
