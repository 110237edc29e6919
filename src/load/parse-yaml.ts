import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { type Diagnostic, diagnose, type Place } from '../domain/diagnostic.ts';
import { suggest } from '../domain/did-you-mean.ts';
import type { Locate } from '../domain/source.ts';
import { keysAt } from './schema-keys.ts';

export interface ParsedFile<T> {
  /** Absent where a problem makes the file unusable. */
  readonly value?: T;
  /** What stands in the file, unchecked; absent where it cannot be read at all. */
  readonly written?: unknown;
  readonly locate: Locate;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads one file that people write: YAML 1.2 core schema, no anchors, aliases or tags, checked against a strict schema.
 * All problems of the file are reported, each with line and column.
 *
 * @param file The path below the catalog folder, for the places.
 */
export function parseYaml<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
): ParsedFile<z.output<Schema>> {
  const lines = new LineCounter();
  const document = parse(text, lines);
  if (!document) {
    const deep = diagnose('yaml-syntax', {
      message: 'It is nested too deeply to be read.',
      at: { root: 'catalog', file },
    });
    return { locate: () => undefined, diagnostics: [deep] };
  }
  const placeAt = (offset: number | undefined): Place => {
    const { line, col } = offset === undefined ? { line: 1, col: 1 } : lines.linePos(offset);
    return { root: 'catalog', file, line, column: col };
  };
  const locate: Locate = (path) => {
    const offset = offsetOf(document, path);
    if (offset === undefined) return undefined;
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };

  const unreadable = [...syntaxProblems(document, placeAt), ...refusedFeatures(document, placeAt)];
  if (unreadable.length > 0) return { locate, diagnostics: unreadable };

  const written: unknown = document.toJS() ?? {};
  const result = schema.safeParse(written);
  if (result.success) return { value: result.data, written, locate, diagnostics: [] };
  const { issues } = result.error;
  const diagnostics = issues.slice(0, MOST_PROBLEMS).flatMap((issue) => explain(issue, schema, document, placeAt));
  return { written, locate, diagnostics: diagnostics.slice(0, MOST_PROBLEMS) };
}

function parse(text: string, lineCounter: LineCounter): Document.Parsed | undefined {
  try {
    // The parser's own search for keys that are written twice takes time with the square of their number.
    const options = { version: '1.2', schema: 'core', lineCounter, prettyErrors: false, uniqueKeys: false } as const;
    const document = parseDocument(text, options);
    visit(document, {
      Node: (_key, _node, path) => {
        if (path.length > MAX_DEPTH) throw new RangeError('Too deep.');
      },
    });
    return document;
  } catch (error) {
    // Thousands of nested brackets exhaust the stack of the parser.
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

/** Nothing that can stand in a catalog file has more than eight levels. */
const MAX_DEPTH = 100;

/** Of one file. Nobody reads more at once, and a file can be made to hold a hundred thousand. */
const MOST_PROBLEMS = 200;

type PlaceAt = (offset: number | undefined) => Place;

function syntaxProblems(document: Document, placeAt: PlaceAt): Diagnostic[] {
  return document.errors.map((error) => {
    const isSeveral = error.code === 'MULTIPLE_DOCS';
    const message = isSeveral ? 'The file holds more than one document.' : error.message.replace(/\.?$/, '.');
    return diagnose('yaml-syntax', { message, at: placeAt(error.pos[0]) });
  });
}

function refusedFeatures(document: Document, placeAt: PlaceAt): Diagnostic[] {
  const found: Diagnostic[] = [];
  const refuse = (what: string, node: Node): void => {
    found.push(diagnose('yaml-feature-refused', { message: `${what} is not read.`, at: placeAt(node.range?.[0]) }));
  };
  visit(document, {
    Alias: (_key, node) => refuse(`The alias *${node.source}`, node),
    Node: (_key, node) => {
      if ('anchor' in node && node.anchor) refuse(`The anchor &${node.anchor}`, node);
      if (node.tag !== undefined) refuse(`The tag ${node.tag}`, node);
    },
    Map: (_key, { items }) => {
      const keys = new Set<string>();
      for (const { key } of items) {
        const name = isScalar(key) ? String(key.value) : undefined;
        const at = placeAt((key as Node | null)?.range?.[0]);
        if (name === undefined) found.push(diagnose('yaml-syntax', { message: 'A key is not a plain word.', at }));
        else if (keys.has(name)) found.push(diagnose('yaml-syntax', { message: `"${name}" stands here twice.`, at }));
        else if (name === '__proto__')
          found.push(diagnose('key-unknown', { message: `"${name}" has no meaning here.`, at }));
        keys.add(name ?? '');
      }
    },
  });
  return found;
}

/** The offset of the key that a path ends in, or of the nearest one above it that is there. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  let node: unknown = document.contents;
  let offset = (node as Node | null)?.range?.[0];
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (!pair) return offset;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else {
      const item: unknown = document.getIn(path.slice(0, path.indexOf(key) + 1) as unknown[], true);
      const start = (item as Node | undefined)?.range?.[0];
      if (start === undefined) return offset;
      offset = start;
      node = item;
    }
  }
  return offset;
}

function explain(issue: z.core.$ZodIssue, schema: z.ZodType, document: Document, placeAt: PlaceAt): Diagnostic[] {
  const { path } = issue;
  const at = placeAt(offsetOf(document, path));
  const name = path.join('.');

  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, path);
    return issue.keys.slice(0, MOST_PROBLEMS).map((key) =>
      diagnose('key-unknown', {
        message: `"${key}" has no meaning ${name === '' ? 'in this file' : `below "${name}"`}.`,
        hint: suggest(key, known),
        at: placeAt(offsetOf(document, [...path, key])),
      }),
    );
  }
  if (issue.code === 'invalid_key') {
    const hint =
      'Write the kind, a colon and the name, such as skill:pdf; an alias is lower-case letters, digits and dashes.';
    return [diagnose('value-invalid', { message: `"${String(path.at(-1))}" cannot be a key here.`, hint, at })];
  }
  if (issue.code === 'invalid_type' && !document.hasIn(path as unknown[])) {
    return [diagnose('key-missing', { message: `"${name}" is missing.`, hint: `Add "${String(path.at(-1))}".`, at })];
  }
  if (issue.code === 'custom' && path.length === 0) return [diagnose('value-invalid', { message: issue.message, at })];

  const hint =
    issue.code === 'invalid_value'
      ? suggest(String(document.getIn(path as unknown[])), issue.values.map(String))
      : wanted(issue);
  return [
    diagnose('value-invalid', {
      message: `${name === '' ? 'The file' : `"${name}"`} has a value that cannot stand there.`,
      hint,
      at,
    }),
  ];
}

const typeWords: Readonly<Record<string, string>> = {
  array: 'a list, such as [a, b]',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a map of keys and values',
  record: 'a map of keys and values',
  string: 'a text; a number, a date or yes and no want quotes around them',
};

const formatWords: Readonly<Record<string, string>> = {
  date: 'a date, such as 2027-01-31',
  email: 'an address, such as ada@example.org',
  template_literal: 'the kind, a colon and the name, such as skill:pdf',
};

function wanted(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `Write ${typeWords[issue.expected] ?? issue.expected}.`;
  if (issue.code === 'invalid_format' && formatWords[issue.format]) return `Write ${formatWords[issue.format]}.`;
  if (issue.code === 'too_small')
    return issue.origin === 'string'
      ? 'Write at least one character.'
      : `Write at least ${Number(issue.minimum) + (issue.inclusive ? 0 : 1)}.`;
  if (issue.code === 'too_big')
    return `At most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''} can stand there.`;
  return issue.message.replace(/^Invalid (input|string): /, 'It ').replace(/\.?$/, '.');
}
