import matter from 'gray-matter';
import { type Diagnostic, diagnose, type Place } from '../../domain/diagnostic.ts';
import type { Written } from '../../domain/entry.ts';
import type { RuleId } from '../../domain/rules/index.ts';
import { endsBeforeHeading, type Located, locateFrontMatter, type NotLocated, type Slip } from './fences.ts';
import { readFields } from './yaml-fields.ts';

/** A Markdown file, taken apart. */
export interface MarkdownFile {
  /** Undefined where there is no front matter; a diagnostic says why unless it may be missing. */
  readonly fields?: ReadonlyMap<string, Written>;
  readonly body: string;
  /** The line on which the body begins, counted from 1. */
  readonly bodyLine: number;
  readonly diagnostics: readonly Diagnostic[];
  /** The rule that makes the file unusable. */
  readonly fatal?: RuleId;
}

/** In characters. Front matter of real skills stays below 10 kB; this bounds the work that a hostile one can cause. */
const MAX_FRONT_MATTER = 65_536;

const TOO_LONG = `The front matter is longer than ${MAX_FRONT_MATTER} characters.`;

const SHORTER = 'Keep to name, description and a few keys; move the rest into the body.';

/** gray-matter looks for comments with a pattern whose time grows with the square of a run of blank characters. */
const LONG_BLANK = /\s{1000}/;

/**
 * gray-matter evaluates front matter in these languages as code. Only the splitting is wanted of it, so every engine it
 * could call refuses, the one for YAML included.
 */
const refuse = (): never => {
  throw new Error('Front matter is never evaluated.');
};
const engines = Object.fromEntries(
  ['yaml', 'json', 'js', 'javascript', 'coffee', 'coffeescript', 'cson', 'toml'].map((language) => [
    language,
    { parse: refuse },
  ]),
);

/**
 * Splits a Markdown file into front matter and body and reads the front matter as YAML 1.2, core schema. Known human
 * slips are read all the same, each with a warning that says what was assumed.
 *
 * @param file The path in the source, for the places.
 */
export function readMarkdown(file: string, text: string): MarkdownFile {
  const place = (line: number, column = 1): Place => ({ root: 'source', file, line, column });
  const recovered = ({ message, hint, line, column }: Slip): Diagnostic =>
    diagnose('front-matter-recovered', { message, hint, at: place(line, column) });
  const content = withLineFeeds(text.replace(/^\uFEFF/, ''));
  const outer = [
    ...(text.startsWith('\uFEFF') ? [BYTE_ORDER_MARK] : []),
    ...(content.length === text.length && content !== text ? [CARRIAGE_RETURNS] : []),
  ];

  const located = locateFrontMatter(content);
  if (located.problem !== undefined) return notRead(located, content, place);
  const whole = readLocated(content, located, place);
  // Dashes far below close the front matter only where nothing shows that it ended before.
  const shorter = whole.diagnostics.length > 0 ? endsBeforeHeading(content, located) : undefined;
  const read = shorter ? readLocated(content, shorter, place) : whole;
  const slips = [...outer, ...(shorter ?? located).slips].map(recovered);
  return { ...read, diagnostics: [...slips, ...read.diagnostics] };
}

const BYTE_ORDER_MARK: Slip = {
  message: 'The file begins with a byte order mark; it was skipped.',
  hint: 'Save the file as UTF-8 without a byte order mark; strict readers look for three dashes at its very start.',
  line: 1,
  column: 1,
};

const CARRIAGE_RETURNS: Slip = {
  message: 'The lines end with carriage returns only; these were read as line ends.',
  hint: 'Save the file with line feeds.',
  line: 1,
  column: 1,
};

/** Files of old Macs have no line feed at all; offsets stay the same. */
function withLineFeeds(text: string): string {
  return text.includes('\n') ? text : text.replaceAll('\r', '\n');
}

type PlaceAt = (line: number, column?: number) => Place;

function notRead({ problem, line, word = '' }: NotLocated, content: string, place: PlaceAt): MarkdownFile {
  const broken = (rule: RuleId, message: string, hint?: string): MarkdownFile => ({
    body: '',
    bodyLine: 1,
    diagnostics: [diagnose(rule, { message, hint, at: place(line) })],
    fatal: rule,
  });
  if (problem === 'unclosed')
    return broken('front-matter-unclosed', 'The three dashes that close the front matter are missing.');
  if (problem === 'too-long') return broken('front-matter-invalid', TOO_LONG, SHORTER);
  if (problem === 'one-line') return broken('front-matter-invalid', 'All of the front matter stands in one line.');
  if (problem === 'language') {
    const shown = JSON.stringify(word.slice(0, 40));
    return broken(
      'front-matter-language',
      `The first line asks to read the front matter as ${shown}; it was not looked at.`,
    );
  }
  const message = content.trim() === '' ? 'The file is empty.' : 'The file does not begin with three dashes.';
  return { ...broken('front-matter-missing', message), body: content };
}

function readLocated(content: string, located: Located, place: PlaceAt): MarkdownFile {
  const yaml = content.slice(located.start, located.end);
  if (yaml.length > MAX_FRONT_MATTER || LONG_BLANK.test(yaml)) {
    const message =
      yaml.length > MAX_FRONT_MATTER ? TOO_LONG : 'The front matter holds 1000 blank characters in a row.';
    const fatal = 'front-matter-invalid';
    return { body: '', bodyLine: 1, fatal, diagnostics: [diagnose(fatal, { message, hint: SHORTER, at: place(1) })] };
  }
  const { front, body } = located.slips.length === 0 ? splitOff(content) : sliceOff(content, located);
  const before = content.slice(0, located.start);
  const firstLine = before.split('\n').length;
  const shift = before.length - (before.lastIndexOf('\n') + 1);
  const read = readFields(front, (line, column) => place(line + firstLine - 1, line === 1 ? column + shift : column));
  return { ...read, body, bodyLine: content.slice(0, content.length - body.length).split('\n').length };
}

/** The text between the dashes, and the text after them. */
function splitOff(content: string): { front: string; body: string } {
  let front = '';
  const all = { ...engines, yaml: { parse: (source: string) => ((front = source), {}) } };
  const { content: body } = matter(content, { engines: all, language: 'yaml' });
  // gray-matter hands the parser what stands behind the three dashes, the line break included, and the first half of a
  // Windows line break before the last three.
  return { front: front.replace(/^[ \t]*\r?\n/, '').replace(/\r$/, ''), body };
}

/** The same where the dashes are not where gray-matter looks for them. */
function sliceOff(content: string, { start, end, body }: Located): { front: string; body: string } {
  return { front: content.slice(start, end).replace(/\r?\n$/, ''), body: content.slice(body) };
}
