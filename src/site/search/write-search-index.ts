import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';
import { writeCatalogFile } from './write-catalog-file.ts';

function refuseErrors(errors: readonly string[]): void {
  if (errors.length > 0) throw new Error(`The search index cannot be made: ${errors.join('; ')}`);
}

/**
 * Indexes the pages for search and writes the index beside them.
 *
 * @param folder The folder that holds the finished pages.
 */
async function writeSearchIndex(folder: string): Promise<void> {
  try {
    const { index, errors } = await createIndex({ forceLanguage: 'en' });
    refuseErrors(errors);
    if (!index) throw new Error('The search index cannot be made.');
    refuseErrors((await index.addDirectory({ path: folder })).errors);
    refuseErrors((await index.writeFiles({ outputPath: join(folder, 'pagefind') })).errors);
    await dropUnused(join(folder, 'pagefind'));
  } finally {
    await close();
  }
}

/** Pagefind also writes interfaces of its own, which need inline styles and which nothing here loads. */
async function dropUnused(folder: string): Promise<void> {
  const unused = (await readdir(folder)).filter((name) => /^pagefind-(?:.*-)?(?:ui|highlight)\./.test(name));
  for (const name of unused) await rm(join(folder, name));
}

/** Makes the search index whenever Astro has built the pages. */
export function searchIndex(): AstroIntegration {
  return {
    name: 'skillyard-search',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const site = fileURLToPath(dir);
        await writeSearchIndex(site);
        await writeCatalogFile(site);
      },
    },
  };
}
