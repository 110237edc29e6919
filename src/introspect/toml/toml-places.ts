/** Where a key of a TOML file stands, as offsets into the text. */
export interface TomlPlace {
  readonly key: number;
  /** Where its value begins; of a table, where its header does. */
  readonly value: number;
}

/**
 * Finds the keys at the top of a TOML 1.0 text, because the parser tells places of errors only. It takes the text to be
 * valid: of any other it gives wrong places, and still comes to an end.
 *
 * @returns By key, the first place of each.
 */
export function tomlPlaces(text: string): ReadonlyMap<string, TomlPlace> {
  const places = new Map<string, TomlPlace>();
  let inTable = false;
  for (let offset = 0; offset < text.length;) {
    const start = skip(text, offset, /[\s[]*/y);
    if (text[start] === '#') {
      offset = lineEnd(text, start);
      continue;
    }
    const isHeader = text.slice(offset, start).includes('[');
    inTable ||= isHeader;
    const keyEnd = skipKey(text, start);
    const value = isHeader ? start : skip(text, valueStart(text, keyEnd), /[ \t]*/y);
    const key = text.slice(start, keyEnd).replace(/^["'](.*)["']$/s, '$1');
    if ((isHeader || !inTable) && !places.has(key)) places.set(key, { key: start, value });
    offset = isHeader ? lineEnd(text, keyEnd) : valueEnd(text, value);
  }
  return places;
}

/**
 * The line, counted from 0, on which a text begins that stands at `value`: where three quotes open it and the line ends,
 * the next one.
 */
export function firstTextLine(text: string, starts: readonly number[], value: number): number {
  const isBelow = /(?:"""|''')\r?\n/y;
  isBelow.lastIndex = value;
  return lineOf(starts, value) + (isBelow.test(text) ? 1 : 0);
}

/** The offsets at which the lines of a text begin. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

/** The line, counted from 0, in which an offset lies. */
export function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

function skip(text: string, offset: number, pattern: RegExp): number {
  pattern.lastIndex = offset;
  return offset + (pattern.exec(text)?.[0].length ?? 0);
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

/** The first part of a key; a dotted one has more. */
function skipKey(text: string, offset: number): number {
  return text[offset] === '"' || text[offset] === "'" ? stringEnd(text, offset) : skip(text, offset, /[A-Za-z0-9_-]*/y);
}

function valueStart(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && text[at] !== '=' && text[at] !== '\n')
    at = text[at] === '"' || text[at] === "'" ? stringEnd(text, at) : at + 1;
  return at + 1;
}

function valueEnd(text: string, offset: number): number {
  let depth = 0;
  for (let at = offset; at < text.length;) {
    const character = text[at] ?? '';
    if (character === '\n' && depth <= 0) return at + 1;
    if (character === '"' || character === "'") at = stringEnd(text, at);
    else if (character === '#') at = skip(text, at, /[^\n]+/y);
    else {
      if (character === '[' || character === '{') depth++;
      else if (character === ']' || character === '}') depth--;
      at++;
    }
  }
  return text.length;
}

/** The offset behind a string of any of the four kinds. */
function stringEnd(text: string, offset: number): number {
  const quote = text[offset] ?? '';
  const isLong = text.startsWith(quote.repeat(3), offset);
  const close = isLong ? quote.repeat(3) : quote;
  let at = offset + close.length;
  while (at < text.length && !text.startsWith(close, at)) {
    if (!isLong && text[at] === '\n') return at;
    at += quote === '"' && text[at] === '\\' ? 2 : 1;
  }
  at += close.length;
  // A long string may end with one or two quotes of its own.
  return isLong ? skip(text, at, quote === '"' ? /"{0,2}/y : /'{0,2}/y) : at;
}
