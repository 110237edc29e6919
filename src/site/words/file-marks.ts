import { fileOf } from '../../domain/entry-path.ts';
import type { FileRecord, FullEntry } from '../../domain/index-v1.ts';

interface FileMark {
  readonly word: string;
  /** There is a finding about it. */
  readonly isLookedAt: boolean;
}

/** Told by the ending of the name: the index does not say what a file holds. */
const BINARY =
  /\.(?:png|jpe?g|gif|webp|avif|ico|bmp|pdf|docx?|xlsx?|pptx?|zip|gz|tgz|xz|bz2|7z|jar|whl|woff2?|ttf|otf|mp[34]|wav|mov|wasm|bin|exe|dll|so|dylib|pyc|class|sqlite|db|img|iso)$/i;

/** In bytes: nobody reads a file of this size. */
const LARGE = 1_000_000;

/** For the files of an entry: what a reader should know of each before opening it. */
export function fileMarks(
  entry: Pick<FullEntry, 'evidence' | 'findings' | 'provenance'>,
): (file: Pick<FileRecord, 'path' | 'bytes' | 'executable'>) => FileMark[] {
  const scripts = new Set(entry.evidence.scripts.map(({ path }) => path));
  const root = fileOf(entry.provenance.path);
  const found = entry.findings.filter(({ rule }) => rule.startsWith('finding-hidden-')).map(({ file }) => file);
  // A finding names a file by its path in the source.
  const isHiding = (path: string): boolean =>
    found.some((file) => file === path || file === root || file === `${root}/${path}`);
  return ({ path, bytes, executable }) => [
    ...(scripts.has(path) ? [{ word: 'script', isLookedAt: false }] : []),
    ...(executable ? [{ word: 'executable', isLookedAt: false }] : []),
    ...(isHiding(path) ? [{ word: 'hidden characters', isLookedAt: true }] : []),
    ...(BINARY.test(path) ? [{ word: 'binary', isLookedAt: false }] : []),
    ...(bytes > LARGE ? [{ word: 'large', isLookedAt: false }] : []),
  ];
}
