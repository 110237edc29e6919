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
import { toWordFiles, type WordsFile } from './word-files.ts';

const DAY = 86_400_000;

interface IndexedPage {
  /** A hash of its content. */
  readonly id: string;
  /** Its text, as Pagefind has read it. */
  readonly content: string;
}

/** What Pagefind has indexed, by address. It says only in its own files which page an id stands for. */
async function indexedPages(pagefind: string): Promise<ReadonlyMap<string, IndexedPage>> {
  const folder = join(pagefind, 'fragment');
  const pages = new Map<string, IndexedPage>();
  for (const name of await readdir(folder).catch(() => [])) {
    const text = gunzipSync(await readFile(join(folder, name))).toString('utf8');
    const { url, content } = JSON.parse(text.slice(text.indexOf('{'))) as { url: string; content: string };
    pages.set(url, { id: name.slice(0, name.indexOf('.')), content });
  }
  return pages;
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
  const indexed = await indexedPages(join(site, 'pagefind'));
  const pages = entries.map((entry) => {
    const page = indexed.get(`/${pagePath(entry)}`);
    if (page === undefined) throw new Error(`The search index has no page for ${entry.id}.`);
    return page;
  });
  const folder = dirname(join(site, catalogFilePath));
  await mkdir(folder, { recursive: true });
  /** Hosts keep what lies there, so its name holds the digest. */
  const put = async (kind: string, part: TextsFile | WordsFile): Promise<string> => {
    const text = JSON.stringify(part);
    const name = `${kind}-${sha256(text).slice(0, 12)}.json`;
    await writeFile(join(folder, name), text);
    return name;
  };
  const texts: string[] = [];
  for (let start = 0; start < entries.length; start += TEXTS_IN_FILE)
    texts.push(await put('texts', toTexts(entries.slice(start, start + TEXTS_IN_FILE))));
  const words: CatalogFile['words'][number][] = [];
  for (const file of toWordFiles(pages.map(({ content }) => content)))
    words.push([file.words[0] ?? '', await put('words', file)]);
  const day = (instant: string): number => Math.floor(Date.parse(instant) / DAY);
  const catalog: CatalogFile = {
    names: entries.map(({ name }) => name),
    titles: entries.map(({ title }) => title),
    columns: Object.fromEntries(columns.map(({ name, pick, label }) => [name, toColumn(entries.map(pick), label)])),
    changed: entries.map(({ updatedAt }) => day(updatedAt)),
    first: entries.map(({ firstAt }) => day(firstAt)),
    pages: pages.map(({ id }) => id),
    texts,
    words,
  };
  await writeFile(join(site, catalogFilePath), JSON.stringify(catalog));
}
