/** Whatever ends a line, has no width, turns the direction of a text, or is half a character. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Any text as a code span of Markdown, in one line (CommonMark 0.31.2, section 6.1). Between its backticks nothing is
 * markup: no link, mention, number of an issue or HTML. What cannot be seen is written out.
 *
 * @param most In characters; the rest of a longer text is left out.
 */
export function codeSpan(text: string, most = 100): string {
  // A text of strangers may be of any length, and nobody reads on where it was cut.
  const characters = Array.from(text.slice(0, most * 2));
  const isCut = characters.length > most || text.length > most * 2;
  const shown = characters
    .slice(0, most)
    .join('')
    .replaceAll(HIDDEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const content = `${shown}${isCut ? '…' : ''}` || ' ';
  // One space on either side is taken off by the reader; it keeps backticks of the text apart from those around it.
  const needsSpace = /^[` ]|[` ]$/.test(content);
  return needsSpace ? `${fence} ${content} ${fence}` : `${fence}${content}${fence}`;
}
