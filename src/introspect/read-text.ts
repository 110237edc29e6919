import type { QuarantinedEntry } from '../domain/source-record.ts';
import type { Kind } from '../domain/kind.ts';
import { type Diagnostic, diagnose, type Place } from '../domain/diagnostic.ts';
import type { RuleId } from '../domain/rules/index.ts';
import type { Tree } from '../domain/tree.ts';

/** The largest file that can be instructions, a manifest or a configuration, in bytes. Real ones stay below 300 kB. */
const MAX_DEFINITION = 1_000_000;

export type TextResult =
  | { readonly text: string; readonly slip?: Diagnostic; readonly diagnostic?: undefined }
  | { readonly diagnostic: Diagnostic; readonly text?: undefined; readonly slip?: undefined };

/** What stands in the repository instead of a file that Git LFS keeps elsewhere (git-lfs specification, "The Pointer"). */
const LFS_POINTER = 'version https://git-lfs.github.com/spec/';

/** Above this share of bytes that are no UTF-8, a file is no text with a slip in it. */
const MAX_DAMAGE = 0.05;

/** Reads a file of the tree as text; what is too large, not UTF-8 or not to be had is a diagnostic. */
export async function readText(tree: Tree, path: string): Promise<TextResult> {
  const read = await readDamagedText(tree, path);
  return read.slip
    ? { diagnostic: diagnose('definition-not-text', { message: 'The file is not UTF-8.', at: read.slip.at }) }
    : read;
}

/**
 * Reads a file of the tree as text for people. Single bytes that are no UTF-8 become U+FFFD, as in the readers that
 * harnesses have. Which letters they stood for is not guessed: the same byte is a dash in one country and a letter in
 * another.
 *
 * @returns With a `slip` where the text is not what the bytes say in UTF-8.
 */
export async function readDamagedText(tree: Tree, path: string): Promise<TextResult> {
  const at: Place = { root: 'source', file: path };
  const refuse = (rule: RuleId, message: string, place: Partial<Place> = {}): TextResult => ({
    diagnostic: diagnose(rule, { message, at: { ...at, ...place } }),
  });
  const { bytes, problem } = await tree.read(path);
  if (problem === 'too-large') return refuse('definition-too-large', 'The file is over the limit for a single file.');
  if (problem !== undefined) return refuse('object-unavailable', `The content of ${path} cannot be had.`);
  if (bytes.byteLength > MAX_DEFINITION)
    return refuse('definition-too-large', `The file has ${bytes.byteLength} bytes; ${MAX_DEFINITION} are read.`);

  if (isUtf16(bytes)) return refuse('definition-not-text', 'The file is UTF-16.', { line: 1, column: 1 });
  const nul = bytes.indexOf(0);
  if (nul !== -1)
    return refuse('definition-not-text', 'The file contains NUL characters; here is the first.', placeIn(bytes, nul));
  const text = strictly(bytes);
  if (text === undefined) return repaired(bytes, at);
  if (text.startsWith(LFS_POINTER))
    return refuse('definition-elsewhere', 'The file is a pointer of Git LFS.', { line: 1, column: 1 });
  return { text };
}

function repaired(bytes: Uint8Array, at: Place): TextResult {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const first = firstBadByte(bytes, text);
  const place: Place = { ...at, ...placeIn(bytes, first) };
  const count = [...text.matchAll(/\uFFFD/g)].length;
  if (count > bytes.byteLength * MAX_DAMAGE)
    return { diagnostic: diagnose('definition-not-text', { message: 'The file is not UTF-8.', at: place }) };
  const hex = (bytes[first] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  const message = `The byte 0x${hex} is no UTF-8; it and its like (${count} in all) are shown as U+FFFD.`;
  return { text, slip: diagnose('definition-encoding', { message, at: place }) };
}

/** UTF-16 with its byte order mark. */
function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function strictly(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // A TypeError is how the decoder says that the bytes are not UTF-8.
    return undefined;
  }
}

/** The offset of the first byte that was replaced: up to there, encoding the text again gives the same bytes. */
function firstBadByte(bytes: Uint8Array, text: string): number {
  const again = new TextEncoder().encode(text);
  const differs = again.findIndex((byte, index) => byte !== bytes[index]);
  return differs === -1 ? 0 : differs;
}

/** Line and column of a byte, from 1; the column in UTF-16 code units. */
function placeIn(bytes: Uint8Array, offset: number): { line: number; column: number } {
  const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, offset));
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: before.length - start + 1 };
}

/** Turns the diagnostic that keeps an entry from being published into its record. */
export function quarantine(kind: Kind, path: string, { rule, message }: Diagnostic): QuarantinedEntry {
  return { kind, path, rule, message };
}
