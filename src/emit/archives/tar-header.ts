import { fixedDate } from './fixed-date.ts';

const BLOCK = 512;
/** The longest name and the longest prefix, in bytes. */
const NAME = 100;
const PREFIX = 155;
const { year, month, day, hour } = fixedDate;
const MTIME = Date.UTC(year, month - 1, day, hour) / 1000;

/**
 * The header of one regular file (IEEE Std 1003.1, pax, "ustar Interchange Format"). The path is written in UTF-8 as it
 * is. Libraries put what is not ASCII into a PAX header instead, which some clients pass over: they would write the file
 * under another name.
 *
 * @param path Relative, at most what `isArchivePath` takes.
 * @param size In bytes.
 * @throws Where the path does not fit.
 */
export function tarHeader(path: string, size: number, executable: boolean): Uint8Array {
  const { name, prefix } = splitPath(path);
  const header = Buffer.alloc(BLOCK);
  name.copy(header);
  header.write(octal(executable ? 0o755 : 0o644, 7), 100);
  header.write(octal(0, 7), 108);
  header.write(octal(0, 7), 116);
  header.write(octal(size, 11), 124);
  header.write(octal(MTIME, 11), 136);
  // The checksum is taken as if eight spaces stood in its own place.
  header.write(' '.repeat(8), 148);
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  header.write(octal(0, 7), 329);
  header.write(octal(0, 7), 337);
  prefix.copy(header, 345);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)}\0 `, 148);
  return header;
}

/** What fills the last block of a file of that many bytes. */
export function tarPadding(size: number): Uint8Array {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}

/** Two empty blocks end an archive. */
export const tarEnd: Uint8Array = Buffer.alloc(2 * BLOCK);

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

function splitPath(path: string): { readonly name: Buffer; readonly prefix: Buffer } {
  const bytes = Buffer.from(path);
  if (bytes.length <= NAME) return { name: bytes, prefix: Buffer.alloc(0) };
  const seam = bytes.indexOf(0x2f, bytes.length - NAME - 1);
  if (seam <= 0 || seam > PREFIX || seam === bytes.length - 1)
    throw new Error(`${JSON.stringify(path)} fits into no tar header.`);
  return { name: bytes.subarray(seam + 1), prefix: bytes.subarray(0, seam) };
}
