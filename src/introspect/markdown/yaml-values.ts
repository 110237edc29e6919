import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, visit } from 'yaml';
import type { Place } from '../../domain/diagnostic.ts';
import type { Written } from '../../domain/entry.ts';

/** The parser's own search for keys that stand twice takes time with the square of their number. */
export const yamlOptions = { version: '1.2', schema: 'core', prettyErrors: false, uniqueKeys: false } as const;

/** Keys whose value is a text even where YAML sees a list in it (`argument-hint: [file]`). */
const TEXT_KEYS = new Set(['name', 'description', 'argument-hint', 'version', 'license', 'model']);

/** The deepest real front matter has six levels. What lies deeper would exhaust the stack of whoever writes it out. */
const MAX_DEPTH = 100;

/** `**bold**` at the start of a value is read as an alias of that name; no author means one. */
const LOOKS_LIKE_EMPHASIS = /[*\s]/;

export interface RefusedFeature {
  readonly what: string;
  readonly offset: number;
  /** True where it is a slip of the pen rather than the feature. */
  readonly slip: boolean;
}

/** The first anchor, alias or tag of a document. Throws a RangeError where it is nested too deeply. */
export function refusedFeature(document: Document): RefusedFeature | undefined {
  let found: RefusedFeature | undefined;
  visit(document, {
    Node: (_key, node, path) => {
      const offset = node.range?.[0] ?? 0;
      if (path.length > MAX_DEPTH) throw new RangeError('Too deep.');
      if (isAlias(node))
        found = { what: `The alias *${node.source.slice(0, 40)}`, offset, slip: LOOKS_LIKE_EMPHASIS.test(node.source) };
      else if (node.anchor) found = { what: `The anchor &${node.anchor.slice(0, 40)}`, offset, slip: false };
      else if (node.tag !== undefined) found = { what: `The tag ${node.tag.slice(0, 40)}`, offset, slip: false };
      return found ? visit.BREAK : undefined;
    },
  });
  return found;
}

/** One key with its value, as data. Undefined where the key is a list or a map. */
export function writtenOf(
  { key, value }: Pair,
  text: string,
  at: (offset: number) => Place,
): { name: string; written: Written } | undefined {
  if (!isScalar(key)) return undefined;
  const name = String(key.value);
  const node = value as Node | null;
  const keys = isMap(node)
    ? new Map(node.items.map((pair) => [String(pair.key), at((pair.key as Node | null)?.range?.[0] ?? 0)]))
    : undefined;
  const written = {
    value: TEXT_KEYS.has(name) ? textual(node, text, name) : plain(node),
    at: at(key.range?.[0] ?? 0),
    ...(keys && { keys }),
    ...(isMap(node) && { numbers: numbersIn(node.items) }),
  };
  return { name, written };
}

/** True for a list or a map. */
export function isCollection(node: unknown): boolean {
  return isSeq(node) || isMap(node);
}

/** What a key that holds a text says. A list is none that anything could be called after. */
function textual(node: Node | null, text: string, name: string): unknown {
  const [start = 0, end = 0] = node?.range ?? [];
  const source = text.slice(start, end).trim();
  if (isScalar(node)) return typeof node.value === 'boolean' ? source : plain(node);
  return node === null || (name === 'name' && source.includes('\n')) || (name === 'name' && source.startsWith('- '))
    ? null
    : source;
}

function numbersIn(pairs: readonly Pair[]): Set<string> {
  const numbers = pairs.filter(({ value }) => isScalar(value) && typeof value.value === 'number');
  return new Set(numbers.map(({ key }) => (isScalar(key) ? String(key.value) : '?')));
}

/** A value as data. Numbers keep the text they were written as: `1.10` is a version, not 1.1. */
function plain(node: Node | null): unknown {
  if (isScalar(node))
    return typeof node.value === 'number' || typeof node.value === 'bigint'
      ? (node.source ?? String(node.value))
      : node.value;
  if (isSeq(node)) return node.items.map((item) => plain(item as Node));
  if (isMap(node))
    return Object.fromEntries(
      node.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : '?', plain(pair.value as Node | null)]),
    );
  return null;
}
