import type { Diagnostic } from '../../domain/diagnostic.ts';
import { diagnose } from '../../domain/diagnostic.ts';
import type { Written } from '../../domain/entry.ts';
import type { QuarantinedEntry } from '../../domain/source-record.ts';
import { shorten } from '../../domain/shorten.ts';
import type { Draft } from '../draft.ts';
import { firstLine } from '../first-line.ts';
import { callActions } from '../plugins/call-actions.ts';
import { findActions } from '../plugins/hook-actions.ts';
import { serversIn } from '../plugins/server-facts.ts';
import { type MarkdownFile, readMarkdown } from './front-matter.ts';
import { asObject, asText } from '../../domain/untyped.ts';
import { quarantine, readDamagedText } from '../read-text.ts';
import { shownValue } from '../secrets.ts';
import { baseName, parentOf, type Resolved, textLinkTarget, type TreeView } from '../tree-view.ts';

/** How one kind is written in Markdown. */
interface MarkdownFormat {
  /** The format by the harness folder the file lies in; `''` for every other. */
  readonly formats: Readonly<Record<string, string>>;
  /** The name where the front matter gives none. */
  readonly nameFromPath: (file: string) => string;
  /** Whether a file without front matter, or without description, can be this. */
  readonly describesItself: boolean;
}

const stem = (file: string): string => baseName(file).replace(/(?:\.agent)?\.md$/i, '');

/** The kinds that are Markdown files. */
export const markdownFormats = {
  skill: {
    formats: { '': 'agent-skills' },
    nameFromPath: (file) => baseName(parentOf(file)),
    describesItself: true,
  },
  subagent: {
    formats: {
      '': 'claude-subagent',
      '.cursor': 'cursor-subagent',
      '.gemini': 'gemini-subagent',
      '.github': 'copilot-agent',
      '.opencode': 'opencode-subagent',
    },
    nameFromPath: stem,
    describesItself: true,
  },
  // A command's first line says what it does, and its file name is how it is called.
  command: {
    formats: { '': 'claude-command', '.cursor': 'cursor-command', '.opencode': 'opencode-command' },
    nameFromPath: stem,
    describesItself: false,
  },
} as const satisfies Record<string, MarkdownFormat>;

/** The format of a file by its name and the nearest harness folder above it. */
function formatOf(kind: MarkdownKind, file: string): string {
  if (kind === 'subagent' && /\.agent\.md$/i.test(file)) return 'copilot-agent';
  const { formats }: MarkdownFormat = markdownFormats[kind];
  const harness = /(?:^|.*\/)(\.[a-z][\w-]*)\//i.exec(file)?.[1]?.toLowerCase() ?? '';
  return (Object.hasOwn(formats, harness) ? formats[harness] : undefined) ?? formats[''] ?? '';
}

export type MarkdownKind = keyof typeof markdownFormats;

export interface MarkdownSource {
  readonly kind: MarkdownKind;
  readonly file: string;
  /** A file of that name means something else too, so it counts only where it reads as this kind. */
  readonly uncertain: boolean;
}

export interface ReadEntry {
  readonly draft?: Draft;
  readonly quarantined?: QuarantinedEntry;
  readonly diagnostics: readonly Diagnostic[];
  readonly internal?: boolean;
}

/** Reads a skill, subagent or command from its Markdown file. */
export async function readMarkdownEntry(view: TreeView, source: MarkdownSource): Promise<ReadEntry> {
  const { kind, file, uncertain } = source;
  const path = (kind === 'skill' ? parentOf(file) : file) || '.';
  const format: MarkdownFormat = markdownFormats[kind];
  const read = await readDamagedText(view.tree, file);
  if (read.diagnostic) return { quarantined: quarantine(kind, path, read.diagnostic), diagnostics: [read.diagnostic] };
  const leadsTo = textLinkTarget(view, file, read.text);
  if (leadsTo) return readTextLink(view, source, path, leadsTo);

  const markdown = readMarkdown(file, read.text);
  const absent = markdown.fatal === 'front-matter-missing';
  if (uncertain && (absent || markdown.fatal === 'front-matter-unclosed')) return { diagnostics: [] };
  const fatal = markdown.diagnostics.find(({ rule }) => rule === markdown.fatal);
  if (fatal && !(absent && !format.describesItself))
    return { quarantined: quarantine(kind, path, fatal), diagnostics: markdown.diagnostics };

  const fields = markdown.fields ?? new Map<string, Written>();
  // Without a name, a file that is only called like a skill is a page with a description.
  const isPage = uncertain && kind === 'skill' && baseName(file) !== 'SKILL.md' && textOf(fields, 'name') === undefined;
  if (isPage) return { diagnostics: [] };
  const diagnostics = [...(read.slip ? [read.slip] : []), ...(absent ? [] : markdown.diagnostics)];
  const description = textOf(fields, 'description') ?? (format.describesItself ? undefined : firstLine(markdown.body));
  if (description === undefined) {
    if (uncertain) return { diagnostics: [] };
    const at = fields.get('description')?.at ?? { root: 'source', file, line: 1 };
    const missing = diagnose('skill-description-missing', {
      message: `The ${kind} says nowhere what it does and when to use it.`,
      at,
    });
    return { quarantined: quarantine(kind, path, missing), diagnostics: [...diagnostics, missing] };
  }
  const draft = toDraft(view, source, path, markdown, fields, description);
  return { draft, diagnostics, internal: isInternal(fields) };
}

/** A definition that is the text of a link: what it leads to is listed where it lies. */
function readTextLink(
  view: TreeView,
  { kind, file, uncertain }: MarkdownSource,
  path: string,
  target: Resolved,
): ReadEntry {
  const at = { root: 'source', file, line: 1 } as const;
  const isThere = target.path !== undefined && view.isFile(target.path) && baseName(target.path) === baseName(file);
  const message = isThere
    ? `The file holds the path of ${target.path}, where the ${kind} is read.`
    : `The file holds a path, and no ${kind} is there.`;
  const said = diagnose('link-as-text', { message, at });
  return isThere || uncertain
    ? { diagnostics: [said] }
    : { quarantined: quarantine(kind, path, said), diagnostics: [said] };
}

function toDraft(
  view: TreeView,
  { kind, file }: MarkdownSource,
  path: string,
  markdown: MarkdownFile,
  fields: ReadonlyMap<string, Written>,
  description: string,
): Draft {
  const format: MarkdownFormat = markdownFormats[kind];
  const wanted = textOf(fields, 'name') ?? format.nameFromPath(file);
  const metadata = asObject(fields.get('metadata')?.value);
  const isSkill = kind === 'skill';
  const root = parentOf(file);
  return {
    kind,
    path,
    ...(isSkill && { root }),
    ownFiles: isSkill ? [] : [file],
    wanted,
    at: fields.get('name')?.at ?? { root: 'source', file, line: 1 },
    title: shorten(wanted),
    description,
    version: asText(metadata?.['version']) ?? textOf(fields, 'version'),
    license: textOf(fields, 'license'),
    keywords: listOf(fields.get('keywords')?.value ?? fields.get('tags')?.value),
    formats: [formatOf(kind, file)],
    treeId: isSkill ? view.tree.folders.get(root) : view.tree.nodes.get(file)?.oid,
    definition: { path: file, format: 'markdown', text: markdown.body, line: markdown.bodyLine },
    frontMatter: new Map(
      [...fields].map(([key, written]) => [key, { ...written, value: shownValue(key, written.value) }]),
    ),
    manifestStatement: new Map(),
    // Skills and subagents of Claude Code can bring hooks of their own, subagents of several harnesses servers.
    hooks: [
      ...(findActions({ hooks: fields.get('hooks')?.value }, false, false)?.actions ?? []),
      ...(kind === 'subagent' ? [] : callActions(markdown.body, 'backticks')),
    ],
    servers: serversIn(fields.get('mcpServers')?.value ?? fields.get('mcp-servers')?.value),
    members: [],
    references: [],
  };
}

function textOf(fields: ReadonlyMap<string, Written>, key: string): string | undefined {
  return asText(fields.get(key)?.value)?.trim();
}

function listOf(value: unknown): string[] {
  const items = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
  return items
    .filter((item): item is string => typeof item === 'string')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function isInternal(fields: ReadonlyMap<string, Written>): boolean {
  const value = asObject(fields.get('metadata')?.value)?.['internal'];
  return value === true || value === 'true';
}
