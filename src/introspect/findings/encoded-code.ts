import { printable } from './decode-invisible.ts';
import type { Span } from './excerpt.ts';
import type { Hit, TextFile } from './scanner.ts';
import { followPipeline, isInsideRun, runsItsInput } from './shell-pipeline.ts';

const MESSAGE = 'Encoded text is decoded and run in one step.';

/** Commands that decode what they are fed. */
const shellDecoder = /\b(?:base64\s+(?:-[a-zA-Z]\s+){0,3}(?:-[a-z]{0,3}[dD]\b|--decode\b)|xxd\s+(?:-\w+\s+){0,3}-r\b)/g;

/** Calls of code that decode their argument and run it, with at most four other calls between. */
const codeDecoder =
  /\b(?:eval|exec|execSync|Function|os\.system|marshal\.loads)\s{0,4}\(\s{0,4}(?:await\s{1,4})?(?:[\w.]{1,40}\s?\(\s{0,4}){0,4}(?:__import__\(['"]\w{1,20}['"]\)\.)?(?:\w{1,20}\.){0,3}(?:atob|b64decode|b32decode|b85decode|a85decode|unhexlify|fromhex|Buffer\.from)\s?\(/g;

/** Strings of nothing but escapes that are run. */
const escapedCode = /\b(?:eval|exec|Function)\s{0,4}\(\s{0,4}["'`](?:\\x[\dA-Fa-f]{2}|\\u00[\dA-Fa-f]{2}){8}/g;

const powershellCommand =
  /\b(?:powershell|pwsh)(?:\.exe)?\s(?:[^\n|;]{0,120}\s)?-(?:e|ec|en|enc|encodedcommand)\s{1,4}["']?[A-Za-z0-9+/]{16,100000}={0,2}/gi;

/** How far before a decoder its text or its interpreter can stand in one line, in UTF-16 code units. */
const REACH = 2000;

/** Payloads that are decoded and run at once. */
export function* encodedCode({ text }: TextFile): Generator<Hit> {
  yield* inShell(text);
  for (const pattern of [escapedCode, codeDecoder]) {
    for (const { index, 0: found } of text.matchAll(pattern)) yield hitAt(text, index, index + found.length);
  }
  for (const { index, 0: found } of text.matchAll(powershellCommand))
    yield hitAt(text, index, index + found.length, 'utf16le');
  for (const { index, 0: found } of text.matchAll(/\bFromBase64String\(/g)) {
    const before = text.slice(Math.max(0, index - 160), index);
    if (/\b(?:iex|Invoke-Expression)\b/i.test(before.slice(before.lastIndexOf('\n') + 1)))
      yield hitAt(text, index, index + found.length);
  }
}

function* inShell(text: string): Generator<Hit> {
  const search = new RegExp(shellDecoder);
  for (let match = search.exec(text); match; match = search.exec(text)) {
    const start = match.index;
    const { commands, end } = followPipeline(text, start);
    search.lastIndex = Math.max(end, search.lastIndex);
    const runs = commands.slice(1).some((command) => runsItsInput(text, command)) || isRunAround(text, start);
    if (runs) yield hitAt(text, start, end);
  }
}

/** True where the decoder stands in a substitution whose output is run: `eval "$(echo … | base64 -d)"`. */
function isRunAround(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - REACH), at);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const opening = Math.max(line.lastIndexOf('$('), line.lastIndexOf('<('), line.lastIndexOf('`'));
  return opening !== -1 && isInsideRun(line, opening + (line[opening] === '`' ? 1 : 2));
}

function hitAt(text: string, start: number, end: number, encoding: 'utf8' | 'utf16le' = 'utf8'): Hit {
  const details: Hit['details'] = () => ({ message: MESSAGE, decoded: decodeNear(text, { start, end }, encoding) });
  return { rule: 'finding-encoded-code', start, end, details };
}

/** What the first long word of Base64 in the line of the hit spells that spells text. */
function decodeNear(text: string, hit: Span, encoding: 'utf8' | 'utf16le'): string | undefined {
  const before = text.slice(Math.max(0, hit.start - REACH), hit.start);
  const near = before.slice(before.lastIndexOf('\n') + 1) + text.slice(hit.start, hit.end + REACH);
  for (const word of near.match(/(?<![\w+/])[A-Za-z0-9+/]{16,}={0,2}(?![\w+/-])/g) ?? []) {
    const bytes = Buffer.from(word, 'base64');
    const decoded = printable(encoding === 'utf16le' ? Buffer.from(bytes.toString('utf16le')) : bytes);
    if (decoded !== undefined) return decoded;
  }
  return undefined;
}
