/** A pipeline as it stands in a text: where each of its commands begins, and where it ends. */
interface Pipeline {
  readonly commands: readonly number[];
  readonly end: number;
}

/** The longest pipeline and the longest quoted text that are followed, in UTF-16 code units. */
const MAX_PIPELINE = 2000;
const MAX_QUOTED = 400;

/**
 * Follows a shell pipeline from inside its first command. Lines that end in a backslash or a bar go on; a separator, a
 * closing bracket that was not opened, a backtick (the end of code in Markdown) or the end of the line ends it.
 */
export function followPipeline(text: string, from: number): Pipeline {
  const commands = [from];
  const limit = Math.min(text.length, from + MAX_PIPELINE);
  let depth = 0;
  let at = from;
  for (; at < limit; at += 1) {
    const character = text[at];
    if (character === '\\') at += text.startsWith('\r\n', at + 1) ? 2 : 1;
    else if (character === '"' || character === "'") at = closingQuote(text, at, character);
    else if (character === '(') depth += 1;
    else if (character === ')' && (depth -= 1) < 0) break;
    else if (character === ';' || character === '`') break;
    else if (character === '&' && text[at + 1] === '&') break;
    else if (character === '\n' && !/\|[ \t\r]*$/.test(text.slice(Math.max(from, at - 8), at))) break;
    else if (character === '|') {
      if (text[at + 1] === '|') break;
      if (depth === 0) commands.push(at + (text[at + 1] === '&' ? 2 : 1));
    }
  }
  return { commands, end: Math.min(at, text.length) };
}

/** The offset of the quote that closes, or the opening one where none does: then it is an apostrophe. */
function closingQuote(text: string, open: number, quote: string): number {
  for (let at = open + 1; at < Math.min(text.length, open + MAX_QUOTED); at += 1) {
    if (text[at] === quote) return at;
    if (text[at] === '\n') break;
    if (text[at] === '\\') at += 1;
  }
  return open;
}

const launcher = String.raw`(?:(?:sudo|doas|command|exec|nohup|env)(?:\s+-u\s+[^-\s]\S*|\s+-\S+)*\s+|[A-Za-z_]\w*=\S*\s+)*`;
const folder = String.raw`(?:/(?:usr/)?(?:local/)?bin/(?:env\s+)?)?`;
const over = String.raw`(?=\s*(?:$|[\n;&|)\x60"'>}\]#\\]|</|[.,:!?](?:\s|$)))`;
// A here-document or a file in its place would be read instead of what is piped.
const stdin = String.raw`\s+(?:-s|-|/dev/stdin)(?![\w-]|\s*<)`;
const shells = String.raw`(?:(?:ba|z|da|k|a)?sh|\$\{?(?:SHELL|0)\}?)(?:${over}|(?:\s+-[abd-z]+)*(?:${stdin}|\s+-[abd-z]+${over})|\s+--${over})`;
const others = String.raw`(?:python[\d.]*|node|deno|bun|perl|ruby|php|pwsh|powershell)(?:\.exe)?(?:${over}|(?:\s+-[uqBWE]+)*${stdin})`;
const powershell = String.raw`(?:iex|IEX|Iex|Invoke-Expression|invoke-expression)\b`;
const interpreter = new RegExp(
  String.raw`^\s*(?:\\\r?\n\s*)?${launcher}${folder}(?:${shells}|${others}|${powershell})`,
);

/** True where the command that begins at the offset runs what it is fed: not where it is given its program otherwise. */
export function runsItsInput(text: string, command: number): boolean {
  return interpreter.test(text.slice(command, command + 200));
}

// A bracket alone runs what is in it only for PowerShell: "Bash(curl …)" is how harnesses write a permission.
const opener =
  /(?:(?:\b(?:eval|exec|source|iex|Invoke-Expression|(?:ba|z|da|k|a)?sh|python[\d.]*|node|perl|ruby|php)\b|(?:^|[\s;&|`])\.)[ \t"'&{-]*(?:l?c[ \t"'&{]*)?(?:-e[ \t"']*)?(?:\$\(|<\(|`)|(?:\b(?:iex|Invoke-Expression)\b|(?:^|[\s;&|`])\.)[ \t"'&{-]*@?\()[$<`@(]*\s*(?:sudo\s+)?$/i;

/** True where what stands at the offset is the start of a command whose output is run: `eval "$(`, `bash <(`. */
export function isInsideRun(text: string, at: number): boolean {
  return opener.test(text.slice(Math.max(0, at - 48), at));
}
