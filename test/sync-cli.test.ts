import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SyncReport } from '../src/domain/sync-report.ts';
import { catalogFolder, scratchFolder } from './helpers/catalog-folder.ts';
import { skillText } from './helpers/quay.ts';

const cli = resolve(import.meta.dirname, '../src/cli.ts');

function run(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, SKILLYARD_CACHE: scratchFolder() };
  return new Promise((done) => {
    execFile(process.execPath, [cli, 'sync', ...args], { env }, (error, stdout, stderr) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

const catalog = (): string =>
  catalogFolder({
    'sources/quay.yaml': 'local: quay\n',
    'sources/shed.yaml': 'local: shed\n',
    'sources/pier.yaml': 'git: https://pier.invalid/pier\n',
    'quay/skills/moor/SKILL.md': skillText('moor', 'Ties ships up', '1.0'),
    'shed/skills/load/SKILL.md': skillText('load', 'Loads ships'),
  });

describe('sync for a bot', { tags: ['slow'] }, () => {
  test.each([
    [['--summary', 'html'], '--summary takes the word markdown, not "html".'],
    [['--summary'], 'A value is missing. Write it as --summary <format>.'],
    [['--summary', 'markdown', '--json'], 'Choose one of --json and --summary: both write to the output.'],
    [['--source', 'quai'], 'There is no usable source "quai". Did you mean "quay"?'],
  ])('answers %j with a sentence and exit code 2', async (args, answer) => {
    expect(await run([...args, '--catalog', catalog()])).toEqual({ code: 2, stdout: '', stderr: `${answer}\n` });
  });

  test('takes sources by name, as often as they are given, and says each thing once', async () => {
    const dir = catalog();
    const args = ['shed', '--source', 'quay', '--source', 'shed', '--catalog', dir];
    const first = await run([...args, '--summary', 'markdown']);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatchInlineSnapshot(`
      "## Entries: 2 new

      ### Source \`quay\`

      - **New** \`skill:moor\`, revision 1, version \`1.0.0\`

      ### Source \`shed\`

      - **New** \`skill:load\`, revision 1
      "
    `);
    const again = { code: 0, stdout: 'Nothing has moved.\n', stderr: '' };
    expect(await run([...args, '--summary', 'markdown'])).toEqual(again);
  });

  test('prints one document as JSON', async () => {
    const { code, stdout, stderr } = await run(['--json', '--catalog', catalog()]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const report = SyncReport.parse(JSON.parse(stdout));
    expect(JSON.stringify(report, null, 2)).toBe(stdout.trimEnd());
    expect(report.sources.map(({ id, state, changes }) => `${id} ${state} ${changes.length}`)).toEqual([
      'pier failed 0',
      'quay locked 1',
      'shed locked 1',
    ]);
    expect(report.sources[1]?.changes).toEqual([
      {
        key: 'skill:moor',
        id: 'skill:quay/moor',
        change: 'added',
        revision: 1,
        version: '1.0.0',
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        path: 'skills/moor',
      },
    ]);
  });

  test('fails where a source that was asked for by name fails', async () => {
    const { code, stdout } = await run(['--source', 'pier', '--summary', 'markdown', '--catalog', catalog()]);
    expect(code).toBe(1);
    expect(stdout).toMatchInlineSnapshot(`
      "## Nothing has moved. Sources that failed: 1

      ### Source \`pier\`

      **Nothing new could be locked.**

      Errors and warnings:

      - error \`source-unreachable\` at \`sources/pier.yaml:1:1\`: \`The host of https://pier.invalid/pier is not known.\`
        - \`Check the spelling of the host, and the network of this machine.\`
      "
    `);
  });
});
