import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';

function refuseErrors(errors: readonly string[]): void {
  if (errors.length > 0) throw new Error(`The search index cannot be made: ${errors.join('; ')}`);
}

/**
 * Indexes the pages for search and writes the index beside them.
 *
 * @param folder The folder that holds the finished pages.
 */
export async function writeSearchIndex(folder: string): Promise<void> {
  try {
    const { index, errors } = await createIndex({ forceLanguage: 'en', includeCharacters: '_-./:@' });
    refuseErrors(errors);
    if (!index) throw new Error('The search index cannot be made.');
    refuseErrors((await index.addDirectory({ path: folder })).errors);
    refuseErrors((await index.writeFiles({ outputPath: `${folder}/pagefind` })).errors);
  } finally {
    await close();
  }
}

/** Makes the search index whenever Astro has built the pages. */
export function searchIndex(): AstroIntegration {
  return {
    name: 'skillyard-search',
    hooks: { 'astro:build:done': ({ dir }) => writeSearchIndex(fileURLToPath(dir)) },
  };
}
