import { LineCounter, type Node, parseDocument } from 'yaml';
import { type Diagnostic, diagnose, type Place } from '../domain/diagnostic.ts';
import type { Tree } from '../domain/tree.ts';
import { readText } from './read-text.ts';

/** A JSON file with the places of its keys. */
export interface JsonFile {
  readonly path: string;
  readonly value: unknown;
  readonly at: (keys: readonly (string | number)[]) => Place;
}

export type JsonResult =
  | { readonly json: JsonFile; readonly diagnostic?: undefined }
  | { readonly diagnostic: Diagnostic; readonly json?: undefined };

/** Reads a file of the tree as JSON (RFC 8259; a byte order mark is passed over). */
export async function readJson(tree: Tree, path: string): Promise<JsonResult> {
  const read = await readText(tree, path);
  if (read.diagnostic) return read;
  const text = read.text.replace(/^\uFEFF/, '');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return {
      diagnostic: diagnose('manifest-invalid', {
        message: `It is not JSON: ${(error as Error).message}.`,
        at: placeOf(path, text, error as Error),
      }),
    };
  }
  if (!isTooDeep(value)) return { json: { path, value, at: locator(path, text) } };
  const at: Place = { root: 'source', file: path, line: 1 };
  return { diagnostic: diagnose('manifest-invalid', { message: 'It is nested too deeply to be read.', at }) };
}

/** Real manifests have eight levels. What lies deeper would exhaust the stack of whoever walks or writes it. */
const MAX_DEPTH = 100;

function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth++)
    level = level.flatMap((item): unknown[] => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  return level.length > 0;
}

/** V8 says where in words: `… at position 12 (line 2 column 3)`; without them the end of the file is meant. */
function placeOf(path: string, text: string, error: Error): Place {
  const [, line, column] = /line (\d+) column (\d+)/.exec(error.message) ?? [];
  return {
    root: 'source',
    file: path,
    line: Number(line ?? text.split('\n').length),
    ...(column && { column: Number(column) }),
  };
}

function locator(path: string, text: string): JsonFile['at'] {
  let document: ReturnType<typeof parseDocument> | undefined;
  const lines = new LineCounter();
  return (keys) => {
    if (keys.length === 0) return { root: 'source', file: path, line: 1, column: 1 };
    // JSON is YAML, whose parser knows positions. It is asked only when there is something to report.
    document ??= parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      logLevel: 'silent',
      uniqueKeys: false,
    });
    for (let length = keys.length; length > 0; length--) {
      const offset = (document.getIn(keys.slice(0, length), true) as Node | undefined)?.range?.[0];
      if (offset === undefined) continue;
      const { line, col } = lines.linePos(offset);
      return { root: 'source', file: path, line, column: col };
    }
    return { root: 'source', file: path, line: 1, column: 1 };
  };
}
