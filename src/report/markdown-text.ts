import { codeSpan } from '../domain/code-span.ts';
import type { Diagnostic } from '../domain/diagnostic.ts';
import { isRuleId, rules } from '../domain/rules/index.ts';
import { visible } from './visible.ts';

/**
 * A text of strangers in a cell of a table (GitHub Flavored Markdown 0.29, section 4.10): a bar would end the cell, also in
 * a code span, so it is written out.
 */
export function cell(text: string, most = 60): string {
  return codeSpan(text.replaceAll('|', '\\u{7c}'), most);
}

/** A text of strangers as code in HTML, which stands where Markdown is not read: in `<summary>`. */
export function htmlCode(text: string, most = 100): string {
  const characters = Array.from(text.slice(0, most * 2));
  const shown = visible(characters.slice(0, most).join(''));
  const cut = characters.length > most || text.length > most * 2 ? '…' : '';
  const escaped = shown.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\t', ' ');
  return `<code>${escaped}${cut}</code>`;
}

/** What to do: the rule's own words as text, and what was said for this one case as code, for it may quote strangers. */
export function hintText({ rule, hint }: Pick<Diagnostic, 'rule' | 'hint'>): string {
  const isPlain = isRuleId(rule) && rules[rule].hint === hint && !/@|:\/\/|www\./.test(hint);
  if (!isPlain) return codeSpan(hint, 400);
  return hint.replaceAll(/[\\`*_[\]<>#~|&]/g, String.raw`\$&`);
}

/**
 * A rule with a link to its page, where the catalog has an address.
 *
 * @param url The public address of the catalog, from the operator.
 */
export function ruleLink(rule: string, url: string | undefined): string {
  if (url === undefined || !isRuleId(rule)) return codeSpan(rule);
  return `[${codeSpan(rule)}](<${encodeURI(url.replace(/\/$/, ''))}/rules/${rule}/>)`;
}

/** `2 errors`, `1 error`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function joined(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/**
 * As many blocks as have room, and a sentence that says how many have not.
 *
 * @param room In UTF-16 code units.
 */
export function fitted(blocks: readonly string[], room: number): string[] {
  let length = 0;
  const kept = blocks.findIndex((block) => (length += block.length + BETWEEN) > room - RESERVE);
  if (kept === -1) return [...blocks];
  const left = counted(blocks.length - kept, 'more paragraph', 'more paragraphs');
  const cut = `**Cut here:** ${left} had no room in a comment. \`skillyard check --base … --json\` gives all of it.`;
  return [...blocks.slice(0, kept), cut];
}

/** The empty line that stands between two blocks. */
const BETWEEN = 2;

/** For the sentence that says what was left out. */
const RESERVE = 200;
