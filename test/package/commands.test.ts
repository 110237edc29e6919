import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { elsewhere } from '../../src/client/command-line/generator-commands.ts';
import { commandName, commands } from '../../src/command-line/commands.ts';
import { clientWords, isForClient } from '../../src/command-line/of-client.ts';
import { scratchFolder } from '../helpers/catalog-folder.ts';

const own = commands.map(commandName);
const generator = resolve(import.meta.dirname, '../../src/cli.ts');

function run(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const options = { cwd: scratchFolder(), env: { PATH: process.env['PATH'] ?? '', HOME: scratchFolder() } };
  return new Promise((done) => {
    execFile(process.execPath, [generator, ...args], options, (error, stdout, stderr) => {
      done({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr });
    });
  });
}

describe('the one name of two programs', () => {
  test('has no command twice', () => {
    expect(clientWords.filter((word) => own.includes(word))).toEqual([]);
    expect(new Set([...own, ...clientWords]).size).toBe(own.length + clientWords.length);
  });

  test('has a sentence in the client for each command of the generator, and for no other', () => {
    expect(own.filter((word) => elsewhere(word) === undefined)).toEqual([]);
    expect(clientWords.filter((word) => elsewhere(word) !== undefined)).toEqual([]);
    expect(elsewhere('build')).toMatchInlineSnapshot(
      `""build" is a command of the generator, for whoever keeps a catalog: npm install --save-dev skillyard-catalog, then npx skillyard build."`,
    );
  });

  test.each([
    [['list'], true],
    [['--json', 'list'], true],
    [['workflow', 'load', 'x'], true],
    [['install', 'skill:a/build'], true],
    [['add', 'list'], false],
    [['build', '--out', 'list'], false],
    [['buidl'], false],
    [['--help'], false],
    [[], false],
  ])('takes %j for the client: %j', (argv, expected) => {
    expect(isForClient(argv)).toBe(expected);
  });
});

describe('the command of the generator', { tags: ['slow'] }, () => {
  test('runs the client, with its help, its JSON and its exit codes', async () => {
    const listed = await run('list', '--json');
    expect(listed).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(listed.stdout)).toMatchObject({ entries: [] });
    expect((await run('install', '--help')).stdout).toContain('$ skillyard install [...what]');
    expect(await run('show')).toMatchObject({
      code: 2,
      stderr: 'Something is missing. Write it as: skillyard show <what>\n',
    });
  });

  test('knows the names of both when one is misspelt, and lists both', async () => {
    expect((await run('uninstal')).stderr).toBe('There is no command "uninstal". Did you mean "uninstall"?\n');
    expect((await run('bild')).stderr).toBe('There is no command "bild". Did you mean "build"?\n');
    const { stdout } = await run('--help');
    for (const word of [...own, ...clientWords]) expect(stdout).toContain(word);
  });
});
