import { lineEndOf } from './json-text.ts';

/**
 * Which of the maps in a file were made for what was put in, and which were there before and empty? The lock cannot
 * tell once entries have gone in another order than they came. So the blanks before the closing brace do: a map that was
 * made has exactly the ones that belong there, and goes with its last entry; one that was empty before has one or more
 * spaces behind them, and becomes again what it was. The outermost map is never asked, and needs no sign for `{}`.
 */

/** The map whose brace is meant. */
export interface ClosedMap {
  /** The blanks at the beginning of the line in which it opens. */
  readonly indent: string;
  readonly isRoot: boolean;
}

/**
 * The blanks to write before the closing brace of a map that was empty.
 *
 * @param blanks What stood there.
 */
export function closingOfFilled(
  blanks: string,
  { indent, isRoot }: ClosedMap,
  { inOneLine, eol }: { readonly inOneLine: boolean; readonly eol: string },
): string {
  if (blanks === '') return inOneLine ? '' : `${eol}${indent}${isRoot ? '' : ' '}`;
  return spacesBeyond(blanks, indent) === undefined ? blanks : `${blanks}  `;
}

/** What a map without entries becomes, after what stands before its closing brace: undefined where it goes. */
export function closingOfEmptied(blanks: string, { indent, isRoot }: ClosedMap): string | undefined {
  const spaces = spacesBeyond(blanks, indent);
  if (spaces === undefined) return blanks;
  if (spaces === 0 && !isRoot) return undefined;
  return spaces < 2 ? '' : blanks.slice(0, -2);
}

/** How many spaces stand behind the usual blanks; undefined where other blanks stand there. */
function spacesBeyond(blanks: string, indent: string): number | undefined {
  const usual = blanks.includes('\n') ? lineEndOf(blanks) + indent : ' ';
  const rest = blanks.slice(usual.length);
  return blanks.startsWith(usual) && /^ *$/.test(rest) ? rest.length : undefined;
}
