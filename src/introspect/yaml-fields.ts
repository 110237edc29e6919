import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from 'yaml';
import { type Diagnostic, diagnose, type Place } from '../domain/diagnostic.ts';
import type { Written } from '../domain/entry.ts';
import type { RuleId } from '../domain/rules/index.ts';

export interface Fields {
  readonly fields?: ReadonlyMap<string, Written>;
  readonly diagnostics: readonly Diagnostic[];
  readonly fatal?: RuleId;
}

/** Makes a place from a line and a column of the YAML text, both counted from 1. */
type PlaceAt = (line: number, column: number) => Place;

/** Keys whose value is a text even where YAML sees a list in it (`argument-hint: [file]`). */
const TEXT_KEYS = new Set(['name', 'description', 'argument-hint', 'version', 'license', 'compatibility', 'model']);

/**
 * Reads the fields of front matter. What strict YAML refuses for a known human slip is read again, block by block, and
 * a warning says which values were guessed.
 */
export function readFields(text: string, placeAt: PlaceAt): Fields {
  try {
    return readStrictly(text, placeAt);
  } catch (error) {
    // Thousands of nested brackets exhaust the stack of parser and visitor.
    if (!(error instanceof RangeError)) throw error;
    const message = 'It is nested too deeply to be read.';
    return {
      diagnostics: [diagnose('front-matter-invalid', { message, at: placeAt(1, 1) })],
      fatal: 'front-matter-invalid',
    };
  }
}

/** The parser's own search for keys that stand twice takes time with the square of their number. */
const yaml = { version: '1.2', schema: 'core', prettyErrors: false, uniqueKeys: false } as const;

interface Problem {
  readonly message: string;
  readonly pos: readonly [number, number];
}

function doubleKey(document: Document): Problem | undefined {
  let found: Problem | undefined;
  visit(document, {
    Map: (_key, { items }) => {
      const keys = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (keys.has(key.value))
          found = { message: `"${String(key.value).slice(0, 40)}" stands twice`, pos: [key.range?.[0] ?? 0, 0] };
        keys.add(key.value);
      }
      return found ? visit.BREAK : undefined;
    },
  });
  return found;
}

function readStrictly(text: string, placeAt: PlaceAt): Fields {
  const lines = new LineCounter();
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return placeAt(line, col);
  };
  const document = parseDocument(text, { ...yaml, lineCounter: lines });

  const refused = document.errors.length === 0 ? refusedFeature(document) : undefined;
  if (refused) {
    const message = `${refused.what} is not read.`;
    const slip = recover(text, placeAt, message, at(refused.offset));
    return refused.slip && slip
      ? slip
      : {
          diagnostics: [diagnose('front-matter-feature-refused', { message, at: at(refused.offset) })],
          fatal: 'front-matter-feature-refused',
        };
  }
  const problem = document.errors[0] ?? doubleKey(document);
  // The parser notes it as one problem among others when its stack is exhausted.
  if (problem?.message.startsWith('Maximum call stack')) throw new RangeError(problem.message);
  if (!problem && isMap(document.contents))
    return { fields: fieldsOf(document.contents.items, text, at), diagnostics: [] };
  if (!problem && document.contents === null) return { fields: new Map(), diagnostics: [] };

  const message = problem ? problem.message.replace(/\.?$/, '.') : 'It is not a list of keys with values.';
  const place = at(problem?.pos[0] ?? 0);
  return (
    recover(text, placeAt, message, place) ?? {
      diagnostics: [diagnose('front-matter-invalid', { message, at: place })],
      fatal: 'front-matter-invalid',
    }
  );
}

/** The deepest real front matter has six levels. What lies deeper would exhaust the stack of whoever writes it out. */
const MAX_DEPTH = 100;

/** `**bold**` at the start of a value is read as an alias of that name; no author means one. */
const LOOKS_LIKE_EMPHASIS = /[*\s]/;

function refusedFeature(document: Document): { what: string; offset: number; slip: boolean } | undefined {
  let found: { what: string; offset: number; slip: boolean } | undefined;
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

function fieldsOf(pairs: readonly Pair[], text: string, at: (offset: number) => Place): Map<string, Written> {
  const fields = new Map<string, Written>();
  for (const { key, value } of pairs) {
    if (!isScalar(key)) continue;
    const name = String(key.value);
    const node = value as Node | null;
    const isText = TEXT_KEYS.has(name) && node !== null && !isScalar(node);
    const keys = isMap(node)
      ? new Map(node.items.map((pair) => [String(pair.key), at((pair.key as Node | null)?.range?.[0] ?? 0)]))
      : undefined;
    fields.set(name, {
      value: isText ? source(node, text) : plain(node),
      at: at(key.range?.[0] ?? 0),
      ...(keys && { keys }),
      ...(isMap(node) && { numbers: numbersIn(node.items) }),
    });
  }
  return fields;
}

function numbersIn(pairs: readonly Pair[]): Set<string> {
  const numbers = pairs.filter(({ value }) => isScalar(value) && typeof value.value === 'number');
  return new Set(numbers.map(({ key }) => (isScalar(key) ? String(key.value) : '?')));
}

function source(node: Node, text: string): string {
  const [start = 0, end = 0] = node.range ?? [];
  return text.slice(start, end).trim();
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

interface Block {
  readonly key: string;
  readonly lines: readonly string[];
  readonly first: number;
}

/** Reads each top-level key by itself, and the broken ones as plain text. */
function recover(text: string, placeAt: PlaceAt, problem: string, at: Place): Fields | undefined {
  const fields = new Map<string, Written>();
  const guessed: string[] = [];
  for (const block of topLevelBlocks(text)) {
    const read = readBlock(block);
    if (read.guessed || fields.has(block.key)) guessed.push(block.key);
    if (!fields.has(block.key)) fields.set(block.key, { value: read.value, at: placeAt(block.first, 1) });
  }
  if (!fields.has('name') && !fields.has('description')) return undefined;
  const which = guessed.length > 0 ? `; taken as plain text: ${guessed.join(', ')}` : '';
  const message = `${problem.replace(/\.$/, '')}${which}.`;
  return { fields, diagnostics: [diagnose('front-matter-recovered', { message, at })] };
}

/** Keys that end a broken description. Any other word with a colon, such as `user:`, is a line of its text. */
const KNOWN_KEYS =
  /^(?:name|description|license|version|author|allowed-tools|tools|disallowedTools|model|color|metadata|compatibility|argument-hint|tags|keywords|category|user-invocable|disable-model-invocation|context|agent|hooks|skills|permissionMode|memory|homepage|risk-tier|stub|stub-reason)$/;

function topLevelBlocks(text: string): Block[] {
  const blocks: { key: string; lines: string[]; first: number }[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const key = /^([A-Za-z_][\w.-]*):(?:\s|$)/.exec(line)?.[1];
    const isText = blocks.at(-1)?.key === 'description' && !KNOWN_KEYS.test(key ?? '');
    if (key !== undefined && !isText) blocks.push({ key, lines: [line], first: index + 1 });
    else blocks.at(-1)?.lines.push(line);
  }
  return blocks;
}

function readBlock({ key, lines }: Block): { value: unknown; guessed: boolean } {
  const text = lines.join('\n');
  const document = parseDocument(text, yaml);
  const clean = document.errors.length === 0 && refusedFeature(document) === undefined;
  if (clean && isMap(document.contents) && document.contents.items.length === 1) {
    const value = document.contents.items[0]?.value as Node | null;
    return {
      value: TEXT_KEYS.has(key) && value !== null && !isScalar(value) ? source(value, text) : plain(value),
      guessed: false,
    };
  }
  const joined = lines
    .map((line, index) => (index === 0 ? line.slice(key.length + 1) : line).trim())
    .filter((line, index) => line !== '' && !(index === 0 && /^[|>][-+]?$/.test(line)))
    .join(' ');
  return { value: joined.replace(/^[|>][-+]?\s+/, '').replace(/^(["'])(.*)\1$/s, '$2'), guessed: true };
}
