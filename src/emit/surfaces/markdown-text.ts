import { codeSpan } from '../../domain/code-span.ts';
import { INVISIBLE } from '../../domain/shown-text.ts';

/** What a reader of a text block would not see, or what would turn its lines: everything but tabs and ends of lines. */
const HIDDEN = new RegExp(String.raw`[${INVISIBLE}\u00AD\u2028\u2029\p{Cs}\p{Co}[\p{Cc}--[\n\t]]]`, 'gv');

/** Words of strangers in one line of Markdown, at most `most` characters: nothing in them is markup. */
export function words(text: string, most = 200): string {
  // More is never shown; without the cut a long text of spaces would take long.
  return codeSpan(
    text
      .slice(0, 4 * most)
      .replaceAll(/\s+/g, ' ')
      .trim(),
    most,
  );
}

/**
 * A text of strangers as a fenced block that nothing in it can end (CommonMark 0.31.2, section 4.5), so that what stands in
 * it is no part of the page. What cannot be seen is written out.
 */
export function block(text: string, language: 'markdown' | 'json'): string {
  const shown = text.replaceAll(/\r\n?/g, '\n').replaceAll(HIDDEN, (character) => {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
  const longest = (shown.match(/`{3,}/g) ?? []).reduce((most, { length }) => Math.max(most, length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${shown}${shown.endsWith('\n') ? '' : '\n'}${fence}`;
}
