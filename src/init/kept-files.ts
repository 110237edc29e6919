import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a repository is often made with, and what a catalog does not need in words of its own. */
const own = ['.gitignore', 'README.md'];

/**
 * The files of a folder that stay as they are while a catalog is begun in it, and need not be replaced: those of a fresh
 * repository, and a `package.json` that has the generator already. Links are none of them.
 *
 * @returns Their paths, in their order.
 */
export async function keptFiles(folder: string): Promise<string[]> {
  const kept: string[] = [];
  for (const path of own) if (await isPlainFile(join(folder, path))) kept.push(path);
  const manifest = join(folder, 'package.json');
  if ((await isPlainFile(manifest)) && hasGenerator(await readFile(manifest, 'utf8'))) kept.push('package.json');
  return kept;
}

async function isPlainFile(file: string): Promise<boolean> {
  const stats = await lstat(file).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return;
    throw error;
  });
  return stats?.isFile() === true;
}

/** True where `npm run skillyard` runs the generator, and npm installs it. */
function hasGenerator(text: string): boolean {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
  const { scripts, devDependencies, dependencies } = Object(manifest) as Record<string, unknown>;
  const valueOf = (map: unknown, key: string): unknown => (Object(map) as Record<string, unknown>)[key];
  const name = 'skillyard-catalog';
  const version = valueOf(devDependencies, name) ?? valueOf(dependencies, name);
  return valueOf(scripts, 'skillyard') === 'skillyard' && typeof version === 'string';
}
