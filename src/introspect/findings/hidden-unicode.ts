import { MAX_DECODED } from '../../domain/finding.ts';
import type { FindingRuleId } from '../../domain/rules/finding.ts';
import { decodeBits, decodeSelectors, decodeTags } from './decode-invisible.ts';
import { RIGHT_TO_LEFT, unexplained } from './invisible.ts';
import type { Details, Hit, TextFile } from './scanner.ts';

type Kind = Extract<FindingRuleId, `finding-hidden-${string}`>;

/** The hidden characters of one kind in one line. */
interface Group {
  readonly kind: Kind;
  readonly start: number;
  end: number;
  count: number;
  /** As many as can matter for what is decoded. */
  readonly codes: number[];
}

/** Bits take eight characters for each one they spell. */
const MAX_CODES = MAX_DECODED * 8;

const rightToLeft = new RegExp(RIGHT_TO_LEFT, 'v');

/** A file with as many letters that run from right to left is written in such a script. */
const MANY_LETTERS = 100;

/** A file with what is asked of it at most once. */
interface Surroundings extends TextFile {
  readonly isRightToLeft: () => boolean;
}

/** Invisible characters that nothing explains: one hit for each kind and line, with what they spell. */
export function* hiddenUnicode(file: TextFile): Generator<Hit> {
  const { text } = file;
  let isRightToLeft: boolean | undefined;
  const surroundings = { ...file, isRightToLeft: () => (isRightToLeft ??= hasManyLetters(text)) };
  const groups = new Map<Kind, Group>();
  let lineEnd = -1;
  for (const at of unexplained(text)) {
    if (at > lineEnd) {
      yield* hitsOf(groups, surroundings);
      groups.clear();
      lineEnd = text.indexOf('\n', at);
      if (lineEnd === -1) lineEnd = text.length;
    }
    const code = text.codePointAt(at) ?? 0;
    const kind = kindOf(code);
    let group = groups.get(kind);
    if (!group) groups.set(kind, (group = { kind, start: at, end: at, count: 0, codes: [] }));
    group.end = at + (code > 0xffff ? 2 : 1);
    group.count += 1;
    if (group.codes.length < MAX_CODES) group.codes.push(code);
  }
  yield* hitsOf(groups, surroundings);
}

function kindOf(code: number): Kind {
  if (code >= 0xe0000 && code <= 0xe007f) return 'finding-hidden-tags';
  if ((code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)) return 'finding-hidden-bidi';
  if ((code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef)) return 'finding-hidden-selectors';
  if ((code >= 0x200b && code <= 0x200f) || code === 0x061c || code === 0x2060 || code === 0xfeff)
    return 'finding-hidden-zero-width';
  return 'finding-hidden-filler';
}

/** The characters that mean something else than to hide, once all of the line are known. */
const harmless: Readonly<Partial<Record<Kind, (group: Group, file: Surroundings) => boolean>>> = {
  'finding-hidden-bidi': isRightToLeftProse,
  'finding-hidden-zero-width': (group, file) => isLiteral(group, file) || endsLine(group, file),
  // Deleting an emoji often leaves its selector behind. A few of these carry nothing.
  'finding-hidden-selectors': ({ count, codes }) => count < 4 && codes.every((code) => (code & ~1) === 0xfe0e),
  // The blank of the Braille patterns is a space to those who draw with it; rows of it indent and hide.
  'finding-hidden-filler': ({ count, codes }) => count < 4 && codes.every((code) => code === 0x2800),
};

const describe: Readonly<Record<Kind, (group: Group, file: TextFile) => Details>> = {
  'finding-hidden-tags': ({ count, codes }) => ({
    message: `${quantity(count, 'tag character')} here, which no screen shows and a model reads as text.`,
    decoded: decodeTags(codes),
  }),
  'finding-hidden-bidi': (group) => ({
    message: `${named(group)} here: the line is shown in another order than it is read.`,
  }),
  'finding-hidden-zero-width': (group, { text }) => {
    const inWord =
      /\p{L}$/u.test(text.slice(0, group.start).slice(-2)) && /^\p{L}/u.test(text.slice(group.end).slice(0, 2));
    // A single one at the edge of a word is what copying from a web page leaves behind.
    const severity = group.count < 4 && !inWord ? 'info' : undefined;
    return { message: `${named(group)} here, without any width.`, decoded: decodeBits(group.codes), severity };
  },
  'finding-hidden-selectors': ({ count, codes }) => ({
    message: `${quantity(count, 'variation selector')} here, without a character whose form they could choose.`,
    decoded: decodeSelectors(codes),
  }),
  'finding-hidden-filler': (group) => ({
    message: `${named(group)} here, which look like nothing.`,
    decoded: decodeBits(group.codes),
  }),
};

function* hitsOf(groups: ReadonlyMap<Kind, Group>, file: Surroundings): Generator<Hit> {
  for (const group of groups.values()) {
    const { kind: rule, start, end } = group;
    if (harmless[rule]?.(group, file) !== true) yield { rule, start, end, details: () => describe[rule](group, file) };
  }
}

/** True for a few between quotes or brackets: code that looks for them, and texts that show one. */
function isLiteral({ start, end, count }: Group, { text }: TextFile): boolean {
  if (count > 8 || end - start > 16) return false;
  const run = text.slice(start, end).replaceAll(/[\u200B-\u200F\u061C\u2060\uFEFF-]/g, '');
  return run === '' && /["'`[]/.test(text[start - 1] ?? '') && /["'`\]\\]/.test(text[end] ?? '');
}

/** True for a single one behind the last word of a line: links to headings leave them when a page is copied. */
function endsLine({ end, count, codes }: Group, { text, prose }: TextFile): boolean {
  return prose && count === 1 && codes[0] === 0x200b && /^(?:[\r\n]|$)/.test(text.slice(end, end + 1));
}

/**
 * Embeddings and isolates that are closed again have their place in lines with Hebrew, Arabic and the like, and in the
 * numbers and Latin words that have a line of their own in such a text.
 */
function isRightToLeftProse({ codes, count, start }: Group, { text, prose, isRightToLeft }: Surroundings): boolean {
  if (!prose || count > codes.length || !closesAll(codes)) return false;
  if (isRightToLeft()) return true;
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const lineEnd = text.indexOf('\n', start);
  return rightToLeft.test(text.slice(lineStart, lineEnd === -1 ? undefined : lineEnd));
}

function hasManyLetters(text: string): boolean {
  let letters = 0;
  for (const character of text) {
    if (character >= '\u0590' && rightToLeft.test(character) && (letters += 1) === MANY_LETTERS) return true;
  }
  return false;
}

function closesAll(codes: readonly number[]): boolean {
  const closers: number[] = [];
  for (const code of codes) {
    if (code === 0x202d || code === 0x202e) return false;
    if (code === 0x202a || code === 0x202b) closers.push(0x202c);
    else if (code >= 0x2066 && code <= 0x2068) closers.push(0x2069);
    else if (closers.pop() !== code) return false;
  }
  return closers.length === 0;
}

/** The characters by number, the first three different ones. */
function named({ codes, count }: Group): string {
  const numbers = [...new Set(codes)]
    .slice(0, 3)
    .map((code) => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`);
  return `${quantity(count, 'character')} (${numbers.join(', ')})`;
}

function quantity(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
