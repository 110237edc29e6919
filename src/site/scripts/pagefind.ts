/** What is used of Pagefind's browser module, which comes into being after the pages and has no types of its own. */
export interface FoundData {
  /** HTML: text with `<mark>` around what was found. */
  readonly excerpt: string;
}

export interface Found {
  /** Of the page, as in `pages` of the catalog file. */
  readonly id: string;
  data(): Promise<FoundData>;
}

interface Pagefind {
  options(options: { readonly excerptLength: number }): Promise<void>;
  init(): Promise<void>;
  search(term: string): Promise<{ readonly results: readonly Found[] }>;
}

let loading: Promise<Pagefind> | undefined;

async function load(): Promise<Pagefind> {
  const base = import.meta.env.BASE_URL.replace(/\/*$/, '/');
  const pagefind = (await import(/* @vite-ignore */ `${base}pagefind/pagefind.js`)) as Pagefind;
  await pagefind.options({ excerptLength: 24 });
  await pagefind.init();
  return pagefind;
}

/** The search in the documents, fetched when it is first needed. */
export function getPagefind(): Promise<Pagefind> {
  return (loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  }));
}
