import type { CatalogFile } from '../search/catalog-file.ts';
import { firstFrom, lookUp, type WordsFile } from '../search/word-files.ts';
import { isUnspaced, rootOf } from './words.ts';

/** For each word, how the document of each entry has it: 0 for not, else one of `levels`. */
export type InDocuments = ReadonlyMap<string, Uint8Array>;

export interface DocumentWords {
  /** Those of the words that can be known: single ones, which do not begin the words of too many files. */
  single(words: readonly string[]): string[];
  /** What is known at once; undefined where it has to be fetched, or is not known here. */
  known(words: readonly string[]): InDocuments | undefined;
  /** Fetches what words need. Says false where that is too much for what they tell, or they are no single words. */
  fetch(words: readonly string[]): Promise<boolean>;
}

/** What is shorter, or begins the words of more files, says too little to fetch them all. */
const SHORTEST = 2;
const MOST_FILES = 4;

/** The words of all documents, of which the files come when they are asked for. */
export function documentWords(
  { words: parts, names: entries }: Pick<CatalogFile, 'words' | 'names'>,
  load: (name: string) => Promise<WordsFile>,
): DocumentWords {
  const firsts = parts.map(([first]) => first);
  const come = new Map<string, WordsFile>();
  const coming = new Map<string, Promise<unknown>>();

  /** The files in which a word and those that begin so stand. */
  const filesOf = (word: string): string[] | undefined => {
    if (word.length < SHORTEST || word.includes(' ') || isUnspaced(word)) return undefined;
    const at = firstFrom(firsts, word);
    const from = firsts[at] === word ? at : Math.max(0, at - 1);
    const after = firsts.findIndex((first, place) => place > from && first > word && !first.startsWith(word));
    const files = parts.slice(from, after === -1 ? undefined : after).map(([, name]) => name);
    return files.length <= MOST_FILES ? files : undefined;
  };
  /** Its other forms are looked for too, unless they stand in too many files. */
  const placeOf = (word: string): { readonly root: string; readonly files: readonly string[] | undefined } => {
    const root = rootOf(word);
    const files = filesOf(root);
    return files ? { root, files } : { root: word, files: filesOf(word) };
  };
  const bring = (name: string): Promise<unknown> => {
    const work =
      coming.get(name) ??
      load(name).then(
        (file) => come.set(name, file),
        (error: unknown) => {
          // The next one who asks tries again.
          coming.delete(name);
          throw error;
        },
      );
    coming.set(name, work);
    return work;
  };

  return {
    single: (words) => words.filter((word) => placeOf(word).files),
    known(words) {
      const found = new Map<string, Uint8Array>();
      for (const word of words) {
        const { root, files: names } = placeOf(word);
        const files = names?.map((name) => come.get(name));
        if (!files || files.includes(undefined)) return undefined;
        const standing = new Uint8Array(entries.length);
        for (const file of files) if (file) lookUp(file, word, standing, root);
        found.set(word, standing);
      }
      return found;
    },
    async fetch(words) {
      const files = words.map((word) => placeOf(word).files);
      if (files.includes(undefined)) return false;
      await Promise.all([...new Set(files.flatMap((some) => some ?? []))].map(bring));
      return true;
    },
  };
}
