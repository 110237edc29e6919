import { lstat, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { closest } from '../domain/did-you-mean.ts';
import { byText } from '../domain/order.ts';

/** A file of the catalog, its path relative to the catalog folder. */
export interface CatalogText {
  readonly file: string;
  /** The file name without its ending. */
  readonly id: string;
  readonly text: string;
}

/** In bytes. Locks are written by the machine and grow with every revision. */
export const largest: Readonly<Record<string, number>> = {
  '.yaml': 1_000_000,
  '.json': 50_000_000,
  '.sarif': 50_000_000,
  '.mdx': 200_000,
  '.md': 200_000,
};

/** Lists and reads the files of one folder of the catalog; what does not belong there is a diagnostic. */
export async function readFolder(
  catalogDir: string,
  folder: string,
  ending: '.yaml' | '.json',
): Promise<{ files: CatalogText[]; diagnostics: Diagnostic[] }> {
  const refused = await refuseOtherThanFolder(catalogDir, folder);
  if (refused) return { files: [], diagnostics: [refused] };
  const names = (await list(join(catalogDir, folder))).filter((name) => !name.startsWith('.') && name !== 'README.md');
  const files: CatalogText[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const name of names.toSorted(byText)) {
    const file = `${folder}/${name}`;
    const text = await readCatalogText(catalogDir, file, ending);
    if (typeof text === 'string') files.push({ file, id: name.slice(0, -ending.length), text });
    else diagnostics.push(text);
  }
  return { files, diagnostics };
}

/** The text of one file of the catalog, or why it is not read. */
export async function readCatalogText(
  catalogDir: string,
  file: string,
  ending: '.yaml' | '.json' | '.sarif' | '.mdx' | '.md' = '.yaml',
): Promise<string | Diagnostic> {
  const at = { root: 'catalog', file } as const;
  const refuse = (message: string, hint?: string): Diagnostic =>
    diagnose('catalog-file-unexpected', { message, hint, at });
  const folder = dirname(file) === '.' ? 'the catalog folder' : `${dirname(file)}/`;
  const path = join(catalogDir, file);
  try {
    const { size, isFile } = await kindOf(path);
    // A link could bring in a file from outside the catalog and show it in a message.
    if (!isFile) return refuse(`Only files are read in ${folder}, no folders or links.`);
    if (!file.endsWith(ending)) {
      const isOther = ending === '.yaml' && file.endsWith('.yml');
      return refuse(`Files in ${folder} end in ${ending}.`, isOther ? 'Rename it: .yaml instead of .yml.' : undefined);
    }
    const limit = largest[ending] ?? 0;
    return size > limit ? refuse(`The file is larger than ${limit / 1e6} MB.`) : await readFile(path, 'utf8');
  } catch (error) {
    if (!isMissing(error)) throw error;
    return diagnose('catalog-file-missing', { message: `There is no ${file} in the catalog folder.`, at });
  }
}

async function kindOf(path: string): Promise<{ size: number; isFile: boolean }> {
  const stats = await lstat(path);
  return { size: stats.size, isFile: stats.isFile() };
}

/** What a catalog folder is made of, and what it may hold beside that without a question. */
export const catalogParts = [
  'catalog.yaml',
  'sources',
  'governance',
  'plugins',
  'advisories',
  'scans',
  'pages',
  'lock',
];

/**
 * Reports what stands at the top of the catalog and looks as if it were read: a folder with a misspelt name would
 * silently take all the decisions in it along.
 *
 * @param content The folders that local sources are read from, whatever they are called.
 */
export async function checkTop(catalogDir: string, content: ReadonlySet<string>): Promise<Diagnostic[]> {
  const known = (name: string): boolean => name.startsWith('.') || catalogParts.includes(name) || content.has(name);
  const names = (await list(catalogDir)).filter((name) => !known(name));
  return names.toSorted(byText).flatMap((name) => {
    const meant = closest(name, catalogParts) ?? (/\.ya?ml$/.test(name) ? 'sources' : undefined);
    if (meant === undefined) return [];
    const hint =
      name.endsWith('.yaml') && meant === 'sources' ? 'Sources stand in sources/.' : `Did you mean "${meant}"?`;
    const message = `Nothing reads "${name}" here.`;
    return [diagnose('catalog-file-unexpected', { message, hint, at: { root: 'catalog', file: name } })];
  });
}

/** A diagnostic where a part of the catalog is no folder: a link could bring in files from outside, and show them in messages. */
export async function refuseOtherThanFolder(catalogDir: string, folder: string): Promise<Diagnostic | undefined> {
  if (!(await isOtherThanFolder(join(catalogDir, folder)))) return undefined;
  const message = `"${folder}" has to be a folder; links are not followed.`;
  return diagnose('catalog-file-unexpected', { message, at: { root: 'catalog', file: folder } });
}

async function isOtherThanFolder(path: string): Promise<boolean> {
  try {
    return !(await lstat(path)).isDirectory();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function list(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** A path that leads nowhere: through a file, in a circle of links, or longer than any can be. */
const nowhere = new Set<unknown>(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG']);

/** True for the error of a path that does not exist, or cannot. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && nowhere.has(error.code);
}
