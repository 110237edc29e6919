import type { Coordinate } from '../domain/coordinate.ts';
import { type Diagnostic, diagnose, type Place } from '../domain/diagnostic.ts';
import { suggest } from '../domain/did-you-mean.ts';
import { attributesOf, type PageComponent, pageComponents } from '../domain/page-components.ts';
import type { RuleId } from '../domain/rules/index.ts';
import type { ComponentNode, MarkdownNode } from '../domain/site-content.ts';
import { parseSiteLink } from '../domain/site-link.ts';

/** A node as the parser of Markdown and MDX gives it. */
export interface ParsedNode {
  readonly type: string;
  readonly children?: readonly ParsedNode[];
  readonly position?: { readonly start: { readonly line: number; readonly column: number } };
  readonly value?: string;
  readonly url?: string;
  readonly name?: string | null;
  readonly attributes?: readonly { readonly type: string; readonly name?: string; readonly value?: unknown }[];
}

export interface PageTree {
  /** What may be shown. */
  readonly body: MarkdownNode;
  readonly leadsTo: readonly { readonly page: string; readonly at: Place }[];
  readonly shows: readonly { readonly id: Coordinate; readonly at: Place }[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What Markdown is made of (mdast, with the extensions of GitHub). */
const plain = new Set(
  `root paragraph heading text emphasis strong delete inlineCode code blockquote list listItem table tableRow tableCell
  link linkReference definition break thematicBreak footnoteReference footnoteDefinition`
    .trim()
    .split(/\s+/),
);

/** Nobody writes deeper than that, and what walks a tree has a stack. */
const MAX_DEPTH = 50;

/**
 * Takes from the tree of a page what is text, a link or a known component, and says of everything else why it is not
 * shown. Nothing of it is evaluated.
 */
export function checkPageTree(root: ParsedNode, placeAt: (line: number, column: number) => Place): PageTree {
  const diagnostics: Diagnostic[] = [];
  const leadsTo: { page: string; at: Place }[] = [];
  const shows: { id: Coordinate; at: Place }[] = [];
  const atOf = ({ position }: ParsedNode): Place => placeAt(position?.start.line ?? 1, position?.start.column ?? 1);
  const refuse = (node: ParsedNode, rule: RuleId, message: string, hint?: string): MarkdownNode[] => {
    diagnostics.push(diagnose(rule, { message, hint, at: atOf(node) }));
    return [];
  };

  const keep = (node: ParsedNode, depth: number): MarkdownNode[] => {
    if (depth > MAX_DEPTH) return refuse(node, 'site-page-syntax', 'It is nested too deeply to be read.');
    if (isComment(node)) return [];
    if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
      const read = readComponent(node, depth === 1);
      for (const [message, hint] of read.problems) refuse(node, 'site-page-code', message, hint);
      const id = read.component?.name === 'EntryCard' ? read.component.attributes['id'] : undefined;
      if (id !== undefined) shows.push({ id: id as Coordinate, at: atOf(node) });
      return read.component ? [read.component] : [];
    }
    const code = codeMessage(node);
    if (code !== undefined) {
      const { message = code, hint } = inMarkdown(node, atOf(node));
      return refuse(node, 'site-page-code', message, hint);
    }
    const { position: _, children, ...rest } = node;
    if (node.url !== undefined) {
      const page = /^(?:\.\/)?([a-z0-9-]+)\.mdx?(#[^#]*)?$/.exec(node.url);
      if (page?.[1] !== undefined) {
        leadsTo.push({ page: page[1], at: atOf(node) });
        Object.assign(rest, { url: `pages/${page[1]}/${page[2] ?? ''}` });
      } else if (!parseSiteLink(node.url))
        return refuse(node, 'site-link-refused', `The link to "${node.url}" is not followed from here.`);
    }
    return [{ ...rest, ...(children && { children: children.flatMap((child) => keep(child, depth + 1)) }) }];
  };
  const [body = { type: 'root', children: [] }] = keep(root, 0);
  return { body, leadsTo, shows, diagnostics };
}

function isComment({ type, value = '' }: ParsedNode): boolean {
  if (type === 'html') return /^<!--(?:(?!-->)[\s\S])*-->\s*$/.test(value);
  return /^mdx(?:Flow|Text)Expression$/.test(type) && /^\s*(?:\/\*(?:(?!\*\/)[\s\S])*\*\/\s*)?$/.test(value);
}

/** What a node that is no Markdown is, in a sentence; undefined for Markdown. */
function codeMessage({ type, value = '' }: ParsedNode): string | undefined {
  if (plain.has(type)) return undefined;
  const short = value.trim().split('\n', 1)[0]?.slice(0, 60) ?? '';
  if (type === 'mdxjsEsm') return `"${short}" is code; components are there without an import.`;
  if (type === 'html') return `"${short}" is HTML, which pages do not take.`;
  if (type === 'image' || type === 'imageReference') return 'Pictures are not shown in pages; link to them.';
  return type.startsWith('mdx') ? `"{${short}}" is code, which pages do not run.` : `A "${type}" is not read in pages.`;
}

/** Components are read in MDX alone: in Markdown they are taken for HTML. */
function inMarkdown({ type, value = '' }: ParsedNode, { file }: Place): { message?: string; hint?: string } {
  const name = /^<\/?([A-Z]\w*)/.exec(value.trim())?.[1];
  if (type !== 'html' || name === undefined || !attributesOf(name) || !file.endsWith('.md')) return {};
  return {
    message: `<${name}> is a component, and those are read in .mdx files alone.`,
    hint: `Rename the file to ${file.slice(file.lastIndexOf('/') + 1, -'.md'.length)}.mdx.`,
  };
}

function readComponent(
  { name, attributes = [], children = [] }: ParsedNode,
  isAlone: boolean,
): { component?: ComponentNode; problems: readonly (readonly [message: string, hint?: string | undefined])[] } {
  const known = attributesOf(name ?? '');
  if (!known) {
    const isHtml = name === null || /^[a-z]/.test(name ?? '');
    const hint = isHtml ? undefined : suggest(name ?? '', Object.keys(pageComponents));
    return {
      problems: [[isHtml ? `<${name ?? ''}> is HTML, which pages do not take.` : `There is no <${name}>.`, hint]],
    };
  }
  const problems: (readonly [string, string?])[] = [];
  if (!isAlone) problems.push([`<${name}> stands in other text.`, 'Write it on a line of its own, outside of lists.']);
  if (children.length > 0) problems.push([`<${name}> has content.`, `Write <${name} … /> and the text beside it.`]);
  const given: Record<string, string> = {};
  for (const { name: key, value } of attributes) {
    if (key === undefined) {
      problems.push([`<${name}> has an attribute that is code.`, `Known here: ${Object.keys(known).join(', ')}.`]);
      continue;
    }
    const attribute = Object.hasOwn(known, key) ? known[key] : undefined;
    if (!attribute) problems.push([`<${name}> has no "${key}".`, suggest(key, Object.keys(known)) ?? '']);
    else if (typeof value !== 'string' || !attribute.accepts(value))
      problems.push([
        `"${key}" of <${name}> cannot be ${typeof value === 'string' ? `"${value}"` : 'code'}.`,
        `Write ${attribute.takes}.`,
      ]);
    else given[key] = value;
  }
  for (const [key, { isRequired, takes }] of Object.entries(known))
    if (isRequired && !attributes.some((attribute) => attribute.name === key))
      problems.push([`<${name}> lacks "${key}".`, `Write ${takes}.`]);
  if (problems.length > 0) return { problems };
  return { component: { type: 'component', name: name as PageComponent, attributes: given }, problems };
}
