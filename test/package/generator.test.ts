import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { buildGenerator } from '../../scripts/build-generator.ts';
import { run } from '../helpers/built-client.ts';
import { scratchFolder } from '../helpers/catalog-folder.ts';
import { makeGitRepo } from '../helpers/git-repo.ts';
import { type GitServer, startGitServer } from '../helpers/git-server.ts';
import { filesBelow, initArguments, tellStory, type Told, type Workplace } from '../helpers/package-story.ts';
import { skillText } from '../helpers/quay.ts';

const root = resolve(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'skillyard-package-'));
/** What npm would put into `node_modules`. */
const unpacked = join(scratch, 'unpacked/package');
let server: GitServer;

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

beforeAll(async () => {
  const folder = join(scratch, 'generator');
  await buildGenerator(folder);
  const env = { HOME: scratch, npm_config_cache: join(scratch, 'cache'), npm_config_offline: 'true' };
  const packed = await run('npm', ['pack', '--json', '--pack-destination', scratch], { cwd: folder, env });
  expect(packed).toMatchObject({ code: 0 });
  const [{ filename }] = JSON.parse(packed.stdout) as [{ filename: string }];
  mkdirSync(dirname(unpacked));
  expect(await run('tar', ['-xf', join(scratch, filename), '-C', dirname(unpacked)], {})).toMatchObject({ code: 0 });

  const repo = makeGitRepo();
  repo.commit({
    'skills/moor/SKILL.md': skillText('moor', 'Ties ships up'),
    LICENSE: readFileSync(join(root, 'LICENSE'), 'utf8'),
  });
  cpSync(repo.folder, join(scratch, 'served/quay'), { recursive: true });
  repo.remove();
  symlinkSync(join(scratch, 'served/quay/.git'), join(scratch, 'served/quay.git'));
  server = await startGitServer(join(scratch, 'served'));
}, 120_000);

afterAll(async () => {
  await server.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** Puts the package where npm would, with what it depends on beside it: its own dependencies and no others. */
function install(project: string, apart: readonly string[] = []): void {
  const modules = join(project, 'node_modules');
  const place = join(modules, 'skillyard-catalog');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  cpSync(unpacked, place, { recursive: true });
  for (const name of Object.keys(manifestOf(unpacked).dependencies)) {
    const link = join(apart.includes(name) ? join(place, 'node_modules') : modules, name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), link);
  }
  symlinkSync('../skillyard-catalog/dist/cli.js', join(modules, '.bin/skillyard'));
}

function workplace(): Workplace {
  const project = scratchFolder();
  const env = { PATH: process.env['PATH'] ?? '', HOME: scratchFolder(), SKILLYARD_CACHE: scratchFolder() };
  const program: Workplace['program'] = [process.execPath, join(project, 'node_modules/.bin/skillyard')];
  const [file, ...first] = program;
  return { project, env, program, skillyard: (...args) => run(file, [...first, ...args], { cwd: project, env }) };
}

/** Begins a catalog as `npx` does: with a package that lies elsewhere, as there is none here yet. */
async function begin(place: Workplace): Promise<void> {
  const elsewhere = scratchFolder();
  install(elsewhere);
  const cli = join(elsewhere, 'node_modules/.bin/skillyard');
  const { code, stdout, stderr } = await run(process.execPath, [cli, ...initArguments], {
    cwd: place.project,
    env: place.env,
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('catalog/catalog.yaml');
}

const outcome = (told: readonly Told[]): string[] =>
  told.map(({ command, code, stdout, stderr }) => `${command}: ${code}${code === 0 ? '' : ` ${stdout}${stderr}`}`);

const wentWell = (address: string): string[] => [
  'build: 0',
  'check: 0',
  `add ${address} --id quay --owner github:quay --yes: 0`,
  'sync: 0',
  'build --frozen --strict: 0',
  'preview: 0',
  'check: 0',
];

describe('the package of the generator', { tags: ['slow'] }, () => {
  test('depends on what it imports, pinned as here, and on nothing else', () => {
    const { dependencies, ...manifest } = manifestOf(unpacked);
    expect(manifest).toMatchObject({
      name: 'skillyard-catalog',
      version: manifestOf(root).version,
      bin: { skillyard: 'dist/cli.js' },
    });
    expect(dependencies).toEqual(manifestOf(root).dependencies);
    const files = filesBelow(unpacked).filter((path) =>
      /^(?:dist|src)\/.*\.(?:[jt]s|astro|mdx)$|^astro\.config/.test(path),
    );
    const text = files.map((path) => readFileSync(join(unpacked, path), 'utf8')).join('\n');
    const named = text.matchAll(/(?:\bfrom |\bimport\(|^import )["']([@a-z][\w@./?-]*)["']/gm);
    const packages = Array.from(named, ([, name = '']) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? '');
    const external = new Set(packages.filter((name) => !/^(?:node|astro):/.test(name)));
    expect([...external].toSorted()).toEqual(Object.keys(dependencies).toSorted());
  });

  test('is JavaScript wherever Node reads it', () => {
    const files = filesBelow(join(unpacked, 'dist'));
    expect(files.filter((path) => !path.endsWith('.js'))).toEqual([]);
    const named = files.flatMap((path) => {
      const text = readFileSync(join(unpacked, 'dist', path), 'utf8');
      const relative = [...text.matchAll(/(?:from |import\(|new URL\()"(\.[^"]*)"/g)].map(([, to = '']) => to);
      return relative.filter((to) => !files.includes(join(dirname(path), to))).map((to) => `${path}: ${to}`);
    });
    expect(named).toEqual([
      'command-line/generator-version.js: ../../package.json',
      'init/template-files.js: ../../templates/',
      'site/render-site.js: ../..',
    ]);
  });

  test('names no place of the machine that built it, and brings the templates, a page and the licence', () => {
    const places = [root, homedir()].filter((place) => place.length > 5);
    const files = filesBelow(unpacked);
    const telling = files.filter((path) =>
      places.some((place) => readFileSync(join(unpacked, path), 'utf8').includes(place)),
    );
    expect(telling).toEqual([]);
    expect(readdirSync(unpacked).toSorted()).toEqual([
      'LICENSE',
      'README.md',
      'astro.config.mjs',
      'dist',
      'package.json',
      'public',
      'src',
      'templates',
    ]);
    expect(filesBelow(join(unpacked, 'templates'))).toEqual(filesBelow(join(root, 'templates')));
  });

  test('takes a catalog from an empty folder to a page, and says what is wrong on a branch', async () => {
    const place = workplace();
    await git(place, 'init', '-q', '-b', 'main');
    await begin(place);
    install(place.project);
    const address = `${server.url}/quay.git`;
    expect(outcome(await tellStory(place, address))).toEqual(wentWell(address));

    await git(place, 'add', '.');
    await git(place, 'commit', '-q', '-m', 'Begin');
    await git(place, 'switch', '-q', '-c', 'topic');
    appendFileSync(join(place.project, 'catalog/sources/quay.yaml'), 'trust: first-party\n');
    await git(place, 'commit', '-q', '-a', '-m', 'Claim trust');
    const { code, stdout } = await place.skillyard('check', '--base', 'main');
    expect(code).toBe(1);
    expect(stdout).toContain(`"trust" is the operator's to say, not the publisher's.`);
  });

  test('does the same outside of any repository, read-only, and where modules were installed for it alone', async () => {
    const place = workplace();
    await begin(place);
    install(place.project, ['zod', 'yaml', 'unified', 'remark-gfm']);
    const wrong = join(place.project, 'node_modules/zod');
    mkdirSync(wrong);
    writeFileSync(join(wrong, 'package.json'), '{ "name": "zod", "version": "0.0.1", "main": "wrong.cjs" }');
    writeFileSync(join(wrong, 'wrong.cjs'), "throw new Error('This is the zod of somebody else.');");
    const installed = join(place.project, 'node_modules/skillyard-catalog');
    await run('chmod', ['-R', 'a-w', installed], {});
    onTestFinished(async () => void (await run('chmod', ['-R', 'u+w', installed], {})));
    const address = `${server.url}/quay.git`;
    expect(outcome(await tellStory(place, address))).toEqual(wentWell(address));

    const modes = filesBelow(join(place.project, 'dist')).map(
      (path) => statSync(join(place.project, 'dist', path)).mode,
    );
    expect(modes.filter((mode) => (mode & 0o200) === 0)).toEqual([]);

    const again = ['build', '--catalog', join(place.project, 'catalog'), '--out', join(place.project, 'again')];
    const fromSources = await run(process.execPath, [join(root, 'src/cli.ts'), ...again], { env: place.env });
    expect(fromSources).toMatchObject({ code: 0 });
    const [one, other] = ['dist', 'again'].map((name) => join(place.project, name)) as [string, string];
    expect(filesBelow(one)).toEqual(filesBelow(other));
    const differing = filesBelow(one).filter(
      (path) => !readFileSync(join(one, path)).equals(readFileSync(join(other, path))),
    );
    expect(differing).toEqual([]);
  });

  test('begins nothing where it would write over something', async () => {
    const place = workplace();
    install(place.project);
    writeFileSync(join(place.project, 'package.json'), 'Mine.\n');
    expect(await place.skillyard(...initArguments)).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^Nothing was written\. These are in the way:\n {2}package\.json\n/) as string,
    });
    expect(filesBelow(place.project)).toEqual(['package.json']);
  });
});

async function git({ project, env }: Workplace, ...args: readonly string[]): Promise<void> {
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
  const { code, stderr } = await run('git', [...who, ...args], { cwd: project, env: { ...env } });
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
}
