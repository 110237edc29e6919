import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openMarket } from './client/market/market.ts';
import { scratchFolder } from './helpers/catalog-folder.ts';
import { skill } from './helpers/memory-tree.ts';
import { serveFolder } from './helpers/static-server.ts';

/*
 * The client that most people have: `skills` of Vercel, as it comes from the npm registry. It downloads all that an
 * index lists, drops without a word what it does not like, and exits with 0, so only the installed bytes count.
 */

const client = join(dirname(createRequire(import.meta.url).resolve('skills/package.json')), 'bin/cli.mjs');

const one = (name: string, body = 'Do it.'): string =>
  skill(`name: ${name}\ndescription: What ${name} is for.\nlicense: MIT`, body);

/** A page that a browser would run is in the archive and not beside the index; the client takes the archive. */
const tides = {
  'SKILL.md': one('tides', 'Read `tables/north.md`, then run `scripts/today.sh`.'),
  'tables/north.md': '| hour | metres |\n| --- | --- |\n| 6 | 2.1 |\n',
  'tables/north.html': '<table></table>\n',
  'scripts/today.sh': '#!/bin/sh\ndate -u\n',
};
const moor = { 'SKILL.md': one('moor', 'Tie up.') };
const pilot = { 'SKILL.md': one('pilot', 'Steer.') };

const below = (place: string, files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${place}/${path}`, text]));

const files = {
  'sources/quay.yaml': 'local: quay\n',
  'sources/pier.yaml': 'local: pier\n',
  'governance/quay.yaml': 'entries: { "skill:ghost": { stub: true, stubReason: A real one comes. } }\n',
  ...below('quay/tides', tides),
  ...below('quay/moor', moor),
  'quay/ghost/SKILL.md': one('ghost'),
  ...below('pier/pilot', pilot),
};

/** Runs the client in an empty project with an empty home, and says what lies in its folder of skills. */
async function add(address: string): Promise<Record<string, string>> {
  const home = scratchFolder();
  const project = join(home, 'project');
  // Without any harness it installs for every one it knows.
  for (const place of [project, join(home, '.claude')]) mkdirSync(place);
  await new Promise<void>((done, fail) => {
    execFile(
      process.execPath,
      [client, 'add', address, '--skill', '*', '-a', 'claude-code', '-y'],
      {
        cwd: project,
        env: { PATH: process.env['PATH'], HOME: home, CI: '1', NO_COLOR: '1', DISABLE_TELEMETRY: '1' },
        timeout: 60_000,
      },
      (error, stdout, stderr) => (error ? fail(new Error(`${stdout}\n${stderr}`, { cause: error })) : done()),
    );
  });
  return contentOf(join(project, '.claude/skills'));
}

function contentOf(place: string): Record<string, string> {
  const nodes = readdirSync(place, { recursive: true, withFileTypes: true }).filter((node) => node.isFile());
  const paths = nodes.map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(paths.map((path) => [path.slice(place.length + 1), readFileSync(path, 'utf8')]));
}

describe.each([
  ['the root of its host', '/'],
  ['a sub-path', '/market/'],
])('the skills client, with the site at %s', { tags: ['slow'] }, (_name, base) => {
  test.each([
    [
      'the whole catalog, without its stub',
      '',
      { ...below('tides', tides), ...below('moor', moor), ...below('pilot', pilot) },
    ],
    ['one source', 's/quay', { ...below('tides', tides), ...below('moor', moor) }],
    ['one skill', 's/quay/tides', below('tides', tides)],
  ])('installs %s', async (_what, path, expected) => {
    const { folder } = await openMarket(files);
    const server = await serveFolder(folder, base);
    onTestFinished(() => server.close());
    expect(await add(`${server.url}${path}`)).toEqual(expected);
  });
});
