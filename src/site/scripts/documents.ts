import type { Catalog } from './catalog.ts';
import { type Found, getPagefind } from './pagefind.ts';

type Documents = ReadonlyMap<number, Found>;

/**
 * Looks through the documents, one question at a time. While Pagefind works, only the newest of the questions that come
 * waits: on a long list each keystroke may cost it a second, and answers to all of them would come one after another.
 */
export function documentSearch(): (catalog: Catalog, words: string) => Promise<Documents | undefined> {
  let working: Promise<unknown> = Promise.resolve();
  let newest = 0;
  let last: { readonly words: string; readonly documents: Documents } | undefined;

  return async (catalog, words) => {
    const turn = ++newest;
    if (last?.words === words) return last.documents;
    // Those that wait here are woken together, and all but the newest give up.
    await working.catch(() => undefined);
    if (turn !== newest) return undefined;
    const work = getPagefind().then((pagefind) => pagefind.search(words));
    working = work;
    const { results } = await work;
    const documents = new Map<number, Found>();
    for (const found of results) {
      const entry = catalog.byPage.get(found.id);
      if (entry !== undefined) documents.set(entry, found);
    }
    last = { words, documents };
    return turn === newest ? documents : undefined;
  };
}
