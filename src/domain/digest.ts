import { createHash, type Hash } from 'node:crypto';

/** One file of an entry, as it goes into the digest. */
export interface DigestFile {
  /** Relative to the entry's root, POSIX separators. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export type DigestResult = { readonly digest: string } | { readonly collision: readonly [string, string] };

/**
 * The content digest of an entry's files as RFC-0008 of MLflow, "Content digest", lays it down: the paths in Unicode NFC
 * and UTF-8, sorted by their bytes; for each file the length of the path as an unsigned 8-byte big-endian number, the
 * path, the length of the content the same way, the content; SHA-256 of it all.
 *
 * @returns 64 lower-case hex digits, or the two paths that are one after normalising, which makes the tree ambiguous.
 */
export function contentDigest(files: readonly DigestFile[]): DigestResult {
  const sorted = files
    .map((file) => ({ ...file, key: Buffer.from(file.path.normalize('NFC'), 'utf8') }))
    .toSorted((a, b) => Buffer.compare(a.key, b.key));

  const hash = createHash('sha256');
  for (const [index, file] of sorted.entries()) {
    const before = sorted[index - 1];
    if (before && before.key.equals(file.key)) return { collision: [before.path, file.path] };
    updateWithLength(hash, file.key);
    updateWithLength(hash, file.bytes);
  }
  return { digest: hash.digest('hex') };
}

function updateWithLength(hash: Hash, bytes: Uint8Array): void {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(bytes.byteLength));
  hash.update(length).update(bytes);
}

/** SHA-256 of bytes, or of a text in UTF-8, as 64 lower-case hex digits. */
export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * JSON with the keys of every object sorted and nothing between tokens, so that two spellings of one value have one
 * digest (RFC 8785, whose number and string forms are those of `JSON.stringify`).
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const pairs = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
  return `{${pairs.join(',')}}`;
}
