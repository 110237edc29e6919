import type { Node } from 'jsonc-parser';
import { closingOfFilled } from './closing.ts';
import {
  endOf,
  indentAt,
  type JsonFormat,
  lineEndOf,
  nodeValue,
  piecesIn,
  propertiesOf,
  readJsonText,
  startsLine,
  valueOf,
} from './json-text.ts';
import { isSameBeside, isSameValue, nested, valueAt } from './plain-value.ts';
import { type Inserted, type Refused, settingName } from './setting.ts';

interface JsonSetting {
  readonly format: JsonFormat;
  readonly keys: readonly string[];
  readonly value: unknown;
}

/** Puts one value into a text of JSON, behind what its map holds already. The text has no byte order mark. */
export function insertJson(text: string, setting: JsonSetting): Inserted | Refused {
  const { format, keys, value } = setting;
  const read = readJsonText(text, format);
  if (read.type === 'broken')
    return { refused: `The file is not valid ${format.toUpperCase()} (line ${read.line}): mend it, then try again.` };
  if (read.type === 'blank') return newRoot(text, keys, value);
  const { root } = read;
  const place = findPlace(root, keys);
  if ('refused' in place) return place;
  if ('value' in place) {
    if (isSameValue(place.value, value)) return { text, inserted: '' };
    const name = settingName(keys);
    return { refused: `The file has another value under ${name}: rename or remove that one, then try again.` };
  }
  const { map, missing } = place;
  const property = { key: missing[0] ?? '', value: nested(missing.slice(1), value), depth: missing.length };
  const result = insertProperty(text, map, map === root, property);
  const after = readJsonText(result.text, format);
  const isRight =
    after.type === 'tree' &&
    isSameBeside(nodeValue(root), nodeValue(after.root), keys) &&
    isSameValue(valueAt(nodeValue(after.root), keys), value);
  return isRight ? result : { refused: `${settingName(keys)} cannot be put into the file: add it by hand.` };
}

function newRoot(text: string, keys: readonly string[], value: unknown): Inserted {
  const eol = lineEndOf(text);
  const lead = text === '' || text.endsWith('\n') ? '' : eol;
  const root = JSON.stringify(nested(keys, value), undefined, 2).replaceAll('\n', eol);
  const inserted = `${lead}${root}${eol}`;
  return { text: text + inserted, inserted };
}

type Place =
  | Refused
  | { readonly value: unknown }
  /** The innermost map that is there, and the keys that are not. */
  | { readonly map: Node; readonly missing: readonly string[] };

function findPlace(root: Node, keys: readonly string[]): Place {
  let node = root;
  for (const [index, key] of keys.entries()) {
    const path = keys.slice(0, index);
    if (node.type !== 'object') {
      const name = path.length === 0 ? 'The file' : settingName(path);
      return { refused: `${name} holds something else than a map: mend it by hand, then try again.` };
    }
    const [property, second] = propertiesOf(node, key);
    if (second) {
      const name = settingName(keys.slice(0, index + 1));
      return { refused: `The file has ${name} twice: remove one of them, then try again.` };
    }
    if (!property) return { map: node, missing: keys.slice(index) };
    node = valueOf(property);
  }
  return { value: nodeValue(node) };
}

interface NewProperty {
  readonly key: string;
  readonly value: unknown;
  /** How many keys are new: the maps between have to be made. */
  readonly depth: number;
}

function insertProperty(text: string, map: Node, isRoot: boolean, property: NewProperty): Inserted {
  const style = styleOf(text, map, isRoot);
  const lead = style.inOneLine ? ' ' : `${style.eol}${style.indent}`;
  const written = lead + render(property, style);
  const close = endOf(map) - 1;
  const last = map.children?.at(-1);
  if (!last) {
    const comments = piecesIn(text, map.offset + 1).filter(({ type }) => type === 'comment');
    const at = comments.at(-1)?.end ?? map.offset + 1;
    const closed = { indent: indentAt(text, map.offset), isRoot };
    const closing = closingOfFilled(text.slice(at, close), closed, style);
    return { text: text.slice(0, at) + written + closing + text.slice(close), inserted: written };
  }
  const { at, hasComma } = tailOf(text, endOf(last));
  // Where a file ends its lists with a comma, so does what is put in, and each takes its own away again.
  const inserted = hasComma ? `${written},` : written;
  const before = hasComma ? text.slice(0, at) : `${text.slice(0, endOf(last))},${text.slice(endOf(last), at)}`;
  return { text: before + inserted + text.slice(at), inserted: at === endOf(last) ? `,${inserted}` : inserted };
}

/** Behind the last property, its comma, and what is remarked on it in the same line. */
function tailOf(text: string, end: number): { at: number; hasComma: boolean } {
  let at = end;
  let hasComma = false;
  const pieces = piecesIn(text, end);
  for (const [index, piece] of pieces.entries()) {
    if (piece.type === 'other') break;
    const isAlongside = !text.slice(at, piece.start).includes('\n');
    const comesComma = pieces.slice(index).some(({ type }) => type === 'comma');
    if (!isAlongside && !comesComma) break;
    hasComma ||= piece.type === 'comma';
    at = piece.end;
  }
  return { at, hasComma };
}

interface Style {
  readonly inOneLine: boolean;
  readonly eol: string;
  /** Of the new property. */
  readonly indent: string;
  /** By how much each level goes in. */
  readonly unit: string;
}

function styleOf(text: string, map: Node, isRoot: boolean): Style {
  const eol = lineEndOf(text);
  const own = indentAt(text, map.offset);
  const children = map.children ?? [];
  const sibling = children.findLast(({ offset }) => startsLine(text, offset));
  const inner = sibling && indentAt(text, sibling.offset);
  const unit = inner?.startsWith(own) && inner !== own ? inner.slice(own.length) : unitOf(text);
  const hasLines = text.slice(map.offset, endOf(map)).includes('\n');
  const isAlone = children.length === 0 && (isRoot || text.slice(0, map.offset).includes('\n'));
  return { inOneLine: !hasLines && !isAlone, eol, unit, indent: inner ?? own + unit };
}

/** The indent of the first line that has one; two spaces where none has. */
function unitOf(text: string): string {
  return /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
}

function render({ key, value, depth }: NewProperty, { inOneLine, eol, indent, unit }: Style): string {
  const name = `${JSON.stringify(key)}: `;
  if (!inOneLine) return name + JSON.stringify(value, undefined, unit).replaceAll('\n', `${eol}${indent}`);
  if (depth <= 1) return name + JSON.stringify(value);
  // A map that is made has a blank before its closing brace, also in one line.
  const [[inner, item] = ['', undefined]] = Object.entries(value as Record<string, unknown>);
  return `${name}{ ${render({ key: inner, value: item, depth: depth - 1 }, { inOneLine, eol, indent, unit })} }`;
}
