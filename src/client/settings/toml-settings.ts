import { parse, stringify, TomlError } from 'smol-toml';
import { sha256, canonicalJson } from '../../domain/digest.ts';
import { asObject } from '../../domain/untyped.ts';
import { lineEndOf } from './json-text.ts';
import { isSameBeside, isSameValue, nested, valueAt } from './plain-value.ts';
import { type Inserted, type PlacedSetting, type Refused, type Setting, settingName } from './setting.ts';
import { tableRanges } from './toml-tables.ts';

/**
 * Puts one table at the end of a text of TOML 1.0, so that every byte before it stays. The text has no byte order mark.
 */
export function insertToml(text: string, { keys, value }: Setting): Inserted | Refused {
  const before = readTable(text);
  if ('refused' in before) return before;
  const name = settingName(keys);
  const present = valueAt(before.table, keys);
  if (isSameValue(present, value)) return { text, inserted: '' };
  if (present !== undefined)
    return { refused: `The file has another value under ${name}: rename or remove that one, then try again.` };

  const eol = lineEndOf(text);
  const table = stringify(nested(keys, value)).trimEnd();
  const lead = text === '' ? '' : text.endsWith('\n') ? eol : eol + eol;
  const inserted = `${lead}${table.replaceAll('\n', eol)}${eol}`;
  const after = readTable(text + inserted);
  const isRight =
    'table' in after && isSameBeside(before.table, after.table, keys) && isSameValue(valueAt(after.table, keys), value);
  if (isRight) return { text: text + inserted, inserted };
  const outer = settingName(keys.slice(0, -1)) || name;
  return { refused: `A table ${name} cannot be added as ${outer} is written in the file: add it there by hand.` };
}

/**
 * Takes one table out of a text of TOML: the very text that was put in, or, where the file was written anew, the table
 * and those below it. A value that has been changed stays.
 */
export function removeToml(text: string, placed: PlacedSetting): { readonly text: string } | Refused {
  const { keys, inserted } = placed;
  const name = settingName(keys);
  const before = readTable(text);
  if ('refused' in before) return before;
  const present = valueAt(before.table, keys);
  if (present === undefined) return { text };
  if (placed.initial !== true && sha256(canonicalJson(present)) !== placed.sha256)
    return { refused: `${name} has been changed since it was put into the file: remove it by hand if you mean to.` };
  const isRight = (candidate: string): boolean => {
    const after = readTable(candidate);
    return (
      'table' in after && valueAt(after.table, keys) === undefined && isSameBeside(before.table, after.table, keys)
    );
  };
  const at = text.indexOf(inserted);
  const isOnce = at !== -1 && at === text.lastIndexOf(inserted);
  const shortened = isOnce ? text.slice(0, at) + text.slice(at + inserted.length) : text;
  if (isRight(shortened)) return { text: shortened };
  const rest = tableRanges(text, keys).reduceRight(
    (left, [start, end]) => left.slice(0, start) + left.slice(end),
    text,
  );
  return isRight(rest) ? { text: rest } : { refused: `${name} cannot be taken out of the file: remove it by hand.` };
}

type Read = { readonly table: unknown } | Refused;

function readTable(text: string): Read {
  try {
    return { table: plain(parse(text, { integersAsBigInt: 'asNeeded' })) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    return { refused: `The file is not valid TOML (line ${error.line}): mend it, then try again.` };
  }
}

/** What JSON has no form for gets one that stays apart from every text a file can hold at the same place. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Date) return { date: value.toISOString() };
  if (typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value)))
    return { number: String(value) };
  const fields = asObject(value);
  return fields ? Object.fromEntries(Object.entries(fields).map(([key, item]) => [key, plain(item)])) : value;
}
