/*
 * Where the front matter of a Markdown file lies. Gives what is well-formed, and what people write instead: something
 * in front of it, a closing line that is indented, joined with the next one or forgotten, a code fence around it all.
 */

/** A departure from the form, with what was assumed. Lines and columns count from 1. */
export interface Slip {
  readonly message: string;
  readonly hint: string;
  readonly line: number;
  readonly column: number;
}

/** Offsets into the text: the YAML, and what follows it. */
export interface Located {
  readonly start: number;
  readonly end: number;
  readonly body: number;
  readonly slips: readonly Slip[];
  readonly problem?: undefined;
}

/** Why there is no front matter to read. */
export interface NotLocated {
  readonly problem: 'missing' | 'unclosed' | 'too-long' | 'language' | 'one-line';
  readonly line: number;
  /** What stands behind the opening dashes. */
  readonly word?: string;
}

interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** In characters. Nobody looks for front matter further down; it bounds the work that a hostile file can cause. */
const REACH = 80_000;

/** How many lines of titles, comments or remarks can stand before front matter that someone put too low. */
const MAX_LINES_BEFORE = 40;

const KEY = /^[A-Za-z_][\w.-]*\s*:(?:\s|$)/;
const IDENTIFYING_KEY = /^(?:name|description)\s*:/;
const CODE_FENCE = /^\s*(?:```|~~~)/;
/** A code fence that people wrap a whole SKILL.md in, the answer of a chat pasted as it was. */
const WRAPPER = /^(?:```+|~~~+)\s*(?:markdown|md|yaml|yml|skill)?\s*$/i;

const hints = {
  first: 'Begin the file with a line of three dashes and put everything else behind the front matter.',
  close: 'Close the front matter with a line that holds three dashes and nothing else.',
  open: 'Write nothing behind the three dashes of the first line.',
} as const;

/**
 * Finds the front matter of a Markdown file.
 *
 * @param content Without a byte order mark, lines ended by line feeds.
 */
export function locateFrontMatter(content: string): Located | NotLocated {
  const lines = linesOf(content);
  const first = lines.findIndex(({ text }) => text.trim() !== '');
  const line = lines[first];
  if (!line) return { problem: 'missing', line: 1 };
  const before = first > 0 ? [slip('The blank lines before the front matter were skipped.', hints.first, first)] : [];
  if (/^---(?!-)/.test(line.text)) {
    const located = opened(lines, first, before);
    const goesOn = located.problem === 'unclosed' && content.indexOf('\n---', REACH) !== -1;
    return goesOn ? { problem: 'too-long', line: first + 1 } : located;
  }
  if (WRAPPER.test(line.text)) return wrapped(lines, first);
  if (IDENTIFYING_KEY.test(line.text)) return bare(lines, first);
  return below(lines, first);
}

function linesOf(content: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < content.length && start < REACH;) {
    const feed = content.indexOf('\n', start);
    const end = feed === -1 ? content.length : feed;
    lines.push({ text: content.slice(start, end).replace(/\r$/, ''), start, end: feed === -1 ? end : end + 1 });
    start = feed === -1 ? content.length : end + 1;
  }
  return lines;
}

function slip(message: string, hint: string, index: number, column = 1): Slip {
  return { message, hint, line: index + 1, column };
}

const NO_LANGUAGE = /^(?:yaml|yml)?$/i;

/** Front matter whose opening dashes stand in a line. */
function opened(lines: readonly Line[], index: number, before: readonly Slip[]): Located | NotLocated {
  const line = lines[index] as Line;
  const rest = line.text.slice(3).trim();
  const column = line.text.length - line.text.slice(3).trimStart().length + 1;
  const slips = [...before];
  let start = line.end;
  if (rest !== '') {
    if (/^[A-Za-z_][\w-]*\s*:\s.*-{3}$/.test(rest)) return { problem: 'one-line', line: index + 1 };
    if (KEY.test(rest)) {
      start = line.start + column - 1;
      slips.push(
        slip('The first key stands in the line of the dashes; it was read from there.', hints.open, index, column),
      );
    } else if (NO_LANGUAGE.test(rest) || rest.startsWith('#')) {
      slips.push(slip(`"${rest.slice(0, 40)}" behind the three dashes was skipped.`, hints.open, index, column));
    } else return { problem: 'language', line: index + 1, word: rest };
  }
  const close = closing(lines, index + 1);
  if (!close) return { problem: 'unclosed', line: index + 1 };
  return { start, end: close.end, body: close.body, slips: [...slips, ...close.slips] };
}

interface Closing {
  readonly end: number;
  readonly body: number;
  readonly slips: readonly Slip[];
}

/** The end of front matter whose YAML begins in a line: the first line with three dashes, or what stands for it. */
function closing(lines: readonly Line[], from: number): Closing | undefined {
  const at = (index: number, body: number, message?: string): Closing => ({
    end: endBefore(lines, from, index),
    body,
    slips: message === undefined ? [] : [slip(message, hints.close, index)],
  });
  for (let index = from; index < lines.length; index++) {
    const { text, start, end } = lines[index] as Line;
    if (/^---[ \t]*$/.test(text)) return at(index, end);
    if (/^---[^-]/.test(text))
      return at(
        index,
        start + 3,
        'The line that closes the front matter goes on; what follows the dashes was read as text.',
      );
  }
  for (let index = from; index < lines.length; index++) {
    const { text, end } = lines[index] as Line;
    if (/^[ \t]+---[ \t]*$/.test(text))
      return at(index, end, 'The closing dashes are indented; they were read as the end.');
    if (/^-{4,}[ \t]*$/.test(text)) return at(index, end, 'More than three dashes were read as the end.');
  }
  return unclosed(lines, from);
}

/** Where the dashes at the end were forgotten: keys with name and description up to the first blank line. */
function unclosed(lines: readonly Line[], from: number): Closing | undefined {
  const stop = lines.findIndex(({ text }, index) => index >= from && !isYaml(text));
  const end = stop === -1 ? lines.length : stop;
  if (!identifies(lines.slice(from, end))) return undefined;
  const message = 'The closing dashes are missing; the front matter was taken to end before this line.';
  const body = lines[end]?.start ?? lines.at(-1)?.end ?? 0;
  return { end: endBefore(lines, from, end), body, slips: [slip(message, hints.close, end)] };
}

/**
 * Where front matter that is closed by dashes far below has an end of its own before: keys, a blank line, a heading.
 *
 * @param located As `locateFrontMatter` found it.
 */
export function endsBeforeHeading(content: string, { start, slips }: Located): Located | undefined {
  const lines = linesOf(content);
  const from = lines.findIndex((line) => line.start >= start);
  const stop = lines.findIndex(({ text }, index) => index >= from && !isYaml(text));
  const next = lines.slice(stop).find(({ text }) => text.trim() !== '');
  if (from === -1 || stop === -1 || !/^#{1,6} \S/.test(next?.text ?? '')) return undefined;
  const close = unclosed(lines, from);
  return close && { start, ...close, slips: [...slips, ...close.slips] };
}

/** A line that nobody takes for a part of the text. */
function isYaml(text: string): boolean {
  return KEY.test(text) || /^\s+\S/.test(text) || text.startsWith('- ');
}

function identifies(lines: readonly Line[]): boolean {
  return ['name', 'description'].every((key) => lines.some(({ text }) => new RegExp(`^${key}\\s*:`).test(text)));
}

function endBefore(lines: readonly Line[], from: number, index: number): number {
  return index <= from ? (lines[from]?.start ?? lines.at(-1)?.end ?? 0) : (lines[index - 1] as Line).end;
}

/** A file that stands in a code fence from its first line on. */
function wrapped(lines: readonly Line[], index: number): Located | NotLocated {
  const inner = lines.findIndex(({ text }, at) => at > index && text.trim() !== '');
  if (inner === -1 || lines[inner]?.text.trimEnd() !== '---') return { problem: 'missing', line: index + 1 };
  const message = 'The file stands in a code fence; its front matter was read from inside.';
  const located = opened(lines, inner, [slip(message, hints.first, index)]);
  if (located.problem !== undefined) return located;
  // Where only the front matter is wrapped, the fence ends right behind it.
  const after = lines.find(({ start, text }) => start >= located.body && text.trim() !== '');
  return after && /^(?:```|~~~)\s*$/.test(after.text) ? { ...located, body: after.end } : located;
}

/** Keys without a line of dashes before them. */
function bare(lines: readonly Line[], index: number): Located | NotLocated {
  const message = 'The opening dashes are missing; the front matter was taken to begin here.';
  const start = (lines[index] as Line).start;
  const slips = [slip(message, hints.first, index)];
  const stop = lines.findIndex(
    ({ text }, at) => at > index && text.trim() !== '' && !isYaml(text) && !text.startsWith('#'),
  );
  const closes = /^---[ \t]*$/.test(lines[stop]?.text ?? '');
  if (closes && identifies(lines.slice(index, stop)))
    return { start, end: endBefore(lines, index, stop), body: (lines[stop] as Line).end, slips };
  const close = unclosed(lines, index);
  return close ? { start, ...close, slips: [...slips, ...close.slips] } : { problem: 'missing', line: index + 1 };
}

/**
 * Front matter below a title, a comment or a remark. An example in a code fence is not meant. The body begins with what
 * stands before, so that nothing an agent reads is kept from a reader.
 */
function below(lines: readonly Line[], first: number): Located | NotLocated {
  const missing = { problem: 'missing', line: first + 1 } as const;
  const limit = Math.min(lines.length, first + MAX_LINES_BEFORE);
  for (let index = first; index < limit; index++) {
    const { text } = lines[index] as Line;
    if (CODE_FENCE.test(text)) return missing;
    if (!/^---[ \t]*$/.test(text) || !IDENTIFYING_KEY.test(lines[index + 1]?.text ?? '')) continue;
    const end = lines.findIndex((line, at) => at > index && /^---[ \t]*$/.test(line.text));
    if (end === -1 || !identifies(lines.slice(index, end))) return missing;
    const message = `Something else stands before the front matter; it was read from line ${index + 1} on.`;
    const located = opened(lines, index, [slip(message, hints.first, first)]);
    return located.problem === undefined ? { ...located, body: lines[first]?.start ?? 0 } : located;
  }
  return missing;
}
