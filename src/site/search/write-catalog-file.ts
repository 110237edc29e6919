import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sha256 } from '../../domain/digest.ts';
import { pagePath } from '../../domain/paths.ts';
import { columns } from '../data/facets.ts';
import { readEntries } from '../data/index-files.ts';
import { lastChangedFirst, readSearchEntries, type SearchEntry } from '../data/search-entries.ts';
import { LIST_LENGTH } from '../words/format.ts';
import { clip } from '../words/visible.ts';
import { type CatalogFile, catalogFilePath, TEXTS_IN_FILE, type TextsFile, toColumn } from './catalog-file.ts';

const DAY = 86_400_000;

/** Pagefind numbers pages by a hash of their content, and says only in its own files which page that is. */
async function pageIds(pagefind: string): Promise<ReadonlyMap<string, string>> {
  const folder = join(pagefind, 'fragment');
  const ids = new Map<string, string>();
  for (const name of await readdir(folder).catch(() => [])) {
    const text = gunzipSync(await readFile(join(folder, name))).toString('utf8');
    const { url } = JSON.parse(text.slice(text.indexOf('{'))) as { url: string };
    ids.set(url, name.slice(0, name.indexOf('.')));
  }
  return ids;
}

function toTexts(entries: readonly SearchEntry[]): TextsFile {
  return {
    descriptions: entries.map(({ description }) => clip(description, LIST_LENGTH)),
    keywords: entries.map(({ keywords }) => keywords.join(', ')),
  };
}

/**
 * Writes what the search answers from at once.
 *
 * @param site The folder with the pages and Pagefind's index of them.
 * @throws Where Pagefind has left out the page of an entry: what stands in it could not be found.
 */
export async function writeCatalogFile(site: string): Promise<void> {
  const entries = await readSearchEntries(lastChangedFirst(await readEntries()));
  const ids = await pageIds(join(site, 'pagefind'));
  const put = async (path: string, value: CatalogFile | TextsFile): Promise<void> => {
    await mkdir(dirname(join(site, path)), { recursive: true });
    await writeFile(join(site, path), JSON.stringify(value));
  };
  const texts: string[] = [];
  for (let start = 0; start < entries.length; start += TEXTS_IN_FILE) {
    const part = toTexts(entries.slice(start, start + TEXTS_IN_FILE));
    const name = `texts-${sha256(JSON.stringify(part)).slice(0, 12)}.json`;
    texts.push(name);
    await put(`search/${name}`, part);
  }
  const day = (instant: string): number => Math.floor(Date.parse(instant) / DAY);
  await put(catalogFilePath, {
    names: entries.map(({ name }) => name),
    titles: entries.map(({ title }) => title),
    columns: Object.fromEntries(columns.map(({ name, pick, label }) => [name, toColumn(entries.map(pick), label)])),
    changed: entries.map(({ updatedAt }) => day(updatedAt)),
    first: entries.map(({ firstAt }) => day(firstAt)),
    pages: entries.map((entry) => {
      const id = ids.get(`/${pagePath(entry)}`);
      if (id === undefined) throw new Error(`The search index has no page for ${entry.id}.`);
      return id;
    }),
    texts,
  });
}
