import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sync } from '../src/sync.ts';
import { catalogFolder, scratchFolder } from './helpers/catalog-folder.ts';
import { makeGitRepo } from './helpers/git-repo.ts';

const cli = resolve(import.meta.dirname, '../src/cli.ts');

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: readonly string[], env: Record<string, string>): Promise<Run> {
  return new Promise((done) => {
    execFile(process.execPath, [cli, ...args], { env: { ...process.env, ...env } }, (error, stdout, stderr) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

/** Every file below a folder with its bytes, so that two outputs can be compared. */
function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((node) => node.isFile());
  const paths = files.map((node) => join(node.parentPath, node.name)).toSorted();
  return Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path, 'latin1')]));
}

const catalogYaml = `id: harbour-market
title: Harbour market
description: Skills for people who work at a harbour.
url: https://harbour.example.org/market
policy: { transports: [https, file] }
`;

async function lockedCatalog() {
  const repo = makeGitRepo();
  onTestFinished(() => repo.remove());
  repo.commit({ 'skills/moor/SKILL.md': '---\nname: moor\ndescription: Ties ships up.\n---\nTake two lines.\n' });
  const catalogDir = catalogFolder({
    'catalog.yaml': catalogYaml,
    'sources/quay.yaml': `git: file://${repo.folder}\nref: main\n`,
    'governance/quay.yaml': 'defaults: { riskTier: limited }\n',
    'sources/shed.yaml': 'local: shed\n',
    'governance/shed.yaml': 'trust: first-party\nmirror: always\n',
    'shed/skills/sweep/SKILL.md':
      '---\nname: sweep\ndescription: Sweeps the shed.\nmetadata: { risk-tier: minimal }\n---\nUse a broom.\n',
  });
  await sync({ catalogDir, cacheDir: scratchFolder(), only: [], now: '2026-03-01T00:00:00Z', onStep: () => undefined });
  return { repo, catalogDir, outDir: join(scratchFolder(), 'dist'), cacheDir: scratchFolder() };
}

describe('a build', { tags: ['slow'] }, () => {
  test('gives the same bytes whatever surrounds it', async () => {
    const { catalogDir, outDir, cacheDir } = await lockedCatalog();
    const other = join(scratchFolder(), 'deep/er');
    mkdirSync(join(other, '..'), { recursive: true });
    const here = await run(['build', '--catalog', catalogDir, '--out', outDir], {
      SKILLYARD_CACHE: cacheDir,
      TZ: 'UTC',
      LANG: 'C',
    });
    const there = await run(['build', '--catalog', catalogDir, '--out', other], {
      SKILLYARD_CACHE: scratchFolder(),
      TZ: 'Pacific/Kiritimati',
      LANG: 'tr_TR.UTF-8',
      NODE_ENV: 'development',
    });
    expect([here.code, there.code]).toEqual([0, 0]);
    const [one, two] = [contents(outDir), contents(other)];
    expect(Object.keys(one).length).toBeGreaterThan(50);
    expect(two).toEqual(one);
    const again = await run(['build', '--catalog', catalogDir, '--out', outDir], { SKILLYARD_CACHE: cacheDir });
    expect(again.code).toBe(0);
    expect(contents(outDir)).toEqual(one);
  });

  test('publishes nothing when it is frozen and a locked source is gone', async () => {
    const { repo, catalogDir, outDir } = await lockedCatalog();
    mkdirSync(join(outDir, 'api/v1'), { recursive: true });
    writeFileSync(join(outDir, 'api/v1/index.json'), 'what was published before');
    repo.remove();
    const { code, stderr } = await run(['build', '--catalog', catalogDir, '--out', outDir, '--frozen'], {
      SKILLYARD_CACHE: scratchFolder(),
    });
    expect(code).toBe(2);
    expect(stderr).toContain('Not published: The source "quay" cannot be had.');
    expect(contents(outDir)).toEqual({ 'api/v1/index.json': 'what was published before' });
    expect(readdirSync(join(outDir, '..'))).toEqual(['dist']);
  });

  test('leaves out a source that is gone, says so, and fails only when it is strict', async () => {
    const { repo, catalogDir, outDir } = await lockedCatalog();
    repo.remove();
    const env = { SKILLYARD_CACHE: scratchFolder() };
    const lenient = await run(['build', '--catalog', catalogDir, '--out', outDir], env);
    expect(lenient.code).toBe(0);
    expect(lenient.stderr).toContain('sources/quay.yaml:1:1  error  source-unreachable');
    expect(lenient.stdout).toMatch(
      /\nPublished, with (?:an error|\d+ errors): what [a-z ]+ is left out or shown otherwise\. --strict makes that exit code 1\. The site is in /,
    );
    const list = JSON.parse(readFileSync(join(outDir, 'api/v1/entries.json'), 'utf8')) as { entries: { id: string }[] };
    expect(list.entries.map(({ id }) => id)).toEqual(['skill:shed/sweep']);
    const strict = await run(['build', '--catalog', catalogDir, '--out', outDir, '--strict', '--json'], env);
    expect(strict.code).toBe(1);
    expect(JSON.parse(strict.stdout)).toMatchObject({ published: true, refused: [] });
  });

  test('leads on from a catalog without a source', async () => {
    const catalogDir = catalogFolder({ 'catalog.yaml': catalogYaml });
    const outDir = join(scratchFolder(), 'dist');
    const { code, stdout } = await run(['build', '--catalog', catalogDir, '--out', outDir], {
      SKILLYARD_CACHE: scratchFolder(),
    });
    expect(code).toBe(0);
    expect(stdout.endsWith(`The site is in ${outDir}.\nNext: skillyard add <address of a repository>\n`)).toBe(true);
  });

  test('never replaces a folder that holds something else', async () => {
    const { catalogDir, outDir } = await lockedCatalog();
    mkdirSync(outDir);
    writeFileSync(join(outDir, 'thesis.txt'), 'three years of work');
    const { code, stderr } = await run(['build', '--catalog', catalogDir, '--out', outDir], {
      SKILLYARD_CACHE: scratchFolder(),
    });
    expect(code).toBe(2);
    expect(stderr).toContain('holds files that are not a site made by this tool');
    expect(readFileSync(join(outDir, 'thesis.txt'), 'utf8')).toBe('three years of work');
  });

  test('works outside any git repository and under the address it is given', async () => {
    const { catalogDir, outDir } = await lockedCatalog();
    rmSync(join(catalogDir, 'sources/quay.yaml'));
    rmSync(join(catalogDir, 'governance/quay.yaml'));
    rmSync(join(catalogDir, 'lock/quay.json'));
    const { code } = await run(
      ['build', '--catalog', catalogDir, '--out', outDir, '--base-url', 'https://example.org/a/b'],
      { SKILLYARD_CACHE: scratchFolder() },
    );
    expect(code).toBe(0);
    const root = JSON.parse(readFileSync(join(outDir, 'api/v1/index.json'), 'utf8')) as {
      generatedAt: string;
      catalog: { url: string };
    };
    expect(root).toMatchObject({ generatedAt: '2026-03-01T00:00:00Z', catalog: { url: 'https://example.org/a/b' } });
    expect(readFileSync(join(outDir, 'index.html'), 'utf8')).toContain('href="/a/b/skills/');
    expect(existsSync(`${outDir}.next`)).toBe(false);
  });
});
