import matter from 'gray-matter';
import { type Diagnostic, diagnose, type Place } from '../domain/diagnostic.ts';
import type { Written } from '../domain/entry.ts';
import type { RuleId } from '../domain/rules/index.ts';
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

const SHORTER = 'Keep to name, description and a few keys; move the rest into the body.';

/** gray-matter looks for comments with a pattern whose time grows with the square of a run of blank characters. */
const LONG_BLANK = /\s{1000}/;

const CLOSING_LINE = /\r?\n---[ \t]*(?:\r?\n|$)/;

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
 * Splits a Markdown file into front matter and body and reads the front matter as YAML 1.2, core schema.
 *
 * @param file The path in the source, for the places.
 */
export function readMarkdown(file: string, text: string): MarkdownFile {
  const place = (line: number, column = 1): Place => ({ root: 'source', file, line, column });
  const broken = (rule: RuleId, message: string, hint?: string): MarkdownFile => ({
    body: '',
    bodyLine: 1,
    diagnostics: [diagnose(rule, { message, hint, at: place(1) })],
    fatal: rule,
  });
  const content = text.replace(/^\uFEFF/, '');
  if (!/^---(?!-)/.test(content))
    return { ...broken('front-matter-missing', 'The file does not begin with three dashes.'), body: content };

  const language = matter.language(content).name.trim();
  if (language !== '' && language !== 'yaml') {
    const shown = JSON.stringify(language.slice(0, 40));
    return broken(
      'front-matter-language',
      `The first line asks to read the front matter as ${shown}; it was not looked at.`,
    );
  }
  const end = content.search(CLOSING_LINE);
  if (end === -1) return broken('front-matter-unclosed', 'The three dashes that close the front matter are missing.');
  if (end > MAX_FRONT_MATTER)
    return broken('front-matter-invalid', `The front matter is longer than ${MAX_FRONT_MATTER} characters.`, SHORTER);
  if (LONG_BLANK.test(content.slice(0, end)))
    return broken('front-matter-invalid', 'The front matter holds 1000 blank characters in a row.', SHORTER);

  const raw = splitOff(content);

  const read = readFields(raw.front, (line, column) => place(line + 1, column));
  const before = content.slice(0, content.length - raw.body.length);
  return { ...read, body: raw.body, bodyLine: before.split('\n').length };
}

/** The text between the dashes, and the text after them. */
function splitOff(content: string): { front: string; body: string } {
  let front = '';
  const all = { ...engines, yaml: { parse: (source: string) => ((front = source), {}) } };
  const { content: body } = matter(content, { engines: all, language: 'yaml' });
  // gray-matter hands the parser what stands behind the three dashes, the line break included, and the first half of a
  // Windows line break before the last three.
  return { front: front.replace(/^[ \t]*(?:yaml)?[ \t]*\r?\n/, '').replace(/\r$/, ''), body };
}
