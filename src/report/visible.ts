import { INVISIBLE } from '../domain/shown-text.ts';

/** Soft hyphens and separators of lines too; of control characters only the tab stays. */
const unprintable = new RegExp(String.raw`[${INVISIBLE}\u00AD\u2028\u2029\p{Cs}[\p{Cc}--\t]]`, 'gv');

/**
 * A text that can be printed: control characters, which could move the cursor or hide what stands before them, and
 * characters that take no room or have their own direction are shown as escapes.
 */
export function visible(text: string): string {
  return text.replaceAll(unprintable, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
