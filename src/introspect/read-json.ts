import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
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
        message: `It is not JSON${reasonOf(error as Error)}.`,
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

/**
 * What V8 says is wrong. Some of its messages quote the file around the place, after the character that is wrong; that
 * can be a secret, and in those there is nothing else to learn.
 */
function reasonOf({ message }: Error): string {
  return message.includes('"') ? '' : `: ${message}`;
}

/** V8 says where in words: `… at position 12 (line 2 column 3)`, unless it quotes the place or the file just ends. */
function placeOf(path: string, text: string, { message }: Error): Place {
  if (message.includes('"')) return { root: 'source', file: path };
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
  return {
    root: 'source',
    file: path,
    line: Number(line ?? text.split('\n').length),
    ...(column && { column: Number(column) }),
  };
}

function locator(path: string, text: string): JsonFile['at'] {
  const lines = new LineCounter();
  let root: unknown;
  // Objects and lists are indexed when they are first asked for: looking a key up in the document goes through all.
  const children = new Map<unknown, ReadonlyMap<unknown, unknown>>();
  const childrenOf = (node: unknown): ReadonlyMap<unknown, unknown> => {
    const index = children.get(node) ?? indexChildren(node);
    children.set(node, index);
    return index;
  };
  return (keys) => {
    // JSON is YAML, whose parser knows positions. It is asked only when there is something to report.
    if (keys.length > 0) root ??= parseNodes(text, lines);
    let node = root;
    let offset = 0;
    for (const key of keys) {
      node = childrenOf(node).get(key);
      if (!isNode(node)) break;
      offset = node.range?.[0] ?? offset;
    }
    if (offset === 0) return { root: 'source', file: path, line: 1, column: 1 };
    const { line, col } = lines.linePos(offset);
    return { root: 'source', file: path, line, column: col };
  };
}

function parseNodes(text: string, lineCounter: LineCounter): unknown {
  return parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'silent', uniqueKeys: false }).contents;
}

/** The values of an object by key, or of a list by index. Of a key that is written twice the last counts, as in JSON. */
function indexChildren(node: unknown): ReadonlyMap<unknown, unknown> {
  if (isMap(node)) return new Map(node.items.map(({ key, value }) => [isScalar(key) ? key.value : undefined, value]));
  return new Map(isSeq(node) ? node.items.entries() : []);
}
