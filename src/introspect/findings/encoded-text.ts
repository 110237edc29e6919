import { printable } from './decode-invisible.ts';
import type { Hit, TextFile } from './scanner.ts';

/** The shortest Base64 that is looked at: shorter ones are identifiers, hashes and keys. */
const longWord = /(?<![A-Za-z0-9+/=_.-])[A-Za-z0-9+/]{160,}={0,2}(?![A-Za-z0-9+/=_.-])/g;

const SHORTEST = 160;

/** How much of a word is decoded, in characters; a multiple of four. */
const DECODED = 4000;

/** Instructions in Base64 in the middle of prose. Only what decodes to text: not images, keys, hashes, signatures. */
export function* encodedText({ text, prose }: TextFile): Generator<Hit> {
  if (!prose || !holdsLongWord(text)) return;
  for (const { index, 0: word } of text.matchAll(longWord)) {
    // The address of an embedded image or font, and hashes that say which they are.
    if (/(?:base64,|sha\d{3}-)\s*$/.test(text.slice(Math.max(0, index - 10), index))) continue;
    const decoded = printable(Buffer.from(word.slice(0, DECODED), 'base64'), word.length > DECODED);
    // Pictures and the bodies of requests are data that happens to be text.
    if (decoded === undefined || /^\s*(?:<(?:svg|\?xml)|\{\s*"|\[\s*["{[])/.test(decoded)) continue;
    yield {
      rule: 'finding-encoded-text',
      start: index,
      end: index + word.length,
      details: () => ({ message: `${word.length} characters of Base64 that spell a text.`, decoded }),
    };
  }
}

/** A quick answer for most texts: a word of that length covers one of the places that are looked at. */
function holdsLongWord(text: string): boolean {
  for (let at = SHORTEST - 1; at < text.length; at += SHORTEST) {
    let start = at;
    let end = at;
    while (start > 0 && isBase64(text.charCodeAt(start - 1))) start -= 1;
    while (end < text.length && isBase64(text.charCodeAt(end))) end += 1;
    if (end - start >= SHORTEST) return true;
    at = end;
  }
  return false;
}

function isBase64(code: number): boolean {
  const letter = code | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || (code >= 0x2f && code <= 0x39) || code === 0x2b;
}
