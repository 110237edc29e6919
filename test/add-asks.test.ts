import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { add, type Questions } from '../src/add.ts';
import { catalogFolder, scratchFolder } from './helpers/catalog-folder.ts';
import { skillText } from './helpers/quay.ts';
import { options, serveRepositories, skills, withHttp } from './helpers/served-repositories.ts';

const cli = resolve(import.meta.dirname, '../src/cli.ts');
const { serve, url } = serveRepositories();

describe('add at a terminal', { tags: ['slow'] }, () => {
  test('asks what is not given, and writes nothing where nobody agrees', async () => {
    const address = serve('asked', skills);
    const catalog = catalogFolder({ 'catalog.yaml': withHttp });
    const asked: [string, string][] = [];
    const bad: Partial<Record<string, string>> = {
      ref: '-x',
      id: 'X Y',
      owners: 'a\nb',
      exclude: '{a}',
      tiers: 'skill:moor=tiny',
    };
    const questions: Questions = {
      ask: async (answer, proposal, judge) => {
        asked.push([answer, proposal]);
        expect(judge(bad[answer] ?? '')).toBeTypeOf('string');
        expect(judge(proposal)).toBeUndefined();
        return proposal;
      },
      show: ({ entries }) => asked.push(['shown', String(entries.length)]),
      agree: async (file) => {
        asked.push(['agree', file]);
        return false;
      },
    };
    const result = await add(options(catalog, { address, path: 'skills' }, { questions, agreed: false }));
    expect(result).toMatchObject({ written: false, id: 'asked' });
    expect(asked).toEqual([
      ['ref', ''],
      ['shown', '2'],
      ['id', 'asked'],
      ['owners', ''],
      ['exclude', ''],
      ['tiers', ''],
      ['agree', 'sources/asked.yaml'],
    ]);
    expect(existsSync(join(catalog, 'sources'))).toBe(false);
  });

  test('asks for the address where none is given', async () => {
    const address = serve('unnamed', skills);
    const catalog = catalogFolder({ 'catalog.yaml': withHttp });
    const asked: string[] = [];
    const ask: Questions['ask'] = async (answer, proposal, judge) => {
      asked.push(answer);
      if (answer !== 'address') return proposal;
      expect(judge('')).toContain('Write the address');
      expect(judge('git@example.org:a/b')).toContain('It is reached by ssh');
      expect(judge(address)).toBeUndefined();
      return address;
    };
    const questions = { ask, show: () => {}, agree: async () => true };
    const result = await add(options(catalog, { address: '' }, { questions, agreed: false }));
    expect(result).toMatchObject({ written: true, id: 'unnamed' });
    expect(asked).toEqual(['address', 'ref', 'path', 'id', 'owners', 'exclude', 'tiers']);
  });

  test('at the command line it prints the file, and writes it with --yes only', async () => {
    const address = serve('line', { ...skills, 'skills/a\u001B[31mb/SKILL.md': skillText('red', 'Red') });
    const catalog = catalogFolder({ 'catalog.yaml': withHttp });
    const env = { ...process.env, SKILLYARD_CACHE: scratchFolder() };
    const run = (...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> =>
      new Promise((done) => {
        const words = [cli, 'add', address, '--catalog', catalog, ...args];
        execFile(process.execPath, words, { env }, (error, stdout, stderr) =>
          done({ code: error?.code ?? 0, stdout, stderr }),
        );
      });
    const shown = await run('--owner', 'github:a', '--owner', '1.10');
    expect(shown.code).toBe(0);
    expect(shown.stdout.replace(url(), 'http://host')).toMatchInlineSnapshot(`
      "git: http://host/line
      # Who may speak for this source.
      owners:
        - github:a
        - '1.10'
      "
    `);
    expect(shown.stderr).toContain('Nothing was written. --yes writes sources/line.yaml.');
    expect(shown.stderr).toContain('finding-remote-code  skills/load/scripts/load.sh:2');
    expect(shown.stderr).not.toContain('\u001B');
    expect(shown.stderr).toContain('The publisher can add a LICENSE file, or "license" to the front matter)');
    expect(existsSync(join(catalog, 'sources'))).toBe(false);

    const told = await run('--dry-run', '--exclude', 'draft/**', '--exclude', 'docs/**', '--exclude', 'moor');
    expect(told.stderr).toContain('Nothing was written. Without --dry-run it would be sources/line.yaml.');
    expect(told.stderr.match(/".*" leaves out nothing/g)).toEqual(['"draft/**" leaves out nothing']);
    const dry = await run('--dry-run', '--yes', '--json');
    expect(JSON.parse(dry.stdout)).toMatchObject({ id: 'line', written: false, text: expect.any(String) });
    expect(existsSync(join(catalog, 'sources'))).toBe(false);
    const written = await run('--yes');
    expect(written).toMatchObject({ code: 0, stdout: '' });
    expect(written.stderr).toContain('sources/line.yaml is written.');
    expect(await run('--yes')).toMatchObject({ code: 2, stdout: '' });
    expect(await run('--id', 'X', '--path', '../x')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^--id: .*"x"\?\n--path: .*\n$/),
    });
  });
});
