import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build, type Metafile } from 'esbuild';
import fullTexts from 'spdx-license-list/full.js';

const root = resolve(import.meta.dirname, '..');

/** What of the manifest of the repository the package repeats. */
interface Manifest {
  readonly version: string;
  readonly license: string;
}

interface BuiltClient {
  /** The folder that `npm pack` takes. */
  readonly folder: string;
  /** The packages whose code is in it. */
  readonly bundled: readonly string[];
}

/**
 * Bundles the client into a package without dependencies, for Node 20 and newer: the command, and a file for each part that is
 * loaded when it is needed.
 *
 * @param out The folder; what was in it is replaced.
 */
export async function buildClient(out: string): Promise<BuiltClient> {
  const { version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { skillyard: 'src/client/cli.ts' },
    outdir: join(out, 'dist'),
    chunkNames: 'parts/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    inject: ['src/client/node-20.ts'],
    // What its `main` names loads its parts in a way that cannot be bundled.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    define: { SKILLYARD_VERSION: JSON.stringify(version) },
    // Packages in CommonJS ask for the modules of Node with require.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'error',
    metafile: true,
  });
  chmodSync(join(out, 'dist/skillyard.js'), 0o755);
  const bundled = packagesOf(metafile);
  writeFileSync(join(out, 'THIRD-PARTY.txt'), thirdParty(bundled));
  writeFileSync(join(out, 'package.json'), `${JSON.stringify(manifest(version, license), null, 2)}\n`);
  cpSync(join(root, 'src/client/README.md'), join(out, 'README.md'));
  cpSync(join(root, 'LICENSE'), join(out, 'LICENSE'));
  return { folder: out, bundled };
}

function manifest(version: string, license: string): unknown {
  return {
    name: 'skillyard',
    version,
    description:
      'Installs agent skills and plugins from a Skillyard marketplace, for every harness, and verifies what it writes.',
    license,
    type: 'module',
    bin: { skillyard: 'dist/skillyard.js' },
    files: ['dist', 'THIRD-PARTY.txt'],
    engines: { node: '>=20' },
    dependencies: {},
  };
}

/** The folders of the packages whose code was taken, from the root of the repository. */
function packagesOf({ outputs }: Metafile): string[] {
  const inputs = Object.values(outputs).flatMap((output) =>
    Object.entries(output.inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
  const folders = inputs.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []);
  return [...new Set(folders)].toSorted();
}

/** Licences ask for their texts to go with the code. */
function thirdParty(folders: readonly string[]): string {
  const parts = folders.map((folder) => {
    const { name, version, license, author } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
      readonly name: string;
      readonly version: string;
      readonly license?: string;
      readonly author?: string | { readonly name: string };
    };
    const file = readdirSync(join(root, folder)).find((entry) => /^(?:licen[cs]e|copying)(?:[.-].*)?$/i.test(entry));
    const text =
      file === undefined ? fullTexts[license ?? '']?.licenseText : readFileSync(join(root, folder, file), 'utf8');
    if (text === undefined) throw new Error(`${name} goes without the text of its licence.`);
    const by = typeof author === 'object' ? author.name : author;
    return `${name} ${version}${by === undefined ? '' : ` by ${by}`} (${license ?? 'licence in its text'})\n\n${text.trim()}\n`;
  });
  return `This package contains code of these packages.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === import.meta.filename) {
  const out = resolve(process.argv[2] ?? join(root, 'dist-client'));
  if (
    dirname(out) === out ||
    (existsSync(out) && !existsSync(join(out, 'THIRD-PARTY.txt')) && readdirSync(out).length > 0)
  )
    throw new Error(`${out} holds something else. Name an empty folder.`);
  const { bundled } = await buildClient(out);
  console.log(`The client is in ${out}, with code of ${bundled.length} packages.`);
}
