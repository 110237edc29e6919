import { markdownToMdast } from 'satteri';
import type { CatalogEntry } from '../domain/entry.ts';
import type { Document } from '../domain/index-v1.ts';
import { isLaboured } from '../domain/laboured-markdown.ts';
import { mayCopy } from '../domain/may-copy.ts';

/**
 * The text an entry is about, where it may be shown: `mirror: always`, or `auto` and a licence on the policy's list.
 * Otherwise, and where a credential stands in it that nobody has accepted, its headings only. Of what is withdrawn
 * nothing is shown: it is the words themselves that a model would follow.
 *
 * @param licenses SPDX ids under which content may be copied.
 */
export function toDocument(entry: CatalogEntry, licenses: readonly string[], isWithdrawn = false): Document {
  const { path, format, text } = entry.definition;
  if (isWithdrawn) return { path, format, headings: [], withheld: 'withdrawn' };
  const { mirror } = entry.source.governance;
  const allowed = mayCopy(entry.license, mirror, licenses);
  // A copy would outlive the moment in which its owner takes the credential out of the source.
  const leaks = entry.findings.some(
    ({ rule, file, exception }) => rule === 'finding-credential' && file === path && exception === undefined,
  );
  const reason = mirror === 'never' ? 'policy' : allowed ? 'credential' : 'license';
  return {
    path,
    format,
    headings: format === 'markdown' ? headingsOf(text) : [],
    ...(allowed && !leaks ? { text } : { withheld: reason }),
  };
}

/** The nodes of a Markdown tree (mdast), as far as headings need them. */
interface MarkdownNode {
  readonly type: string;
  readonly depth?: number;
  readonly value?: string;
  readonly children?: readonly MarkdownNode[];
}

const LONGEST_HEADING = 300;
const LONGEST_LINE = 400;
const MOST_HEADINGS = 1000;

/** What can be a heading, underline one, or hide what looks like one: code fences and comments. */
const RELEVANT = /^(?:#{1,6}[ \t]|(?:=+|-+)[ \t]*$| {0,3}(?:`{3}|~{3})|<!--)|-->/;
const UNDERLINE = /^(?:=+|-+)[ \t]*$/;

function headingsOf(text: string): { depth: number; text: string }[] {
  const isSlow = text.length > LONGEST_TEXT || isLaboured(text);
  // Every document of a catalog passes here; this parser takes a twentieth of the time of remark-parse and finds the
  // same headings. Front matter is off: a body that begins with dashes is a body.
  const { children = [] } = markdownToMdast(isSlow ? withoutProse(text) : text, {
    features: { frontmatter: false },
  }) as MarkdownNode;
  // Only the top level: a heading inside a quote or list is part of an example.
  return children
    .filter(({ type }) => type === 'heading')
    .slice(0, MOST_HEADINGS)
    .map((node) => ({ depth: node.depth ?? 1, text: textOf(node).slice(0, LONGEST_HEADING) }));
}

const LONGEST_TEXT = 400_000;

/** Blanks the lines that are no part of a heading. */
function withoutProse(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => line.slice(0, LONGEST_LINE));
  return lines.map((line, n) => (RELEVANT.test(line) || UNDERLINE.test(lines[n + 1] ?? '') ? line : '')).join('\n');
}

function textOf(node: MarkdownNode): string {
  return node.value ?? (node.children ?? []).map(textOf).join('');
}
