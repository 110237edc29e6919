/**
 * Which of the maps in a file were made for what was put in, and which were there before and empty? The lock cannot
 * tell once entries have gone in another order than they came. So the blanks before the closing brace do: a map that was
 * made has exactly the ones that belong there, and goes with its last entry; one that was empty before has one or more
 * spaces behind them, and becomes again what it was. The outermost map is never asked, and needs no sign for `{}`.
 */

/** The blanks that belong before the closing brace: of a map in one line, or a line end and the indent of the map. */
export interface Closing {
  readonly usual: string;
  readonly isRoot: boolean;
}

/**
 * The blanks to write before the closing brace of a map that was empty.
 *
 * @param blanks What stood there.
 */
export function closingOfFilled(blanks: string, { usual, isRoot }: Closing): string {
  if (blanks === '') return usual === ' ' ? '' : isRoot ? usual : `${usual} `;
  return isUsual(blanks, usual) ? `${blanks}  ` : blanks;
}

/** What a map without entries becomes, after what stands before its closing brace: undefined where it goes. */
export function closingOfEmptied(blanks: string, { usual, isRoot }: Closing): string | undefined {
  if (!isUsual(blanks, usual)) return blanks;
  const spaces = blanks.length - usual.length;
  if (spaces === 0 && !isRoot) return undefined;
  return spaces < 2 ? '' : blanks.slice(0, -2);
}

function isUsual(blanks: string, usual: string): boolean {
  return blanks.startsWith(usual) && /^ *$/.test(blanks.slice(usual.length));
}
