import { isMap, LineCounter, parseDocument } from 'yaml';
import { type Diagnostic, diagnose, type Place } from '../../domain/diagnostic.ts';
import type { Written } from '../../domain/entry.ts';
import type { Fields, PlaceAt } from './yaml-fields.ts';
import { refusedFeature, writtenOf, yamlOptions } from './yaml-values.ts';

/*
 * The second reading, for front matter that strict YAML refuses: every key at the margin by itself, and the values that
 * are still no YAML as the plain text they were meant to be.
 */

/** A key at the margin with the lines below it. */
interface Block {
  readonly key: string;
  readonly lines: readonly string[];
  /** Counted from 1. */
  readonly first: number;
}

interface ReadBlock {
  readonly written: Written;
  /** What was assumed, where anything was. */
  readonly assumed?: { readonly message: string; readonly line: number; readonly column: number };
}

/** So many slips are named each with its place; more say nothing new. */
const MAX_NAMED = 5;

/**
 * Reads each key at the margin by itself.
 *
 * @param problem What strict YAML said of the whole.
 * @returns Undefined where there is neither a name nor a description.
 */
export function recoverFields(
  text: string,
  placeAt: PlaceAt,
  problem: { readonly message: string; readonly at: Place },
): Fields | undefined {
  const fields = new Map<string, Written>();
  const diagnostics: Diagnostic[] = [];
  const say = (message: string, at: Place): unknown =>
    diagnostics.push(diagnose('front-matter-recovered', { message, at }));
  const { blocks, skipped } = topLevelBlocks(text);
  if (skipped !== undefined) say('Lines before the first key were skipped.', placeAt(skipped, 1));
  for (const block of blocks) {
    if (fields.has(block.key)) {
      say(`"${block.key}" stands twice; the first was taken.`, placeAt(block.first, 1));
      continue;
    }
    const { written, assumed } = readBlock(block, placeAt);
    fields.set(block.key, written);
    if (assumed) say(assumed.message, placeAt(assumed.line, assumed.column));
  }
  if (!fields.has('name') && !fields.has('description')) return undefined;
  if (diagnostics.length === 0) say(`${problem.message.replace(/\.$/, '')}; ${doubled(problem.message)}.`, problem.at);
  const named = diagnostics.slice(0, MAX_NAMED);
  const more = diagnostics.length - named.length;
  const last = diagnostics[MAX_NAMED];
  if (last) named.push({ ...last, message: `${more} more values had to be guessed, the first of them here.` });
  return { fields, diagnostics: named };
}

function doubled(message: string): string {
  return /stands twice/.test(message) ? 'the last was taken' : 'every key was read by itself';
}

const KEY = /^(["']?)([A-Za-z_][\w.-]*)\1[ \t]*:(?:\s|$)/;

/** Keys that end a description. */
const KNOWN_KEYS =
  /^(?:name|description|license|version|author|allowed-tools|tools|disallowedTools|model|color|metadata|compatibility|argument-hint|tags|keywords|category|user-invocable|disable-model-invocation|context|agent|hooks|skills|permissionMode|memory|homepage|risk-tier|stub|stub-reason)$/;

/** Words that stand at the margin of a description that was pasted with its examples. */
const SPEECH =
  /^(?:[A-Z]|(?:user|assistant|human|system|context|example|examples|commentary|note|input|output|response)$)/;

function topLevelBlocks(text: string): { blocks: Block[]; skipped: number | undefined } {
  const blocks: { key: string; lines: string[]; first: number }[] = [];
  let skipped: number | undefined;
  for (const [index, line] of dedented(text.split(/\r?\n/)).entries()) {
    const [, quote = '', word] = KEY.exec(line) ?? [];
    const key = word !== undefined && (quote === '' || KNOWN_KEYS.test(word)) ? word : undefined;
    const last = blocks.at(-1);
    const isText = last?.key === 'description' && key !== undefined && !KNOWN_KEYS.test(key) && SPEECH.test(key);
    if (key !== undefined && !isText) blocks.push({ key, lines: [line], first: index + 1 });
    else if (last) last.lines.push(line);
    else if (/^[^#\s]/.test(line)) skipped ??= index + 1;
  }
  return { blocks, skipped };
}

/** Without the blanks that all lines begin with. */
function dedented(lines: readonly string[]): readonly string[] {
  const first = lines.find((line) => line.trim() !== '') ?? '';
  const indent = /^ */.exec(first)?.[0] ?? '';
  const isEverywhere = indent !== '' && lines.every((line) => line.trim() === '' || line.startsWith(indent));
  return isEverywhere ? lines.map((line) => line.slice(indent.length)) : lines;
}

function readBlock(block: Block, placeAt: PlaceAt): ReadBlock {
  const { key, lines, first } = block;
  const at = placeAt(first, 1);
  const asIs = parseBlock(lines, first, placeAt);
  if (asIs.written) return { written: asIs.written };

  const [head = '', ...rest] = lines;
  const header = /^[^:]+:[ \t]*([|>])[-+]?[ \t]+(\S.*)$/.exec(head);
  if (header) {
    const message = `Text stands behind the "${header[1]}" of "${key}"; it was read as its first line.`;
    const texts = [header[2] ?? '', ...rest].map((line) => line.trim()).filter((line) => line !== '');
    const value = texts.join(header[1] === '|' ? '\n' : ' ');
    return { written: { value, at }, assumed: { message, line: first, column: head.indexOf(header[1] ?? '') + 1 } };
  }
  const margin = rest.findIndex((line) => /^\S/.test(line));
  if (margin !== -1 && key === 'name') {
    const { written } = parseBlock([head], first, placeAt);
    const message = 'Lines below "name" begin at the margin; they were skipped.';
    if (written) return { written, assumed: { message, line: first + margin + 1, column: 1 } };
  }
  if (margin !== -1) {
    const moved = parseBlock([head, ...rest.map((line) => (line === '' ? line : `  ${line}`))], first, placeAt);
    const message = `Lines of "${key}" begin at the margin; they were read as part of it.`;
    if (moved.written) return { written: moved.written, assumed: { message, line: first + margin + 1, column: 1 } };
  }
  const reason = reasons.find(([pattern]) => pattern.test(asIs.problem))?.[1] ?? asIs.problem;
  const message = `"${key}" is no valid YAML (${reason}); it was read as plain text.`;
  return { written: { value: plainText(block), at }, assumed: { message, line: asIs.line, column: asIs.column } };
}

/** What people understand by the parser's words. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/^Nested mappings|^Implicit map keys/, 'a colon followed by a blank'],
  [/^Missing closing/, 'a quote that does not end'],
  [
    /^Unexpected (?:scalar|double|single|flow|block-scalar)\S* (?:token )?at node end/,
    'text behind the end of the value',
  ],
  [/^Unexpected block-seq-ind/, 'a dash behind the key'],
  [/^The alias|^Alias/, 'a leading *'],
  [/^Plain value cannot start with/, 'a leading character that YAML reserves'],
  [/^Implicit keys need/, 'lines at the margin'],
];

type ParsedBlock =
  | { readonly written: Written; readonly problem?: undefined }
  | { readonly problem: string; readonly line: number; readonly column: number; readonly written?: undefined };

function parseBlock(lines: readonly string[], first: number, placeAt: PlaceAt): ParsedBlock {
  const text = lines.join('\n');
  const counter = new LineCounter();
  const document = parseDocument(text, { ...yamlOptions, lineCounter: counter });
  const error = document.errors[0];
  if (error?.message.startsWith('Maximum call stack')) throw new RangeError(error.message);
  const refused = error ? undefined : refusedFeature(document);
  const position = (offset: number): { line: number; column: number } => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(line, 1) + first - 1, column: Math.max(col, 1) };
  };
  if (error) return { problem: error.message.replace(/\.$/, ''), ...position(error.pos[0]) };
  if (refused) return { problem: refused.what, ...position(refused.offset) };
  const pair =
    isMap(document.contents) && document.contents.items.length === 1 ? document.contents.items[0] : undefined;
  const written = pair && writtenOf(pair, text, (offset) => placeAt(position(offset).line, position(offset).column));
  return written ? { written: written.written } : { problem: 'more than one key', ...position(0) };
}

/** The lines of a value joined; quotes around the whole of it are taken off. */
function plainText({ lines }: Block): string {
  const joined = lines
    .map((line, index) => (index === 0 ? line.slice(line.indexOf(':') + 1) : line).trim())
    .filter((line, index) => line !== '' && !(index === 0 && /^[|>][-+]?$/.test(line)))
    .join(' ');
  return unquoted(joined);
}

function unquoted(text: string): string {
  const quote = text[0] ?? '';
  if (quote !== '"' && quote !== "'") return text;
  const inner = text.slice(1);
  const next = inner.indexOf(quote);
  // A quote that never ends, or only at the very end.
  if (next === -1) return inner;
  const content = inner.endsWith(quote) ? inner.slice(0, -1) : undefined;
  if (content === undefined) return text;
  // `"a" and "b"` is quoted twice, `"say "a" now"` once: there the second quote opens.
  const opens = next === content.length || /[\s([\\]/.test(inner[next - 1] ?? ' ');
  return opens ? content.replaceAll(`\\${quote}`, quote) : text;
}
