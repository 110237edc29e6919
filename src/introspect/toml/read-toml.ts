import { parse, TomlError } from 'smol-toml';
import { type Diagnostic, diagnose, type Place } from '../../domain/diagnostic.ts';
import type { Written } from '../../domain/entry.ts';
import { asObject } from '../../domain/untyped.ts';
import { withoutSecrets } from '../secrets.ts';
import { firstTextLine, lineOf, lineStarts, tomlPlaces } from './toml-places.ts';

/** A TOML file as plain values: numbers that JSON does not know, and dates, are texts. */
export interface TomlFile {
  /** The keys at the top, with secrets taken out. */
  readonly fields: ReadonlyMap<string, Written>;
  /** As they are written; never to be shown. */
  readonly raw: Readonly<Record<string, unknown>>;
  /** The line on which the text of a key begins, counted from 1. */
  readonly textLine: (key: string) => number;
}

export type TomlResult =
  | { readonly toml: TomlFile; readonly diagnostic?: undefined }
  | { readonly diagnostic: Diagnostic; readonly toml?: undefined };

/** In characters. Real ones stay below 30,000; this bounds the work that a hostile one can cause. */
const MAX_TOML = 131_072;

const MAX_DEPTH = 100;

/** Reads a text as TOML 1.0 (a byte order mark is passed over). */
export function readToml(file: string, content: string): TomlResult {
  const text = content.replace(/^\uFEFF/, '');
  const at = (line?: number, column?: number): Place => ({
    root: 'source',
    file,
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
  });
  if (text.length > MAX_TOML) {
    const message = `The file has ${text.length} characters; ${MAX_TOML} are read.`;
    return { diagnostic: diagnose('definition-too-large', { message, at: at() }) };
  }
  let table: Readonly<Record<string, unknown>>;
  try {
    table = parse(text, { integersAsBigInt: 'asNeeded', maxDepth: MAX_DEPTH });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // Its message goes on with a picture of the place.
    const reason = (error.message.split('\n', 1)[0] ?? '').replace(/^Invalid TOML document: /, '');
    const message = `It is not TOML: ${reason}.`;
    return { diagnostic: diagnose('toml-invalid', { message, at: at(error.line, error.column) }) };
  }
  if (isTooDeep(table)) {
    const message = 'It is nested too deeply to be read.';
    return { diagnostic: diagnose('toml-invalid', { message, at: at(1) }) };
  }
  const raw = asObject(toPlain(table)) ?? {};
  const places = tomlPlaces(text);
  const starts = lineStarts(text);
  const placeOf = (key: string): Place => {
    const offset = places.get(key)?.key ?? 0;
    const line = lineOf(starts, offset);
    return at(line + 1, offset - (starts[line] ?? 0) + 1);
  };
  const shown = Object.entries(asObject(withoutSecrets(raw)) ?? {});
  return {
    toml: {
      fields: new Map(shown.map(([key, value]) => [key, { value, at: placeOf(key) }])),
      raw,
      textLine: (key) => firstTextLine(text, starts, places.get(key)?.value ?? 0) + 1,
    },
  };
}

/** Level by level, because dotted keys can be deeper than any stack. */
function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth++)
    level = level.flatMap((item): unknown[] =>
      typeof item === 'object' && item !== null && !(item instanceof Date) ? Object.values(item) : [],
    );
  return level.length > 0;
}

function toPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toPlain);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value))) return String(value);
  const fields = asObject(value);
  return fields ? Object.fromEntries(Object.entries(fields).map(([key, item]) => [key, toPlain(item)])) : value;
}
