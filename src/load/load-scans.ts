import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { byText } from '../domain/order.ts';
import type { ScanRun } from '../domain/scan.ts';
import { isMissing, readCatalogText, refuseOtherThanFolder } from './catalog-files.ts';
import { readSarif } from './read-sarif.ts';

/** Where results of outside scanners lie in a catalog. */
const FOLDER = 'scans';

/**
 * Reads the results of outside scanners: SARIF files in `scans/` and in `scans/<source>/`, each at most 50 MB. They are
 * read one after the other, because of a large one little is kept.
 *
 * @returns The runs in the order of their files.
 */
export async function loadScans(dir: string): Promise<{ runs: ScanRun[]; diagnostics: Diagnostic[] }> {
  const runs: ScanRun[] = [];
  const diagnostics: Diagnostic[] = [];
  const refused = await refuseOtherThanFolder(dir, FOLDER);
  if (refused) return { runs, diagnostics: [refused] };
  for (const file of await scanFiles(dir)) {
    const text = await readCatalogText(dir, file, file.endsWith('.sarif.json') ? '.json' : '.sarif');
    const read = typeof text === 'string' ? readSarif(file, text) : { runs: [], diagnostics: [withHint(text, file)] };
    runs.push(...read.runs);
    diagnostics.push(...read.diagnostics);
  }
  return { runs, diagnostics };
}

/** The paths of everything in the folder and the folders in it, relative to the catalog folder. */
async function scanFiles(dir: string): Promise<string[]> {
  const files: string[] = [];
  for (const { name, isFolder } of await list(join(dir, FOLDER))) {
    if (!isFolder) files.push(`${FOLDER}/${name}`);
    else for (const inner of await list(join(dir, FOLDER, name))) files.push(`${FOLDER}/${name}/${inner.name}`);
  }
  return files.toSorted(byText);
}

async function list(folder: string): Promise<{ name: string; isFolder: boolean }[]> {
  try {
    const items = await readdir(folder, { withFileTypes: true });
    return items
      .filter(({ name }) => !name.startsWith('.') && name !== 'README.md')
      .map((item) => ({ name: item.name, isFolder: item.isDirectory() }));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** A file that is not read, with what to do in this folder. */
function withHint({ message, at }: Diagnostic, file: string): Diagnostic {
  const isNamed = file.endsWith('.sarif') || file.endsWith('.sarif.json');
  const hint = isNamed ? 'Put the file itself there, or delete it.' : 'Name it *.sarif or *.sarif.json.';
  return diagnose('catalog-file-unexpected', { message, at, hint });
}
