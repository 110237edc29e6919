import { z } from 'zod';
import { EntryKey, Slug } from '../domain/coordinate.ts';
import { Attestation, Category, RiskTier, Status } from '../domain/governance.ts';
import type { HistoryField } from '../domain/history.ts';
import type { ChangedFile } from './history-log.ts';
import { parseYaml } from './parse-yaml.ts';

/** One thing that a file says about an entry. */
export interface Word {
  readonly field: HistoryField;
  readonly alias?: string;
  readonly revision?: number;
  readonly value: string;
}

/** What one file says, by the key of the entry (`skill:pdf`); of a file of plugins/ it is `plugin:<name>`. */
export type Words = ReadonlyMap<string, readonly Word[]>;

const silence: Words = new Map();

/** A reader of files of the catalog at any commit; it remembers the parts it has read, because most stay the same. */
export interface WordReader {
  /** What cannot be understood counts as saying nothing, value for value where the file can be read at all. */
  read(file: ChangedFile, text: string): Words;
  /** What had to be parsed until now, in UTF-16 code units. */
  work(): number;
}

export function createWordReader(): WordReader {
  const known = new Map<string, Words | undefined>();
  let work = 0;
  const parsed = (text: string): Fields | undefined => {
    work += text.length;
    return parseFields(text);
  };
  const remember = (key: string, read: () => Words | undefined): Words | undefined => {
    if (!known.has(key)) {
      // A part of a text would keep the whole text in memory.
      known.set(Buffer.from(key).toString(), read());
    }
    return known.get(key);
  };
  return {
    work: () => work,
    read({ folder, id }, text) {
      if (folder === 'plugins') {
        return remember(`${id}\0${text}`, () => new Map([[`plugin:${id}`, wordsOf(parsed(text), true)]])) ?? silence;
      }
      const isOperator = folder === 'governance';
      const { rest, parts } = entryParts(text) ?? {};
      const isPlain =
        rest === undefined ||
        remember(`\0${rest}`, () => {
          const value = parsed(rest);
          return value && !Object.hasOwn(value, 'entries') ? silence : undefined;
        });
      const read = parts?.map((part) =>
        remember(`${folder}\0${part}`, () => {
          const value = parsed(part);
          return value && Object.keys(value).length === 1 ? wordsOfEntries(value, isOperator) : undefined;
        }),
      );
      const keys = read?.flatMap((words) => [...(words?.keys() ?? [])]);
      const isWhole = read?.every((words) => words !== undefined) === true && new Set(keys).size === keys?.length;
      if (isPlain && isWhole) return new Map(read.flatMap((words) => [...words]));
      const entries = asMap(parsed(text)?.['entries']);
      return entries ? wordsOfEntries(entries, isOperator) : silence;
    },
  };
}

/**
 * The entries of a file as one text each, for files as people write them: one key under another.
 *
 * @returns Undefined where the file is written in another way; it is then read as a whole. So it is where a part turns
 *   out to be unreadable by itself.
 */
function entryParts(text: string): { rest: string | undefined; parts: string[] } | undefined {
  if (/\t|^(?:---|\.\.\.|%)/m.test(text)) return undefined;
  const top = text.split(/^(?=[^\s#])/m);
  const [block, second] = top.filter((part) => part.startsWith('entries:'));
  if (block === undefined || second !== undefined) return undefined;
  const [head = '', ...lines] = block.split('\n');
  if (!/^entries: *(?:#.*)?\r?$/.test(head)) return undefined;

  const indent = lines.find((line) => /^ +[^ #\r]/.test(line))?.search(/[^ ]/) ?? 0;
  const start = new RegExp(String.raw`^ {${indent}}[^ #\r\n]`);
  const starts = lines.flatMap((line, index) => (start.test(line) ? [index] : []));
  if (indent === 0 || starts.length === 0) return undefined;
  return {
    rest: top.length === 1 ? undefined : top.filter((part) => part !== block).join(''),
    parts: starts.map((from, index) => lines.slice(from, starts[index + 1]).join('\n')),
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** No schema: what the schema of that time took, and today's does not, was still said. */
function parseFields(text: string): Fields | undefined {
  const { value, diagnostics } = parseYaml('', text, z.unknown());
  return diagnostics.length === 0 ? asMap(value) : undefined;
}

function asMap(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

function wordsOfEntries(entries: Fields, isOperator: boolean): Words {
  const words = Object.entries(entries).flatMap(([key, fields]) =>
    EntryKey.safeParse(key).success ? [[key, wordsOf(asMap(fields), isOperator)] as const] : [],
  );
  return new Map(words);
}

const Revision = z.string().regex(/^[1-9]\d{0,8}$/);
const Alias = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9-]*$/);
const OldNames = z.union([Slug.transform((name) => [name]), z.array(Slug).min(1).max(100)]);
const MAX_ATTESTED = 200;

function wordsOf(fields: Fields | undefined, isOperator: boolean): Word[] {
  if (!fields) return [];
  const words: Word[] = [];
  const say = (field: HistoryField, schema: z.ZodType<string>, written: unknown, about: Partial<Word> = {}): void => {
    const value = schema.safeParse(written).data;
    if (value !== undefined) words.push({ field, ...about, value });
  };
  say('status', Status, fields['status']);
  for (const [number, said] of Object.entries(asMap(fields['revisions']) ?? {})) {
    if (Revision.safeParse(number).success)
      say('status', Status, asMap(said)?.['status'], { revision: Number(number) });
  }
  if (isOperator) {
    for (const [alias, revision] of Object.entries(asMap(fields['aliases']) ?? {})) {
      if (Alias.safeParse(alias).success) say('alias', z.int().positive().transform(String), revision, { alias });
    }
  }
  say('riskTier', RiskTier, fields['riskTier']);
  say('category', Category, fields['category']);
  say('stub', z.boolean().transform(String), fields['stub']);
  if (isOperator) say('attestation', attested, fields['attestation']);
  else
    say(
      'renamedFrom',
      OldNames.transform((names) => names.join(', ')),
      fields['renamedFrom'],
    );
  return words;
}

/** Who and when, and until when it holds: `Ada, 2026-11-01, until 2027-11-01`. */
const attested = Attestation.transform(({ by, on, until }) => {
  const name = Array.from(by.slice(0, 2 * MAX_ATTESTED))
    .slice(0, MAX_ATTESTED)
    .join('');
  return `${name}, ${on}${until === undefined ? '' : `, until ${until}`}`;
});
