import {
  type CatalogFile,
  catalogFilePath,
  type FacetColumn,
  TEXTS_IN_FILE,
  type TextsFile,
} from '../search/catalog-file.ts';
import type { WordsFile } from '../search/word-files.ts';
import { type DocumentWords, documentWords } from './document-words.ts';
import { folded } from './words.ts';

/** The catalog as the search has it in memory. Entries are numbers: those changed last first. */
export interface Catalog {
  readonly file: CatalogFile;
  readonly size: number;
  column(name: string): FacetColumn;
  /** The values of a facet of one entry. */
  valuesOf(name: string, entry: number): readonly string[];
  /** What is looked through for words, by field. Descriptions come a little later than the rest. */
  readonly fields: Fields;
  readonly descriptions: readonly string[];
  /** Titles that more than one entry has. */
  readonly repeated: ReadonlySet<string>;
  /** What Pagefind calls pages, and which entries they are. */
  readonly byPage: ReadonlyMap<string, number>;
  readonly documentWords: DocumentWords;
  /** When descriptions can be looked through, and whether that is now. */
  readonly complete: Promise<void>;
  isComplete(): boolean;
}

interface Fields {
  readonly name: readonly string[];
  readonly title: readonly string[];
  readonly tags: readonly string[];
  readonly source: readonly string[];
  readonly keywords: string[];
  readonly description: string[];
}
export type Field = keyof Fields;

const none: FacetColumn = { values: [], sets: [], of: [] };

function repeatedOf(titles: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const title of titles.map((text) => text.trim().toLowerCase())) (seen.has(title) ? twice : seen).add(title);
  return twice;
}

async function fetchJson<T>(address: string, cache: RequestCache): Promise<T> {
  const answer = await fetch(address, { cache });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}.`);
  return (await answer.json()) as T;
}

async function load(): Promise<Catalog> {
  const base = import.meta.env.BASE_URL.replace(/\/*$/, '/');
  const address = new URL(`${base}${catalogFilePath}`, location.href);
  // The one file without a hash in its name: an old one would lead to pages that are gone.
  const file = await fetchJson<CatalogFile>(address.href, 'no-cache');
  const size = file.names.length;
  const column = (name: string): FacetColumn => file.columns[name] ?? none;
  const valuesOf = (name: string, entry: number): string[] => {
    const { values, sets, of } = column(name);
    return (sets[of[entry] ?? -1] ?? []).map((at) => values[at] ?? '');
  };
  const all = Array.from({ length: size }, (_, entry) => entry);
  const descriptions: string[] = [];
  const fields: Fields = {
    name: file.names.map(folded),
    title: file.titles.map(folded),
    tags: all.map((entry) => folded(valuesOf('tag', entry).join(' '))),
    source: all.map((entry) => folded(valuesOf('source', entry).join(' '))),
    keywords: [],
    description: [],
  };
  const fetchBeside = <T>(name: string): Promise<T> => fetchJson<T>(new URL(name, address).href, 'default');
  const takeTexts = async (name: string, part: number): Promise<void> => {
    const texts = await fetchBeside<TextsFile>(name);
    for (const [at, description] of texts.descriptions.entries()) {
      const entry = part * TEXTS_IN_FILE + at;
      descriptions[entry] = description;
      fields.description[entry] = folded(description);
      fields.keywords[entry] = folded(texts.keywords[at] ?? '');
    }
  };
  let left = file.texts.length;
  const complete = Promise.all(file.texts.map((name, part) => takeTexts(name, part).then(() => (left -= 1)))).then(
    () => undefined,
  );
  const isComplete = (): boolean => left === 0;
  // Who needs them waits for them and hears of it; nobody may need them.
  complete.catch(() => undefined);
  const byPage = new Map(file.pages.map((page, entry) => [page, entry]));
  return {
    file,
    size,
    column,
    valuesOf,
    fields,
    descriptions,
    repeated: repeatedOf(file.titles),
    byPage,
    documentWords: documentWords(file, (name) => fetchBeside<WordsFile>(name)),
    complete,
    isComplete,
  };
}

let loading: Promise<Catalog> | undefined;

/** The catalog, fetched when it is first needed. A failure is not kept: the next one who asks tries again. */
export function getCatalog(): Promise<Catalog> {
  return (loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  }));
}
