import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { CatalogEntry } from '../domain/entry.ts';
import type { Document } from '../domain/index-v1.ts';
import { licenseId } from './license-id.ts';

const parser = unified().use(remarkParse).use(remarkGfm);

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

/** The nodes of a Markdown tree, as far as headings need them. */
interface MarkdownNode {
  readonly type: string;
  readonly depth?: number;
  readonly value?: string;
  readonly children?: readonly MarkdownNode[];
}

function headingsOf(text: string): { depth: number; text: string }[] {
  const headings: { depth: number; text: string }[] = [];
  // Only the top level: a heading inside a quote or list is part of an example.
  for (const node of (parser.parse(text) as MarkdownNode).children ?? []) {
    if (node.type === 'heading') headings.push({ depth: node.depth ?? 1, text: textOf(node).slice(0, 300) });
  }
  return headings;
}

function textOf(node: MarkdownNode): string {
  return node.value ?? (node.children ?? []).map(textOf).join('');
}
