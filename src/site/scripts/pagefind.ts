/** What is used of Pagefind's browser module, which comes into being after the pages and has no types of its own. */
export interface FoundData {
  readonly url: string;
  /** HTML: text with `<mark>` around what was found. */
  readonly excerpt: string;
  readonly meta: Readonly<Record<string, string>>;
  readonly filters: Readonly<Record<string, readonly string[]>>;
}

export interface Found {
  readonly id: string;
  data(): Promise<FoundData>;
}

export type FilterCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface SearchOptions {
  readonly filters: Readonly<Record<string, { readonly any: readonly string[] }>>;
  readonly sort?: Readonly<Record<string, 'asc' | 'desc'>>;
}

interface SearchAnswer {
  readonly results: readonly Found[];
  /** What each value of each filter would leave. */
  readonly filters: FilterCounts;
}

export interface Pagefind {
  options(options: { readonly excerptLength: number }): Promise<void>;
  init(): Promise<void>;
  filters(): Promise<FilterCounts>;
  search(term: string | null, options: SearchOptions): Promise<SearchAnswer>;
}

let loading: Promise<Pagefind> | undefined;

async function load(): Promise<Pagefind> {
  const base = import.meta.env.BASE_URL.replace(/\/*$/, '/');
  const pagefind = (await import(/* @vite-ignore */ `${base}pagefind/pagefind.js`)) as Pagefind;
  await pagefind.options({ excerptLength: 24 });
  await pagefind.init();
  // Counts are only given for filters that have been fetched.
  await pagefind.filters();
  return pagefind;
}

/** The search, fetched when it is first needed. */
export function getPagefind(): Promise<Pagefind> {
  return (loading ??= load());
}
