import { markdownToMdast } from 'satteri';
import type { CatalogEntry } from '../domain/entry.ts';
import type { Document } from '../domain/index-v1.ts';
import { licenseId } from './license-id.ts';

/**
 * The text an entry is about, where it may be shown: `mirror: always`, or `auto` and a licence on the policy's list.
 * Otherwise its headings only.
 *
 * @param licenses SPDX ids under which content may be copied.
 */
export function toDocument(entry: CatalogEntry, licenses: readonly string[]): Document {
  const { path, format, text } = entry.definition;
  const { mirror } = entry.source.governance;
  const license = licenseId(entry.license);
  const allowed = mirror === 'always' || (mirror === 'auto' && license !== undefined && licenses.includes(license));
  return {
    path,
    format,
    headings: format === 'markdown' ? headingsOf(text) : [],
    ...(allowed ? { text } : { withheld: mirror === 'never' ? 'policy' : 'license' }),
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

function headingsOf(text: string): { depth: number; text: string }[] {
  // Every document of a catalog passes here; this parser takes a twentieth of the time of remark-parse and finds the
  // same headings. Front matter is off: a body that begins with dashes is a body.
  const { children = [] } = markdownToMdast(text, { features: { frontmatter: false } }) as MarkdownNode;
  // Only the top level: a heading inside a quote or list is part of an example.
  return children
    .filter(({ type }) => type === 'heading')
    .map((node) => ({ depth: node.depth ?? 1, text: textOf(node).slice(0, LONGEST_HEADING) }));
}

function textOf(node: MarkdownNode): string {
  return node.value ?? (node.children ?? []).map(textOf).join('');
}
