import { type Node, type ParseError, parseTree } from 'jsonc-parser';

export type JsonFormat = 'json' | 'jsonc';

/** A text of JSON that was read, or why it could not be. */
export type JsonRead =
  | { readonly type: 'tree'; readonly root: Node }
  /** Nothing, or nothing but blanks and comments. */
  | { readonly type: 'blank' }
  | { readonly type: 'broken'; readonly line: number };

/** Reads JSON (RFC 8259), or JSON with comments and trailing commas. The text has no byte order mark. */
export function readJsonText(text: string, format: JsonFormat): JsonRead {
  const errors: ParseError[] = [];
  const isLoose = format === 'jsonc';
  const pieces = piecesIn(text, 0);
  if (pieces.length === 0 || (isLoose && pieces.every(({ type }) => type === 'comment'))) return { type: 'blank' };
  const root = parseTree(text, errors, { disallowComments: !isLoose, allowTrailingComma: isLoose });
  const [error] = errors;
  if (error || !root) return { type: 'broken', line: text.slice(0, error?.offset ?? 0).split('\n').length };
  return { type: 'tree', root };
}

/** The value of a node. Keys such as `__proto__` are keys like any other. */
export function nodeValue(node: Node): unknown {
  const children = node.children ?? [];
  if (node.type === 'array') return children.map(nodeValue);
  if (node.type !== 'object') return node.value;
  return Object.fromEntries(children.map((property) => [keyOf(property), nodeValue(valueOf(property))]));
}

/** The properties of an object that have this key: several, where the file says it twice. */
export function propertiesOf(object: Node, key: string): Node[] {
  return (object.children ?? []).filter((property) => keyOf(property) === key);
}

export function valueOf(property: Node): Node {
  const value = property.children?.[1];
  if (!value) throw new Error('A property of a text without errors has a value.');
  return value;
}

export function endOf(node: Node): number {
  return node.offset + node.length;
}

function keyOf(property: Node): unknown {
  return property.children?.[0]?.value;
}

/** A comment, a comma, or anything else that is not a blank. */
export interface Piece {
  readonly type: 'comment' | 'comma' | 'other';
  readonly start: number;
  readonly end: number;
}

/** What stands at an offset and behind it, without blanks, up to the first thing that is neither comment nor comma. */
export function piecesIn(text: string, offset: number): Piece[] {
  const piece = /[ \t\r\n]*(?:(\/\/[^\r\n]*|\/\*[^]*?(?:\*\/|$))|(,)|([^ \t\r\n]))/y;
  piece.lastIndex = offset;
  const pieces: Piece[] = [];
  for (let found = piece.exec(text); found; found = piece.exec(text)) {
    const [, comment, comma, other] = found;
    const end = piece.lastIndex;
    const start = end - (comment ?? comma ?? other ?? '').length;
    pieces.push({ type: comment !== undefined ? 'comment' : comma !== undefined ? 'comma' : 'other', start, end });
    if (other !== undefined) break;
  }
  return pieces;
}

/** The line end that a text uses first. */
export function lineEndOf(text: string): '\r\n' | '\n' {
  return /\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n';
}

/** The blanks at the beginning of the line in which an offset lies. */
export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** True where only blanks stand before an offset in its line, and the line is not the first. */
export function startsLine(text: string, offset: number): boolean {
  return /\n[ \t]*$/.test(text.slice(0, offset));
}
