import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { type Diagnostic, diagnose, type Place } from '../domain/diagnostic.ts';
import { suggest } from '../domain/did-you-mean.ts';
import type { Locate } from '../domain/source.ts';
import { keysAt } from './schema-keys.ts';

export interface ParsedFile<T> {
  /** Absent where a problem makes the file unusable. */
  readonly value?: T;
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
  const document = parseDocument(text, { version: '1.2', schema: 'core', lineCounter: lines, prettyErrors: false });
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

  const result = schema.safeParse(document.toJS() ?? {});
  if (result.success) return { value: result.data, locate, diagnostics: [] };
  const diagnostics = result.error.issues.flatMap((issue) => explain(issue, schema, document, placeAt));
  return { locate, diagnostics };
}

type PlaceAt = (offset: number | undefined) => Place;

function syntaxProblems(document: Document, placeAt: PlaceAt): Diagnostic[] {
  return document.errors.map((error) => {
    const message = error.message.replace(/\.?$/, '.');
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
      if (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:')) refuse(`The tag ${node.tag}`, node);
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
    return issue.keys.map((key) =>
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
  return [diagnose('value-invalid', { message: `"${name}" has a value that cannot stand there.`, hint, at })];
}

function wanted(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `Write a value of type ${issue.expected}.`;
  return issue.message.replace(/^Invalid (input|string): /, 'It ').replace(/\.?$/, '.');
}
