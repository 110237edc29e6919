import { harnessAliases } from '../../domain/harness-alias.ts';
import { type FacetName, facetNames } from '../words/facet-names.ts';
import { type Choices, type Question, type Sort, sorts, withValue } from './question.ts';

/** Other words for operators, as people know them from elsewhere. */
const nameAliases: Readonly<Record<string, FacetName | 'sort'>> = {
  licence: 'license',
  setby: 'set-by',
  'works-with': 'harness',
  works: 'harness',
  client: 'harness',
  agent: 'harness',
  risk: 'tier',
  'risk-tier': 'tier',
  type: 'kind',
  tags: 'tag',
  from: 'source',
  by: 'source',
  owner: 'source',
  author: 'source',
  trust: 'is',
  brings: 'has',
  order: 'sort',
};

/** Other words for values. */
export const valueAliases: Partial<Record<FacetName, Readonly<Record<string, string>>>> = {
  kind: {
    mcp: 'mcp_server',
    'mcp-server': 'mcp_server',
    'mcp-servers': 'mcp_server',
    server: 'mcp_server',
    agent: 'subagent',
  },
  harness: harnessAliases,
  has: { script: 'scripts', hook: 'hooks', server: 'mcp', servers: 'mcp', 'mcp-server': 'mcp', 'mcp-servers': 'mcp' },
  include: {
    copy: 'copies',
    duplicates: 'copies',
    stubs: 'hidden',
    drafts: 'hidden',
    withdrawn: 'hidden',
    all: 'hidden',
  },
  is: { duplicate: 'copy', claimed: 'verified' },
  license: { no: 'none' },
};

/** `is:` takes states of all kinds, some of which are values of other facets. */
const isElsewhere: Readonly<Record<string, FacetName>> = {
  draft: 'status',
  active: 'status',
  deprecated: 'status',
  deleted: 'status',
  raw: 'category',
  standard: 'category',
};

/** One operator as it was written. */
export interface Written {
  /** The whole of it, to put something else in its place. */
  readonly text: string;
  readonly name: string;
  readonly value: string;
  readonly not: boolean;
}

/** A text taken apart: the question, and what looks like an operator and is none or has no value yet. */
export interface Parsed {
  readonly question: Question;
  readonly unknown: readonly Written[];
  /** In the order of the text: where values are not known, this is what was written. */
  readonly written: readonly (Written & { readonly facet: FacetName })[];
}

/** In characters. An address may bring any text, and thousands of operators keep a browser busy for minutes. */
const LONGEST = 2000;

const token = /(-?)([\p{L}][\p{L}-]*):("(?:[^"\\]|\\.)*"?|\S*)|-?"[^"]*"?|\S+/gu;

function unquoted(text: string): string {
  if (!text.startsWith('"')) return text;
  return text.replace(/^"|(?<!\\)"$/g, '').replaceAll(/\\(.)/g, '$1');
}

function nameOf(word: string): FacetName | 'sort' | undefined {
  const lower = word.toLowerCase();
  if (lower === 'sort') return 'sort';
  return (
    facetNames.find((name) => name === lower) ?? (Object.hasOwn(nameAliases, lower) ? nameAliases[lower] : undefined)
  );
}

/** The facet and the value that an operator stands for. */
function meant(name: FacetName, value: string): { readonly facet: FacetName; readonly value: string } {
  const lower = value.toLowerCase();
  const aliases = valueAliases[name] ?? {};
  const word = Object.hasOwn(aliases, lower) ? (aliases[lower] ?? value) : value;
  if (name === 'is' && Object.hasOwn(isElsewhere, lower)) return { facet: isElsewhere[lower] ?? 'is', value: lower };
  return { facet: name, value: word };
}

/**
 * Takes the text of the field apart: words, `name:value`, `-name:value`, and quotes around values with spaces. What looks
 * like an operator and is none is searched as words. Of a longer text only the beginning is read.
 */
export function parseText(text: string): Parsed {
  const words: string[] = [];
  const unknown: Written[] = [];
  const written: (Written & { readonly facet: FacetName })[] = [];
  let chosen: Choices = new Map();
  let excluded: Choices = new Map();
  let sort: Sort | undefined;
  let before = { text: '', at: 0 };
  for (const match of text.slice(0, LONGEST).matchAll(token)) {
    const [whole, minus = '', word, raw = ''] = match;
    if (/^not$/i.test(before.text) && minus === '' && !whole.startsWith('-')) {
      const both = text.slice(before.at, match.index + whole.length);
      unknown.push({ text: both, name: before.text, value: whole, not: true });
    }
    before = { text: whole, at: match.index };
    const name = word === undefined ? undefined : nameOf(word);
    const value = unquoted(raw);
    const as: Written = { text: whole, name: word ?? '', value, not: minus === '-' };
    const order = sorts.find((known) => known === value.toLowerCase());
    if (name === undefined) {
      words.push(whole);
      // An address is no slip of an operator.
      if (word !== undefined && !raw.startsWith('//')) unknown.push(as);
    } else if (name === 'sort') {
      if (order) sort = order;
      else unknown.push(as);
    } else if (value === '') {
      unknown.push(as);
    } else {
      const of = meant(name, value);
      written.push({ ...as, ...of });
      if (as.not) excluded = withValue(excluded, of.facet, of.value);
      else chosen = withValue(chosen, of.facet, of.value);
    }
  }
  return { question: { words: words.join(' '), chosen, excluded, sort }, unknown, written };
}

/** One operator as it is written. */
export function operatorText(name: string, value: string, not = false): string {
  const plain = /^[^\s"\\]+$/u.test(value);
  return `${not ? '-' : ''}${name}:${plain ? value : `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`}`;
}

/** The text of the field for a question: its words, then its operators. The order of results is chosen beside it. */
export function textOf({ words, chosen, excluded }: Question): string {
  const of = (choices: Choices, not: boolean): string[] =>
    [...choices].flatMap(([name, values]) => values.map((value) => operatorText(name, value, not)));
  return [...(words === '' ? [] : [words]), ...of(chosen, false), ...of(excluded, true)].join(' ');
}
