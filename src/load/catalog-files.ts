import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { byText } from '../domain/order.ts';

/** A file of the catalog, its path relative to the catalog folder. */
export interface CatalogText {
  readonly file: string;
  /** The file name without its ending. */
  readonly id: string;
  readonly text: string;
}

const LARGEST = 20_000_000;

/** Lists and reads the files of one folder of the catalog; what does not belong there is a diagnostic. */
export async function readFolder(
  catalogDir: string,
  folder: string,
  ending: string,
): Promise<{ files: CatalogText[]; diagnostics: Diagnostic[] }> {
  const names = (await list(join(catalogDir, folder))).filter((name) => !name.startsWith('.') && name !== 'README.md');
  const files: CatalogText[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const name of names.toSorted(byText)) {
    const file = `${folder}/${name}`;
    const at = { root: 'catalog', file } as const;
    const stats = await lstat(join(catalogDir, file));
    // A link could bring in a file from outside the catalog and show it in a message.
    if (!stats.isFile() || !name.endsWith(ending)) {
      const message = stats.isFile()
        ? `Files in ${folder}/ end in ${ending}.`
        : `Only files are read in ${folder}/, no folders or links.`;
      diagnostics.push(diagnose('catalog-file-unexpected', { message, at }));
    } else if (stats.size > LARGEST) {
      diagnostics.push(diagnose('catalog-file-unexpected', { message: 'The file is larger than 20 MB.', at }));
    } else {
      files.push({ file, id: name.slice(0, -ending.length), text: await readFile(join(catalogDir, file), 'utf8') });
    }
  }
  return { files, diagnostics };
}

/** Reports a folder that a later version may read and this one does not. */
export async function refuseFolder(catalogDir: string, folder: string): Promise<Diagnostic[]> {
  const names = (await list(join(catalogDir, folder))).filter((name) => !name.startsWith('.'));
  return names.map((name) =>
    diagnose('catalog-file-unexpected', {
      message: `Nothing in ${folder}/ is read by this version, so the file has no effect.`,
      at: { root: 'catalog', file: `${folder}/${name}` },
    }),
  );
}

async function list(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** True for the error of a path that does not exist. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
