import { visible } from '../../report/visible.ts';

/** How a text is laid out for where it goes. */
export interface Layout {
  readonly color: boolean;
  /** Columns of the terminal; Infinity where nothing is cut, as in a pipe. */
  readonly width: number;
}

/** What goes into files and pipes, and what tests read. */
export const plain: Layout = { color: false, width: Infinity };

const codes = { bold: '1', dim: '2', red: '31', yellow: '33', cyan: '36' } as const;
export type Style = keyof typeof codes;

/** A text in a style, or as it is where there is no colour. */
export function paint(style: Style, text: string, { color }: Pick<Layout, 'color'>): string {
  return color && text !== '' ? `\u001B[${codes[style]}m${text}\u001B[0m` : text;
}

/** A text of strangers in one line: nothing of it can move the cursor, and runs of white space are one space. */
export function oneLine(text: string): string {
  return visible(text.replaceAll(/\s+/gu, ' ').trim());
}

/** A text of strangers with its lines: every line as `visible` shows it. */
export function manyLines(text: string): string[] {
  return text.split(/\r\n|\n|\r/).map((line) => visible(line).trimEnd());
}

/** Characters that take two columns: East Asian wide and full-width forms, and pictures. */
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Extended_Pictographic}/u;

// oxlint-disable-next-line no-control-regex -- what `paint` adds
const PAINT = /\u001B\[\d+m/g;

/** How many columns a text takes that has passed `visible`, and may have been painted since. */
export function columns(text: string): number {
  let count = 0;
  for (const character of text.replaceAll(PAINT, ''))
    count += /\p{Mark}/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return count;
}

/** A text filled up with spaces to so many columns. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}

/** A line cut to the columns there are, with an ellipsis where something is missing. */
export function cut(text: string, width: number): string {
  if (columns(text) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (columns(kept + character) > width - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** Words set in lines of at most so many columns, each with an indent in front. Where nothing is cut it is one line. */
export function wrap(text: string, { width }: Pick<Layout, 'width'>, indent = '  '): string[] {
  const room = Math.max(20, width - indent.length);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && columns(line) + 1 + columns(word) > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].filter((one) => one !== '').map((one) => `${indent}${one}`);
}

/** Rows as columns that stand below each other, two spaces apart; the last column is cut to the width there is. */
export function table(rows: readonly (readonly string[])[], { width }: Pick<Layout, 'width'>): string[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, n) => Math.max(...rows.map((row) => columns(row[n] ?? ''))));
  const before = widths.slice(0, -1).reduce((sum, one) => sum + one + 2, 0);
  return rows.map((row) => {
    const cells = row.map((cell, n) =>
      n === count - 1 ? cut(cell, Math.max(20, width - before)) : pad(cell, widths[n] ?? 0),
    );
    return cells.join('  ').trimEnd();
  });
}

/** `1 skill`, `3 skills`, `2 entries`. */
export function counted(count: number, word: string, words = `${word}s`): string {
  return `${count} ${count === 1 ? word : words}`;
}
