/**
 * Where a table and the tables below it stand in a text of TOML, each from its header up to the next one. Comments and
 * blank lines before the next header belong to that.
 *
 * @returns Ranges of offsets, first one first.
 */
export function tableRanges(text: string, keys: readonly string[]): [start: number, end: number][] {
  const headers = headersIn(text);
  return headers.flatMap(({ start, path }, index): [number, number][] => {
    if (!keys.every((key, depth) => path[depth] === key)) return [];
    const next = headers[index + 1]?.start ?? text.length;
    const body = text.slice(start, next);
    const remarks = headers[index + 1] ? (/(?:^|\n)((?:[ \t]*(?:#[^\n]*)?\n)+)$/.exec(body)?.[1] ?? '') : '';
    return [[start, next - remarks.length]];
  });
}

interface Header {
  /** Of its line. */
  readonly start: number;
  readonly path: readonly string[];
}

/** A line that is a header; anything else that can begin with a bracket stands inside of a value, which is passed over. */
function headersIn(text: string): Header[] {
  const headers: Header[] = [];
  for (let offset = 0; offset < text.length;) {
    const header = /[ \t]*\[\[?([^\n]*)/y;
    header.lastIndex = offset;
    const found = header.exec(text);
    if (found) {
      headers.push({ start: offset, path: keysIn(found[1] ?? '') });
      offset = lineEnd(text, offset);
    } else offset = statementEnd(text, offset);
  }
  return headers;
}

/** The keys of `a."b.c".d]`. */
function keysIn(written: string): string[] {
  const keys: string[] = [];
  const key = /[ \t]*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([\w-]+))[ \t]*(\.?)/y;
  for (let found = key.exec(written); found; found = key.exec(written)) {
    const [, basic, literal, bare, dot] = found;
    keys.push(basic === undefined ? (literal ?? bare ?? '') : unescaped(basic));
    if (dot === '') break;
  }
  return keys;
}

/** TOML has the escapes of JSON and some more; a key with one of those matches nothing, and nothing is cut. */
function unescaped(basic: string): string {
  try {
    return String(JSON.parse(`"${basic}"`));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return basic;
  }
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

/** The end of a line with all that a value in brackets or long quotes takes. */
function statementEnd(text: string, offset: number): number {
  const token =
    /"""[^]*?(?:(?<!\\)(?:\\\\)*"""+|$)|'''[^]*?(?:'''+|$)|"(?:[^"\\\n]|\\.)*"?|'[^'\n]*'?|#[^\n]*|[[\]{}\n]|[^"'#[\]{}\n]+/y;
  let depth = 0;
  token.lastIndex = offset;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const [word] = found;
    if (word === '\n' && depth <= 0) return token.lastIndex;
    if (word === '[' || word === '{') depth++;
    else if (word === ']' || word === '}') depth--;
  }
  return text.length;
}
