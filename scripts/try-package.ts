import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Ran, run } from '../test/helpers/built-client.ts';
import { makeGitRepo } from '../test/helpers/git-repo.ts';
import { type GitServer, startGitServer } from '../test/helpers/git-server.ts';
import { initArguments, tellStory, type Workplace } from '../test/helpers/package-story.ts';
import { skillText } from '../test/helpers/quay.ts';
import { buildClient } from './build-client.ts';
import { buildGenerator } from './build-generator.ts';

/*
 * Installs both packages as people do, from their tarballs and with npm, on each line of Node they are for, and goes from an
 * empty folder to an installed skill: once in a git repository, once outside of any. It needs the registry of npm.
 */

const lines = ['22', '24'];
const scratch = mkdtempSync(join(tmpdir(), 'try-package-'));
/** As the caller has it, for the registry and what stands before it; without what npm tells the programs it runs. */
const base = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || name.startsWith('npm_') ? [] : [[name, value]],
  ),
);
let failures = 0;

function tell(what: string, { code, stdout, stderr }: Ran, expected = 0): void {
  const said = `${stdout}${stderr}`.trim().split('\n').at(-1) ?? '';
  const isAsExpected = code === expected;
  if (!isAsExpected) failures += 1;
  console.log(
    `  ${isAsExpected ? 'ok  ' : 'FAIL'} ${what}: exit ${code}${said === '' ? '' : `, "${said.slice(0, 120)}"`}`,
  );
  if (!isAsExpected) console.log(`${stdout}${stderr}`.replaceAll(/^/gm, '       '));
}

/** Packs a folder with npm and gives the tarball. */
async function pack(folder: string): Promise<string> {
  const packed = await run('npm', ['pack', '--json', '--pack-destination', scratch], { cwd: folder, env: base });
  if (packed.code !== 0) throw new Error(packed.stderr);
  const [{ filename, size, unpackedSize }] = JSON.parse(packed.stdout) as [
    { filename: string; size: number; unpackedSize: number },
  ];
  console.log(`${filename}: ${Math.round(size / 1000)} kB, ${Math.round(unpackedSize / 1000)} kB unpacked`);
  return join(scratch, filename);
}

/** A folder of its own, in which this line of Node is the first on the path. */
async function nodeOf(line: string): Promise<string> {
  const folder = join(scratch, `node-${line}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "allowScripts": { "node": true } }');
  const { code, stderr } = await run('npm', ['install', `node@${line}`], { cwd: folder, env: base });
  if (code !== 0) throw new Error(stderr);
  return join(folder, 'node_modules/node/bin');
}

async function tryOn(
  line: string,
  tarballs: { generator: string; client: string },
  server: GitServer,
  inGit: boolean,
): Promise<void> {
  const place = join(scratch, `${line}-${inGit ? 'git' : 'plain'}`);
  const [project, consumer] = [join(place, 'catalog of ours'), join(place, 'consumer')];
  for (const folder of [project, join(consumer, '.claude')]) mkdirSync(folder, { recursive: true });
  const PATH = `${await (nodes[line] ??= nodeOf(line))}:${process.env['PATH']}`;
  const env = { ...base, PATH, SKILLYARD_CACHE: join(place, 'cache') };
  const at =
    (folder: string) =>
    (file: string, ...args: readonly string[]) =>
      run(file, args, { cwd: folder, env });
  const here = at(project);
  const { stdout: version } = await here('node', '--version');
  console.log(`\nNode ${version.trim()}, ${inGit ? 'in a git repository' : 'outside of any repository'}`);

  if (inGit) tell('git init', await here('git', 'init', '-q', '-b', 'main'));
  // As `npx skillyard-catalog init`, but from the tarball.
  tell(
    'npx init',
    await here('npm', 'exec', '--yes', `--package=${tarballs.generator}`, '--', 'skillyard', ...initArguments),
  );
  tell('npm install', await here('npm', 'install', '--save-dev', tarballs.generator));
  const skillyard = (...args: readonly string[]) => here('npx', '--no-install', 'skillyard', ...args);
  const workplace: Workplace = { project, env, skillyard, program: [join(project, 'node_modules/.bin/skillyard')] };
  const told = await tellStory(workplace, `${server.url}/quay.git`);
  for (const { command, ...ran } of told) tell(command.replace(server.url, 'http://127.0.0.1'), ran);
  if (inGit) {
    await here('git', 'add', '.');
    const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
    await here('git', ...who, 'commit', '-q', '-m', 'Begin');
    await here('git', 'switch', '-q', '-c', 'topic');
    const file = join(project, 'catalog/sources/quay.yaml');
    writeFileSync(file, `${readFileSync(file, 'utf8')}trust: first-party\n`);
    await here('git', ...who, 'commit', '-q', '-a', '-m', 'Claim trust');
    tell('check --base main, of a branch that claims trust', await skillyard('check', '--base', 'main'), 1);
  }

  const there = at(consumer);
  writeFileSync(join(consumer, 'package.json'), '{ "private": true }');
  tell('npm install of the client', await there('npm', 'install', tarballs.client));
  const install = ['install', 'quay/moor', '--yes', '--registry', join(project, 'dist')];
  tell('client install', await there('npx', '--no-install', 'skillyard', ...install));
  tell('client build', await there('npx', '--no-install', 'skillyard', 'build'), 2);
  if (!existsSync(join(consumer, '.claude/skills/moor/SKILL.md'))) throw new Error('The skill is not there.');
  tell('generator list', await skillyard('list'));
}

const nodes: Record<string, Promise<string>> = {};

/** The source, over http as from a host. */
async function serve(): Promise<GitServer> {
  const served = join(scratch, 'served');
  const repo = makeGitRepo();
  const license = readFileSync(resolve(import.meta.dirname, '../LICENSE'), 'utf8');
  repo.commit({ 'skills/moor/SKILL.md': skillText('moor', 'Ties ships up'), LICENSE: license });
  cpSync(repo.folder, join(served, 'quay'), { recursive: true });
  repo.remove();
  symlinkSync(join(served, 'quay/.git'), join(served, 'quay.git'));
  return startGitServer(served);
}

const server = await serve();
try {
  await buildGenerator(join(scratch, 'generator'));
  await buildClient(join(scratch, 'client'));
  const tarballs = { generator: await pack(join(scratch, 'generator')), client: await pack(join(scratch, 'client')) };
  for (const line of lines) for (const inGit of [true, false]) await tryOn(line, tarballs, server, inGit);
} finally {
  await server.close();
  rmSync(scratch, { recursive: true, force: true });
}
console.log(failures === 0 ? '\nAll went well.' : `\n${failures} steps failed.`);
process.exitCode = failures === 0 ? 0 : 1;
