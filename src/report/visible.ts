/**
 * A text that can be printed: control characters, which could move the cursor or hide what stands before them, and
 * characters without width or with their own direction are shown as escapes.
 */
export function visible(text: string): string {
  const invisible =
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    /[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]|[\u{E0000}-\u{E007F}]/gu;
  return text.replaceAll(invisible, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
