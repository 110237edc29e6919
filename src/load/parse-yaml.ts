import { type Document, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { type Diagnostic, diagnose, type Place } from '../domain/diagnostic.ts';
import type { Locate } from '../domain/source.ts';
import { explainIssue, offsetOf, type PlaceAt } from './explain-issue.ts';
import { withoutProblems } from './without-problems.ts';

export interface ParsedFile<T> {
  /** What can be understood; absent where nothing can. */
  readonly value?: T;
  /** Set where something had to be left out of `value`: good enough to look further, not to publish. */
  readonly faulty?: true;
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
 * @param standIn Values for required keys, so that a file without them can still be looked at further.
 */
export function parseYaml<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
  standIn: object = {},
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
  const diagnostics = issues.slice(0, MOST_PROBLEMS).flatMap((issue) => explainIssue(issue, schema, document, placeAt));
  const rest = schema.safeParse({ ...standIn, ...Object(withoutProblems(written, issues)) });
  return {
    ...(rest.success && { value: rest.data }),
    faulty: true,
    written,
    locate,
    diagnostics: diagnostics.slice(0, MOST_PROBLEMS),
  };
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

function syntaxProblems(document: Document, placeAt: PlaceAt): Diagnostic[] {
  return document.errors.map((error) => {
    const at = placeAt(error.pos[0]);
    const [, bracket] = /^Flow (?:sequence|map) in .* end with a ([\]}])$/.exec(error.message) ?? [];
    if (bracket !== undefined) {
      const message = `A ${bracket === ']' ? '[' : '{'} is not closed before this line.`;
      return diagnose('yaml-syntax', { message, hint: `Add the ${bracket} where it ends.`, at });
    }
    const isSeveral = error.code === 'MULTIPLE_DOCS';
    const message = isSeveral ? 'The file holds more than one document.' : error.message.replace(/\.?$/, '.');
    const hint =
      error.code === 'TAB_AS_INDENT' ? 'Use spaces instead of tabs at the beginning of the line.' : undefined;
    return diagnose('yaml-syntax', { message, hint, at });
  });
}

function refusedFeatures(document: Document, placeAt: PlaceAt): Diagnostic[] {
  const found: Diagnostic[] = [];
  const refuse = (what: string, node: Node): void => {
    found.push(diagnose('yaml-feature-refused', { message: `${what} is not read.`, at: placeAt(node.range?.[0]) }));
  };
  const refuseProperties = (node: Node): void => {
    if ('anchor' in node && typeof node.anchor === 'string') refuse(`The anchor &${node.anchor}`, node);
    if (node.tag !== undefined) refuse(`The tag ${node.tag}`, node);
  };
  visit(document, {
    Alias: (_key, node) => refuse(`The alias *${node.source}`, node),
    Node: (_key, node) => refuseProperties(node),
    // The visitor calls the most exact function only.
    Map: (_key, node) => {
      refuseProperties(node);
      const keys = new Set<string>();
      for (const { key } of node.items) {
        const name = isScalar(key) ? String(key.value) : undefined;
        const at = placeAt((key as Node | null)?.range?.[0]);
        if (name === undefined) found.push(diagnose('yaml-syntax', { message: 'A key is not a plain word.', at }));
        else if (keys.has(name))
          found.push(
            diagnose('yaml-syntax', { message: `"${name}" stands here twice.`, hint: 'Delete one of the two.', at }),
          );
        else if (name === '__proto__')
          found.push(diagnose('key-unknown', { message: `"${name}" has no meaning here.`, at }));
        keys.add(name ?? '');
      }
    },
  });
  return found;
}
