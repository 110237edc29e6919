import { type Document, isMap, isScalar, type Node, type Pair, type YAMLMap } from 'yaml';
import type { z } from 'zod';
import { GovernanceFile, SourceFile } from '../domain/catalog.ts';
import { toSlug } from '../domain/slug.ts';
import { type Diagnostic, diagnose, type Place } from '../domain/diagnostic.ts';
import { closest, suggest } from '../domain/did-you-mean.ts';
import { Kind } from '../domain/kind.ts';
import { keysAt } from './schema-keys.ts';

export type PlaceAt = (offset: number | undefined) => Place;

/** The offset of the key that a path ends in, or of the nearest one above it that is there. */
export function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  let node: unknown = document.contents;
  let offset = (node as Node | null)?.range?.[0];
  for (const key of path) {
    if (isMap(node)) {
      const pair = pairsOf(node).get(String(key));
      if (!pair) return offset;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else {
      const item: unknown = document.getIn(path.slice(0, path.indexOf(key) + 1) as unknown[], true);
      const start = (item as Node | undefined)?.range?.[0];
      if (start === undefined) return offset;
      offset = start;
      node = item;
    }
  }
  return offset;
}

/** Places are asked for one by one, of maps with thousands of keys. */
const indexed = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

/** The pairs of a map by their keys; of two with one key the first. */
function pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
  const known = indexed.get(map);
  if (known) return known;
  const pairs = new Map<string, Pair>();
  for (const pair of map.items) {
    const name = isScalar(pair.key) ? String(pair.key.value) : undefined;
    if (name !== undefined && !pairs.has(name)) pairs.set(name, pair);
  }
  indexed.set(map, pairs);
  return pairs;
}

/** Of one map. A file can be made to hold a hundred thousand. */
const MOST_KEYS = 200;

/**
 * Says in words what a schema found wrong: the value as it stands, and what to write instead.
 *
 * @param placeAt Makes a place from an offset in the text.
 */
export function explainIssue(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  document: Document,
  placeAt: PlaceAt,
): Diagnostic[] {
  const { path } = issue;
  const at = placeAt(offsetOf(document, path));
  const name = path.join('.');

  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, path);
    return issue.keys.slice(0, MOST_KEYS).map((key) => {
      const place = placeAt(offsetOf(document, [...path, key]));
      if (schema === SourceFile && keysAt(GovernanceFile, path).includes(key)) return operatorOnly(key, place);
      return diagnose('key-unknown', {
        message: `"${key}" has no meaning ${name === '' ? 'in this file' : `below "${name}"`}.`,
        hint: suggest(meantBy(key, known), known),
        at: place,
      });
    });
  }
  if (issue.code === 'invalid_key') {
    const key = String(path.at(-1));
    return [diagnose('value-invalid', { message: `"${key}" cannot be a key here.`, hint: keyHint(key, path), at })];
  }
  if (issue.code === 'invalid_type' && !document.hasIn(path as unknown[])) {
    return [diagnose('key-missing', { message: `"${name}" is missing.`, hint: `Add "${String(path.at(-1))}".`, at })];
  }
  if (issue.code === 'custom' && path.length === 0) {
    const isWithoutPlace = schema === SourceFile && !document.hasIn(['git']) && !document.hasIn(['local']);
    const hint = isWithoutPlace ? 'Add git: with the address, such as git: https://github.com/acme/skills.' : undefined;
    return [diagnose('value-invalid', { message: issue.message, hint, at })];
  }

  const hint =
    issue.code === 'invalid_value'
      ? suggest(String(document.getIn(path as unknown[])), issue.values.map(String))
      : wanted(issue);
  return [diagnose('value-invalid', { message: valueMessage(name, document, path), hint, at })];
}

/** What other tools, and people, call the keys of these files. */
const otherNames: Readonly<Record<string, string>> = {
  branch: 'ref',
  tag: 'ref',
  sha: 'commit',
  url: 'git',
  repo: 'git',
  repository: 'git',
  dir: 'path',
  folder: 'path',
  tier: 'riskTier',
  ignore: 'exclude',
};

function meantBy(key: string, known: readonly string[]): string {
  const other = Object.hasOwn(otherNames, key) ? otherNames[key] : undefined;
  return other !== undefined && known.includes(other) ? other : key;
}

/** A key that is known, but in the other file about the same source. */
function operatorOnly(key: string, at: Place): Diagnostic {
  const governance = at.file.replace(/^sources\//, 'governance/');
  return diagnose('operator-only', {
    message: `"${key}" is the operator's to say, not the publisher's.`,
    hint: `Take it out; the operator says it in ${governance}.`,
    at,
  });
}

const LONGEST_SHOWN = 60;

function valueMessage(name: string, document: Document, path: readonly PropertyKey[]): string {
  if (name === '') return 'The file is not a map of keys and values.';
  const value: unknown = document.getIn(path as unknown[]);
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    return `"${name}" has a value of the wrong kind.`;
  const text = String(value);
  return `"${name}" cannot be "${text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text}".`;
}

/** What was probably meant by a key such as `hello`, `skills:hello` or `skill:acme/hello`. */
function keyHint(key: string, path: readonly PropertyKey[]): string {
  if (path.at(-2) === 'revisions') return 'Write the number of one revision, such as 3; say it once for each.';
  if (path.at(-2) === 'aliases') return 'An alias is lower-case letters, digits and dashes, and begins with a letter.';
  const [, prefix = 'skill', name = key] = /^([^:]*):(.*)$/.exec(key) ?? [];
  const kind = closest(prefix.replace(/s$/, '').replaceAll('-', '_'), Kind.options) ?? 'skill';
  const slug = toSlug(name.split('/').at(-1) ?? '');
  return `Write the kind, a colon and the name${slug === undefined ? ', such as skill:pdf' : `: "${kind}:${slug}"`}.`;
}

const typeWords: Readonly<Record<string, string>> = {
  array: 'a list, such as [a, b]',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a map of keys and values',
  record: 'a map of keys and values',
  string: 'a text; a number, a date or yes and no want quotes around them',
};

const formatWords: Readonly<Record<string, string>> = {
  date: 'a date, such as 2027-01-31',
  email: 'an address, such as ada@example.org',
  template_literal: 'the kind, a colon and the name, such as skill:pdf',
};

function wanted(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `Write ${typeWords[issue.expected] ?? issue.expected}.`;
  if (issue.code === 'invalid_format' && formatWords[issue.format]) return `Write ${formatWords[issue.format]}.`;
  if (issue.code === 'too_small')
    return issue.origin === 'string'
      ? 'Write at least one character.'
      : `Write at least ${Number(issue.minimum) + (issue.inclusive ? 0 : 1)}.`;
  if (issue.code === 'too_big')
    return `At most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''} can stand there.`;
  return issue.message.replace(/^Invalid (input|string): /, 'It ').replace(/\.?$/, '.');
}
