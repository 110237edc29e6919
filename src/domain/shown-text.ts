/**
 * Every character that takes no room or looks like nothing, as the inside of a character class with the flag v. The
 * list is written out, so that it does not grow with the Unicode version of the machine. Soft hyphens are missing:
 * word processors leave them in ordinary text.
 */
export const INVISIBLE =
  String.raw`\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164` +
  String.raw`\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}\u{E0000}-\u{E0FFF}`;

const unprintable = new RegExp(String.raw`[${INVISIBLE}\u00AD\u2028\u2029\p{Cc}\p{Cs}\p{Co}]`, 'v');

/**
 * A text of strangers as it can be shown: in one line, invisible and control characters as escapes, and cut between two
 * characters where it is longer than `max` UTF-16 code units.
 */
export function shownText(text: string, max: number): string {
  // More is never shown; without the cut a long text of spaces would take long.
  const pieces = Array.from(
    text
      .slice(0, 4 * max)
      .replaceAll(/\s*\n\s*/g, ' ')
      .trim(),
    escape,
  );
  let result = '';
  for (const [index, piece] of pieces.entries()) {
    const room = index === pieces.length - 1 ? max : max - 1;
    if (result.length + piece.length > room) return `${result}…`;
    result += piece;
  }
  return result;
}

function escape(character: string): string {
  if (character === '\t') return ' ';
  if (!unprintable.test(character)) return character;
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
