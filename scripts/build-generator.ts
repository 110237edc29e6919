import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

const root = resolve(import.meta.dirname, '..');

/** What of the manifest of the repository the package repeats. */
interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Where Node begins to read: the command, and what runs on a thread of its own. */
const entryPoints = ['src/cli.ts', 'src/emit/archives/pack-worker.ts'];

/** What is read as it stands: by Astro, which gets a copy and compiles it, and by `init`. */
const asTheyStand = ['src/site', 'src/domain', 'public', 'templates', 'astro.config.mjs', 'LICENSE'];

/**
 * Makes the package of the generator. Node takes no TypeScript below node_modules, so that everything it loads is
 * JavaScript, file for file: `src/a/b.ts` is `dist/a/b.js`, from where the root of the package is as far away.
 *
 * @param out The folder that `npm pack` takes; what was in it is replaced.
 */
export async function buildGenerator(out: string): Promise<void> {
  const { version, license, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: await reached(),
    outbase: 'src',
    outdir: join(out, 'dist'),
    bundle: true,
    plugins: [fileForFile],
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node22.18',
    define: { SKILLYARD_VERSION: JSON.stringify(version) },
    charset: 'utf8',
    logLevel: 'error',
  });
  chmodSync(join(out, 'dist/cli.js'), 0o755);
  for (const path of asTheyStand) cpSync(join(root, path), join(out, path), { recursive: true });
  cpSync(join(root, 'scripts/generator-readme.md'), join(out, 'README.md'));
  const manifest = manifestOf(version, license, dependencies);
  writeFileSync(join(out, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** The sources that Node would load, from the root of the repository. */
async function reached(): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints,
    outdir: 'dist',
    bundle: true,
    write: false,
    metafile: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  });
  return Object.keys(metafile.inputs);
}

/** Joins nothing, and names the files as they are called afterwards. */
const fileForFile: Plugin = {
  name: 'file-for-file',
  setup(plugins) {
    plugins.onResolve({ filter: /^\.\.?\// }, ({ kind, path }) =>
      kind === 'entry-point' ? undefined : { path: path.replace(/\.ts$/, '.js'), external: true },
    );
    // Files that are not imported, such as the program of a thread.
    plugins.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const contents = text.replaceAll(
        /new URL\('(\.[^']*)\.ts', import\.meta\.url\)/g,
        "new URL('$1.js', import.meta.url)",
      );
      return { contents, loader: 'ts' };
    });
  },
};

function manifestOf(version: string, license: string, dependencies: Manifest['dependencies']): unknown {
  return {
    name: 'skillyard-catalog',
    version,
    description: 'Turns git into a skill marketplace: a searchable static site and a versioned JSON index.',
    license,
    type: 'module',
    bin: { skillyard: 'dist/cli.js' },
    files: ['dist', ...asTheyStand.filter((path) => path !== 'LICENSE')],
    // Node 22.18 is the first that reads TypeScript by itself, which the configuration of Astro imports.
    engines: { node: '^22.18.0 || >=24.0.0' },
    dependencies,
  };
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === import.meta.filename) {
  const out = resolve(process.argv[2] ?? join(root, 'dist-generator'));
  const isOther = existsSync(out) && readdirSync(out).length > 0 && !existsSync(join(out, 'dist/cli.js'));
  if (dirname(out) === out || isOther) throw new Error(`${out} holds something else. Name an empty folder.`);
  await buildGenerator(out);
  console.log(`The generator is in ${out}.`);
}
