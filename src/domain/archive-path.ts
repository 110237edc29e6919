/** In bytes of UTF-8 (POSIX ustar): the name, and the folders that can stand before it. */
const NAME = 100;
const PREFIX = 155;

/** What Windows refuses in names, what shells and terminals trip over, and what ends a name early. */
const UNFIT = /[<>:"|?*\\\p{Cc}\p{Cf}]/u;

/** Names that Windows keeps for devices, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])(?:[. ]|$)/i;

/** What those who keep files in an object by their path would lose. */
const LOST = '__proto__';

/**
 * True where a path can be packed and unpacked everywhere: relative, no `..`, within the two fields of a USTAR header
 * (IEEE Std 1003.1, pax, "ustar Interchange Format"), and taken by every common file system.
 */
export function isArchivePath(path: string): boolean {
  const parts = path.split('/');
  return fitsUstar(path) && parts.every((part) => isName(part));
}

function isName(part: string): boolean {
  const isWord = part !== '' && part !== '.' && part !== '..' && part !== LOST;
  return isWord && !UNFIT.test(part) && !/[. ]$/.test(part) && !DEVICE.test(part);
}

function fitsUstar(path: string): boolean {
  const bytes = Buffer.from(path);
  if (bytes.length <= NAME) return true;
  // The seam is a slash that leaves at most a hundred bytes behind it.
  const seam = bytes.indexOf(0x2f, bytes.length - NAME - 1);
  return seam > 0 && seam <= PREFIX && seam < bytes.length - 1;
}

/** The spelling by which file systems that pass over case tell names apart: two paths with one are one file there. */
export function foldedPath(path: string): string {
  // Twice, so that ß meets ss and the long s the short one.
  return path.normalize('NFC').toUpperCase().toLowerCase();
}

/** The first path that cannot be packed beside the others; undefined where all can. */
export function unfitPath(paths: readonly string[]): string | undefined {
  const seen = new Set<string>();
  const folders = new Map<string, string>();
  for (const path of paths) {
    const folded = foldedPath(path);
    if (!isArchivePath(path.normalize('NFC')) || seen.has(folded) || folders.has(folded)) return path;
    seen.add(folded);
    for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) {
      const folder = path.slice(0, end).normalize('NFC');
      const key = foldedPath(folder);
      // A folder in two spellings, or one that is a file elsewhere.
      if (seen.has(key) || (folders.get(key) ?? folder) !== folder) return path;
      folders.set(key, folder);
    }
  }
  return undefined;
}
