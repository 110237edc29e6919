import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { builtClient, type Ran, run } from '../helpers/built-client.ts';
import { scratchFolder } from '../helpers/catalog-folder.ts';
import { harbour, openMarket } from './market/market.ts';

const client = builtClient();
const root = resolve(import.meta.dirname, '../..');

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Record<string, string>;
  readonly engines: { readonly node: string };
}

const manifest = (): Manifest => JSON.parse(readFileSync(join(client.folder, 'package.json'), 'utf8')) as Manifest;

function bundledFiles(): string[] {
  const dist = join(client.folder, 'dist');
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js'))
    .map((path) => join(dist, path));
}

/** The Nodes of this machine, by version: the one that runs the tests, and those on the path that npm has put nothing into. */
async function nodes(): Promise<[version: string, file: string][]> {
  const folders = (process.env['PATH'] ?? '').split(':').filter((folder) => !folder.includes('node_modules'));
  const found = new Map<string, string>();
  for (const file of [process.execPath, ...folders.map((folder) => join(folder, 'node'))]) {
    const { code, stdout } = await run(file, ['--version'], {});
    if (code === 0 && !found.has(stdout.trim())) found.set(stdout.trim(), file);
  }
  return [...found].filter(([version]) => Number(/^v(\d+)/.exec(version)?.[1]) >= 20);
}

async function installMoor(
  node: string,
  args: readonly string[] = [client.bin],
): Promise<Ran & { readonly text: string }> {
  const { folder } = await openMarket(harbour);
  const scratch = scratchFolder();
  const [project, home] = [join(scratch, 'project'), join(scratch, 'home')];
  for (const one of [join(project, '.claude'), home]) mkdirSync(one, { recursive: true });
  const env = { HOME: home, SKILLYARD_REGISTRY: folder };
  const ran = await run(node, [...args, 'install', 'quay/moor', '--yes'], { cwd: project, env });
  return { ...ran, text: ran.code === 0 ? readFileSync(join(project, '.claude/skills/moor/SKILL.md'), 'utf8') : '' };
}

describe('the package of the client', { tags: ['slow'] }, () => {
  test('needs Node 20 and nothing else', () => {
    expect(manifest()).toMatchObject({ name: 'skillyard', dependencies: {}, engines: { node: '>=20' } });
    const builtIn =
      /^(?:node:)?(?:assert|buffer|child_process|crypto|events|fs|http|https|module|net|os|path|perf_hooks|process|readline|stream|string_decoder|timers|tty|url|util|worker_threads|zlib)(?:\/promises|\/web)?$/;
    const imported = bundledFiles().flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      return [...text.matchAll(/(?:^|;)import(?:[\w$*{}, ]+from)?"([^"]+)"|\bimport\("([^"]+)"\)/gm)].flatMap(
        ([, a, b]) => a ?? b ?? [],
      );
    });
    expect(imported.length).toBeGreaterThan(20);
    expect([...new Set(imported)].filter((name) => !name.startsWith('.') && !builtIn.test(name))).toEqual([]);
  });

  test('names no place of the machine that built it', () => {
    const places = [root, homedir()].filter((place) => place.length > 5);
    const telling = bundledFiles().filter((file) => {
      const text = readFileSync(file, 'utf8');
      return places.some((place) => text.includes(place));
    });
    expect(telling).toEqual([]);
  });

  test('goes with the licences of what is in it', () => {
    const text = readFileSync(join(client.folder, 'THIRD-PARTY.txt'), 'utf8');
    const sections = text.split(/^-{80}$/m);
    expect(client.bundled.length).toBeGreaterThan(10);
    expect(sections.length).toBe(client.bundled.length);
    const short = sections.filter((section) => section.length < 400).map((section) => section.trim().split('\n')[0]);
    expect(short).toEqual([]);
  });

  test('is packed by npm with the command, the licences and a page, and nothing of the tests', async () => {
    const out = scratchFolder();
    const env = {
      HOME: out,
      npm_config_cache: join(out, 'cache'),
      npm_config_offline: 'true',
      npm_config_update_notifier: 'false',
    };
    const { code, stdout, stderr } = await run('npm', ['pack', '--json', '--pack-destination', out], {
      cwd: client.folder,
      env,
    });
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    const [packed] = JSON.parse(stdout) as { filename: string; files: { path: string; mode: number }[] }[];
    expect(packed?.filename).toBe(`skillyard-${manifest().version}.tgz`);
    const paths = packed?.files.map(({ path }) => path.replace(/^dist\/parts\/.*$/, 'dist/parts/…')) ?? [];
    expect([...new Set(paths)].toSorted()).toEqual([
      'LICENSE',
      'README.md',
      'THIRD-PARTY.txt',
      'dist/parts/…',
      'dist/skillyard.js',
      'package.json',
    ]);
    expect(packed?.files.find(({ path }) => path === 'dist/skillyard.js')?.mode.toString(8)).toMatch(/755$/);
  });

  test('says its help in less than 300 ms, and its version', async () => {
    const times: number[] = [];
    for (let n = 0; n < 7; n += 1) {
      const start = performance.now();
      const { code } = await run(process.execPath, [client.bin, '--help'], {});
      times.push(performance.now() - start);
      expect(code).toBe(0);
    }
    expect(times.toSorted((a, b) => a - b)[3]).toBeLessThan(300);
    const { stdout } = await run(process.execPath, [client.bin, '--version'], {});
    expect(stdout).toMatch(new RegExp(`^skillyard/${manifest().version} `));
  });

  test('installs a skill with every Node of this machine', async () => {
    for (const [version, node] of await nodes()) {
      const { code, stderr, text } = await installMoor(node);
      expect({ version, code, stderr: code === 0 ? '' : stderr }).toEqual({ version, code: 0, stderr: '' });
      expect(text).toContain('Do it step by step.');
    }
  });

  test('runs where Node lacks what is newer than 20', async () => {
    const bare = join(scratchFolder(), 'bare.mjs');
    writeFileSync(
      bare,
      'delete Map.groupBy; delete Object.groupBy; delete Promise.withResolvers; delete Promise.try; delete globalThis.Iterator;\n',
    );
    const { stdout, stderr } = await run(
      process.execPath,
      ['--import', bare, client.bin, 'introspect', join(root, 'catalog/starter')],
      {},
    );
    expect(stderr).toBe('');
    expect(stdout).toMatch(/\n\d+ entries\. 0 errors, /);
    expect((await installMoor(process.execPath, ['--import', bare, client.bin])).code).toBe(0);
  });

  test('runs through a link, as npm puts one into its folder of commands', async () => {
    const bin = join(scratchFolder(), 'skillyard');
    symlinkSync(client.bin, bin);
    const { code, stdout } = await run(bin, ['harnesses'], { cwd: scratchFolder(), env: { HOME: scratchFolder() } });
    expect(code).toBe(0);
    expect(stdout).toContain('claude-code  Claude Code, not found here\n');
  });
});
