import type { Node } from 'jsonc-parser';
import { closingOfEmptied } from './closing.ts';
import {
  endOf,
  indentAt,
  type JsonFormat,
  nodeValue,
  piecesIn,
  propertiesOf,
  readJsonText,
  valueOf,
} from './json-text.ts';
import { isSameBeside, valueAt } from './plain-value.ts';
import { type PlacedSetting, type Refused, settingName } from './setting.ts';

/**
 * Takes one value out of a text of JSON, with its comma and the blanks before it, and with the maps that were made for
 * it when they are empty. The text has no byte order mark.
 *
 * @param root What the text holds; the value is in it, once.
 */
export function removeJson(text: string, root: Node, placed: PlacedSetting): { readonly text: string } | Refused {
  const { keys, inserted, created } = placed;
  const format: JsonFormat = placed.format === 'jsonc' ? 'jsonc' : 'json';
  const madeRoot = created || inserted.trimStart().startsWith('{');
  const result = removeKeys(text, keys, format, { madeRoot, inserted });
  const after = readJsonText(result, format);
  const value = after.type === 'tree' ? nodeValue(after.root) : after.type === 'blank' ? {} : undefined;
  const isRight =
    value !== undefined && valueAt(value, keys) === undefined && isSameBeside(nodeValue(root), value, keys);
  return isRight ? { text: result } : { refused: `${settingName(keys)} cannot be taken out: remove it by hand.` };
}

interface Made {
  readonly madeRoot: boolean;
  readonly inserted: string;
}

function removeKeys(text: string, keys: readonly string[], format: JsonFormat, made: Made): string {
  const found = findProperty(text, keys, format);
  if (!found) return text;
  const shorter = cut(text, rangesOf(text, found));
  const path = keys.slice(0, -1);
  const map = findMap(shorter, path, format);
  if (!map || (map.children ?? []).length > 0) return shorter;
  return tidyMap(shorter, map, path, format, made);
}

/** A map that has just lost its last entry. */
function tidyMap(text: string, map: Node, path: readonly string[], format: JsonFormat, made: Made): string {
  const isRoot = path.length === 0;
  const comments = piecesIn(text, map.offset + 1).filter(({ type }) => type === 'comment');
  const at = comments.at(-1)?.end ?? map.offset + 1;
  const close = endOf(map) - 1;
  const blanks = text.slice(at, close);
  if (isRoot && made.madeRoot && comments.length === 0) return withoutRoot(text, map, made.inserted);
  const closing = closingOfEmptied(blanks, { indent: indentAt(text, map.offset), isRoot });
  if (closing !== undefined) return text.slice(0, at) + closing + text.slice(close);
  return comments.length > 0 ? text : removeKeys(text, path, format, made);
}

/** The outermost map goes with the line end behind it, and the one before it that was added with it. */
function withoutRoot(text: string, root: Node, inserted: string): string {
  const lead = /^\r?\n/.exec(inserted)?.[0] ?? '';
  const before = text.slice(0, root.offset);
  const after = text.slice(endOf(root)).replace(/^\r?\n/, '');
  return (before.endsWith(lead) ? before.slice(0, before.length - lead.length) : before) + after;
}

interface Found {
  readonly property: Node;
  /** Where the property before it ends, or its map begins. */
  readonly behind: number;
  readonly isFirst: boolean;
}

function findProperty(text: string, keys: readonly string[], format: JsonFormat): Found | undefined {
  const map = findMap(text, keys.slice(0, -1), format);
  const [property] = map ? propertiesOf(map, keys.at(-1) ?? '') : [];
  if (!map || !property) return undefined;
  const children = map.children ?? [];
  const before = children[children.indexOf(property) - 1];
  return { property, behind: before ? endOf(before) : map.offset + 1, isFirst: before === undefined };
}

function findMap(text: string, path: readonly string[], format: JsonFormat): Node | undefined {
  const read = readJsonText(text, format);
  let node = read.type === 'tree' ? read.root : undefined;
  for (const key of path) {
    const [property] = node?.type === 'object' ? propertiesOf(node, key) : [];
    node = property && valueOf(property);
  }
  return node?.type === 'object' ? node : undefined;
}

type Range = readonly [start: number, end: number];

function rangesOf(text: string, { property, behind, isFirst }: Found): Range[] {
  const end = endOf(property);
  const pieces = piecesIn(text, end);
  const next = pieces.find(({ type }) => type !== 'comment');
  const start = startOf(text, property.offset, behind, end);
  if (next?.type === 'comma') {
    const isNear = pieces[0] === next;
    return isNear
      ? [[start, next.end]]
      : [
          [start, end],
          [next.start, next.end],
        ];
  }
  const earlier = isFirst ? undefined : piecesIn(text, behind).find(({ type }) => type === 'comma');
  return earlier
    ? [
        [earlier.start, earlier.end],
        [Math.max(start, earlier.end), end],
      ]
    : [[start, end]];
}

/** Where the blanks before a property begin; the end of a line comment stays, unless another line end follows. */
function startOf(text: string, offset: number, behind: number, end: number): number {
  const blanks = /[ \t\r\n]*$/.exec(text.slice(behind, offset))?.[0] ?? '';
  const start = offset - blanks.length;
  const comment = piecesIn(text, behind).find((piece) => piece.type === 'comment' && piece.end === start);
  const closesLine = comment && text.startsWith('//', comment.start) && !/^,?[ \t]*\r?\n/.test(text.slice(end));
  return closesLine ? start + (/^\r?\n/.exec(blanks)?.[0].length ?? 0) : start;
}

function cut(text: string, ranges: readonly Range[]): string {
  return ranges.toReversed().reduce((rest, [start, end]) => rest.slice(0, start) + rest.slice(end), text);
}
