import { parse as parseJsonc } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { canonicalJson, sha256 } from '../../../src/domain/digest.ts';
import type { PlacedSetting } from '../../../src/client/settings/setting.ts';
import { insertSetting, removeSetting } from '../../../src/client/settings/settings.ts';

/** The same numbers in every run, below 1 (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Next = () => number;
type Format = 'json' | 'jsonc' | 'toml';

const pick = <T>(next: Next, items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
const chance = (next: Next, odds: number): boolean => next() < odds;

/** The style in which a person writes a file. */
interface Style {
  readonly comments: boolean;
  readonly lastCommas: boolean;
  readonly indent: string | undefined;
}

function object(next: Next, style: Style, level: number, entries: readonly string[]): string {
  const { indent, comments, lastCommas } = style;
  const isFlat = indent === undefined || chance(next, 0.2);
  const line = isFlat ? pick(next, ['', ' ']) : `\n${(indent ?? '').repeat(level + 1)}`;
  const end = isFlat ? line : `\n${(indent ?? '').repeat(level)}`;
  const remark = (): string =>
    comments && chance(next, 0.3)
      ? isFlat
        ? ' /* "x": {, */'
        : pick(next, [' // mine, {', ' /* a, */', ' // a\n// b'])
      : '';
  if (entries.length === 0) return pick(next, ['{}', `{${remark()}${end}}`, '{ }', `{${end}}`, '{\n\n}']);
  const last = entries.length - 1;
  const written = entries.map((entry, index) => {
    const comma = index < last || (lastCommas && chance(next, 0.5)) ? ',' : '';
    return `${line}${entry}${comments && chance(next, 0.1) ? ' /* b, { */' : ''}${comma}${remark()}`;
  });
  return `{${remark()}${written.join('')}${end}}`;
}

function value(next: Next, style: Style, level: number): string {
  if (level > 2 || chance(next, 0.4)) return pick(next, ['1', '"a"', 'null', 'true', '[1, 2]', '"// no }"', '[]']);
  const entries = Array.from({ length: Math.floor(next() * 3) }, (_, index) => {
    return `"k${index}": ${value(next, style, level + 1)}`;
  });
  return object(next, style, level, entries);
}

function jsonFile(next: Next, isLoose: boolean): string {
  const style: Style = {
    comments: isLoose && chance(next, 0.7),
    lastCommas: isLoose && chance(next, 0.5),
    indent: pick(next, [undefined, '  ', '    ', '\t']),
  };
  const entries = Array.from({ length: Math.floor(next() * 4) }, (_, index) => {
    return `"own${index}": ${value(next, style, 1)}`;
  });
  if (chance(next, 0.6)) {
    const inner = Array.from(
      { length: Math.floor(next() * 3) },
      (_, index) => `"user${index}": ${value(next, style, 2)}`,
    );
    entries.splice(Math.floor(next() * (entries.length + 1)), 0, `"mcpServers": ${object(next, style, 1, inner)}`);
  }
  const text = (style.comments && chance(next, 0.3) ? '// top\n' : '') + object(next, style, 0, entries);
  return dressed(next, text + pick(next, ['', '\n', '\n\n', style.comments ? '\n// end' : '']));
}

function tomlFile(next: Next): string {
  const tables = [
    'model = "x" # mine\n',
    '# a remark\n[own]\nlist = [\n  1, # [mcp_servers.one]\n]\n',
    '[mcp_servers.user]\ncommand = "u"\n\n[mcp_servers.user.env]\nA = """\n[mcp_servers.two]\n"""\n',
    '[[own2]]\na = 1\n[[own2]]\na = 2\n',
  ];
  const chosen = tables.filter(() => chance(next, 0.6));
  const text = chosen.join(pick(next, ['', '\n']));
  return dressed(next, chance(next, 0.3) ? text.replace(/\n$/, '') : text);
}

function dressed(next: Next, text: string): string {
  return (chance(next, 0.2) ? '\uFEFF' : '') + (chance(next, 0.3) ? text.replaceAll('\n', '\r\n') : text);
}

function read(text: string, format: Format): unknown {
  const bare = text.replace(/^\uFEFF/, '');
  if (format === 'toml') return parseToml(bare);
  return format === 'json' ? JSON.parse(bare) : parseJsonc(bare, [], { allowTrailingComma: true });
}

const names = ['one', 'two', 'three', 'four'];

function insertAll(before: string, format: Format, next: Next): { text: string; placed: PlacedSetting[] } {
  const placed: PlacedSetting[] = [];
  let text = before;
  for (const name of names.slice(0, 1 + Math.floor(next() * names.length))) {
    const keys = [format === 'toml' ? 'mcp_servers' : 'mcpServers', name];
    const setting = { command: name, args: ['a', '}'], ...(chance(next, 0.5) && { env: { A: '${A}' } }) };
    const result = insertSetting(text, { format, keys, value: setting });
    if ('refused' in result) throw new Error(`${result.refused}\n${text}`);
    placed.push({ format, keys, sha256: sha256(canonicalJson(setting)), inserted: result.inserted, created: false });
    text = result.text;
  }
  return { text, placed };
}

function removeAll(text: string, placed: readonly PlacedSetting[]): string {
  return placed.reduce((left, one) => {
    const result = removeSetting(left, one);
    if ('refused' in result) throw new Error(`${result.refused}\n${left}`);
    return result.text ?? '';
  }, text);
}

function shuffled<T>(next: Next, items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, rank: next() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

describe.each(['json', 'jsonc', 'toml'] as const)('files of %s that people wrote', (format) => {
  const files = Array.from({ length: 150 }, (_, seed) => {
    const next = numbers(seed + 1);
    return { next, before: format === 'toml' ? tomlFile(next) : jsonFile(next, format === 'jsonc') };
  });

  test('keep what was there while things are put in', () => {
    for (const { next, before } of files) {
      const { text, placed } = insertAll(before, format, next);
      const map = format === 'toml' ? 'mcp_servers' : 'mcpServers';
      const was = read(before, format) as Record<string, Record<string, unknown>>;
      const is = read(text, format) as Record<string, Record<string, unknown>>;
      expect(Object.keys(is[map] ?? {})).toEqual([
        ...Object.keys(was[map] ?? {}),
        ...placed.map(({ keys }) => keys.at(-1)),
      ]);
      expect({ ...is, [map]: { ...is[map], ...Object.fromEntries(names.map((name) => [name, 0])) } }).toEqual({
        ...was,
        [map]: { ...was[map], ...Object.fromEntries(names.map((name) => [name, 0])) },
      });
    }
  });

  test('are the same bytes when all of it is gone, whatever went first', () => {
    for (const { next, before } of files) {
      const { text, placed } = insertAll(before, format, next);
      expect(removeAll(text, placed.toReversed())).toBe(before);
      expect(removeAll(text, shuffled(next, placed))).toBe(before);
      expect(removeAll(text, placed)).toBe(before);
    }
  });

  test('keep what people add in between', () => {
    for (const { next, before } of files) {
      const first = insertAll(before, format, next);
      const own = { format, keys: format === 'toml' ? ['mine'] : ['mcpServers', 'mine'], value: { a: 1 } } as const;
      const added = insertSetting(first.text, own);
      if ('refused' in added) throw new Error(added.refused);
      const left = read(removeAll(added.text, shuffled(next, first.placed)), format);
      const expected = insertSetting(before, own);
      if ('refused' in expected) throw new Error(expected.refused);
      expect(left).toEqual(read(expected.text, format));
    }
  });
});
