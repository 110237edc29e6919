import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { SiteContent } from '../domain/site-content.ts';
import { readRoot } from './data/index-files.ts';
import { plainLook, writeLook } from './write-look.ts';

export interface RenderSiteOptions {
  /** The folder that holds `api/v1/`. */
  readonly indexDir: string;
  /** Where the site goes; empty or absent before. */
  readonly outDir: string;
  /** The public address, a sub-path allowed. */
  readonly baseUrl: string;
  /** Where rendered documents are kept between builds, and where the build works. */
  readonly cacheDir: string;
  /** How the catalog wants its site to look; plain without it. */
  readonly look?: SiteContent;
  readonly onProgress?: (step: string) => void;
}

const packageRoot = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);
const astroFolder = dirname(require.resolve('astro/package.json'));

/**
 * Renders the pages of an index and their search index.
 *
 * Astro keeps state below its root and in the working directory, so every build gets a copy of the site's sources in a
 * folder of its own and a process of its own. That makes builds at the same time independent, lets the package be
 * read-only, and keeps absolute paths, time zone, language and whatever else surrounds the caller out of the output.
 *
 * @throws Where the index is missing or malformed, or a page cannot be rendered. `outDir` is then left alone.
 */
export async function renderSite(options: RenderSiteOptions): Promise<void> {
  const indexDir = resolve(options.indexDir);
  const outDir = resolve(options.outDir);
  const cacheDir = resolve(options.cacheDir);
  await readRoot(indexDir);
  await refuseFull(outDir);

  await mkdir(cacheDir, { recursive: true });
  const place = await mkdtemp(join(cacheDir, 'site-'));
  try {
    options.onProgress?.('Preparing the pages');
    const root = await linkModules(place);
    await prepare(root);
    const look = await writeLook(root, options.look ?? plainLook);
    options.onProgress?.('Rendering the pages and the search index');
    await runAstro(root, {
      SKILLYARD_INDEX: indexDir,
      SKILLYARD_LOOK: look,
      SKILLYARD_BASE_URL: options.baseUrl,
      SKILLYARD_CACHE: cacheDir,
    });
    await move(join(root, 'site'), outDir);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/**
 * Makes a folder below another in which Node finds the modules it finds in this package: those that were installed for
 * this package alone before those that it shares with what it is installed in.
 *
 * @returns The folder.
 */
async function linkModules(place: string): Promise<string> {
  let folder = place;
  for (const modules of moduleFolders(packageRoot)) {
    folder = join(folder, 'site');
    await mkdir(folder);
    await symlink(modules, join(folder, 'node_modules'), 'junction');
  }
  return folder;
}

/** Where Node looks for modules from a folder, farthest first; without the folders that are not there. */
function moduleFolders(from: string): string[] {
  const above = dirname(from);
  const own =
    basename(from) === 'node_modules' ? [] : [join(from, 'node_modules')].filter((folder) => existsSync(folder));
  return above === from ? own : [...moduleFolders(above), ...own];
}

async function refuseFull(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  if (names.length > 0) throw new Error(`${folder} is not empty.`);
}

/** What Astro needs to find below its root: the site and what it may import, at the same relative paths as here. */
async function prepare(root: string): Promise<void> {
  for (const folder of ['src/site', 'src/domain', 'public'])
    await copyFolder(join(packageRoot, folder), join(root, folder));
  await writeFile(join(root, 'astro.config.mjs'), await readFile(join(packageRoot, 'astro.config.mjs')));
  // Otherwise the nearest ones above are read, and those differ from place to place.
  await writeFile(join(root, 'package.json'), '{ "type": "module", "private": true }\n');
  await writeFile(join(root, 'tsconfig.json'), '{ "extends": "astro/tsconfigs/strictest" }\n');
}

/** Copies without the modes: a read-only package must not give a read-only work folder, in which files are replaced. */
async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const node of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, node.name), join(to, node.name)];
    await (node.isDirectory() ? copyFolder(source, target) : writeFile(target, await readFile(source)));
  }
}

/** All that a build sees of the caller's environment. Vite and Astro change what they write by more variables than these. */
const passedOn = ['PATH', 'HOME', 'USERPROFILE', 'SystemRoot', 'TMPDIR', 'TEMP', 'TMP'];

const fixed = {
  NODE_ENV: 'production',
  TZ: 'UTC',
  LANG: 'C',
  LC_ALL: 'C',
  ASTRO_TELEMETRY_DISABLED: '1',
  NO_COLOR: '1',
};

async function runAstro(root: string, settings: Record<string, string>): Promise<void> {
  const passed = Object.fromEntries(passedOn.map((name) => [name, process.env[name]]));
  try {
    await promisify(execFile)(process.execPath, [join(astroFolder, 'bin/astro.mjs'), 'build', '--logLevel', 'error'], {
      cwd: root,
      env: { ...passed, ...fixed, ...settings },
      maxBuffer: 64e6,
    });
  } catch (cause) {
    const { stdout = '', stderr = '' } = cause as { stdout?: string; stderr?: string };
    throw new Error(`The pages cannot be rendered.\n${stdout}${stderr}`.trimEnd(), { cause });
  }
}

async function move(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rm(to, { recursive: true, force: true });
  try {
    await rename(from, to);
  } catch {
    // Another file system.
    await cp(from, to, { recursive: true });
  }
}
