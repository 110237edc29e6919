import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';

const LONGEST_PATH = 4096;
// A hostile tree may hold thousands of them; the first ones tell as much.
const SHOWN = 50;

/** @returns Why no file should have this path, as the end of a sentence; undefined for a path that may be. */
export function whyUnsafe(path: Uint8Array): string | undefined {
  if (path.byteLength > LONGEST_PATH) return `is longer than ${LONGEST_PATH} bytes`;
  const text = decode(path);
  if (text === undefined) return 'is not UTF-8';
  if (text.startsWith('/')) return 'starts with a slash';
  if (text.includes('\\')) return 'holds a backslash';
  if (/\p{Cc}/u.test(text)) return 'holds a control character';
  const segments = text.split('/');
  if (segments.includes('')) return 'has an empty part';
  if (segments.includes('.') || segments.includes('..')) return 'has a part "." or ".."';
  if (segments.some((segment) => segment.toLowerCase() === '.git')) return 'reaches into a .git folder';
  return undefined;
}

function decode(path: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(path);
  } catch {
    return undefined;
  }
}

/** A path with everything that is not plain text written as `\xNN`, shortened for people. */
export function printablePath(path: Uint8Array): string {
  const text =
    decode(path) ??
    Buffer.from(path)
      .toString('latin1')
      .replaceAll(/[^\x20-\x7e]/g, escape);
  const printable = text.replaceAll(/\p{Cc}/gu, escape);
  return printable.length > 200 ? `${printable.slice(0, 200)}…` : printable;
}

function escape(character: string): string {
  return String.raw`\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

/** Collects the paths that are left out of a tree. */
export interface UnsafePaths {
  add(path: Uint8Array, why: string): void;
  count(): number;
  /** One diagnostic for each of the first 50, and one for the rest. */
  diagnostics(): Diagnostic[];
}

/** @param source - The id of the source, absent for a folder that is none. */
export function collectUnsafePaths(source: string | undefined): UnsafePaths {
  const diagnostics: Diagnostic[] = [];
  let more = 0;
  return {
    add(path, why) {
      if (diagnostics.length === SHOWN) more += 1;
      else {
        const file = printablePath(path);
        const message = `The path "${file}" ${why}; the file is left out.`;
        diagnostics.push(diagnose('path-unsafe', { message, at: { root: 'source', file }, source }));
      }
    },
    count: () => diagnostics.length + more,
    diagnostics() {
      const last = diagnostics.at(-1);
      if (last === undefined || more === 0) return diagnostics;
      return [...diagnostics, { ...last, message: `${more} more paths of this source are unsafe and left out.` }];
    },
  };
}
