import type { Diagnostic } from '../domain/diagnostic.ts';
import { diagnose } from '../domain/diagnostic.ts';
import type { Written } from '../domain/entry.ts';
import type { QuarantinedEntry } from '../domain/index-v1.ts';
import { shorten } from '../domain/shorten.ts';
import type { Draft } from './draft.ts';
import { type MarkdownFile, readMarkdown } from './front-matter.ts';
import { asObject, asText } from '../domain/untyped.ts';
import { quarantine, readText } from './read-text.ts';
import { withoutSecrets } from './secrets.ts';
import { baseName, parentOf, type TreeView } from './tree-view.ts';

/** How one kind is written in Markdown. */
interface MarkdownFormat {
  readonly format: string;
  /** The name where the front matter gives none. */
  readonly nameFromPath: (file: string) => string;
  /** Whether a file without front matter, or without description, can be this. */
  readonly describesItself: boolean;
}

const stem = (file: string): string => baseName(file).replace(/\.md$/i, '');

/** The kinds that are Markdown files. */
export const markdownFormats = {
  skill: { format: 'agent-skills', nameFromPath: (file) => baseName(parentOf(file)), describesItself: true },
  subagent: { format: 'claude-subagent', nameFromPath: stem, describesItself: true },
  // A command's first line says what it does, and its file name is how it is called.
  command: { format: 'claude-command', nameFromPath: stem, describesItself: false },
} as const satisfies Record<string, MarkdownFormat>;

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
  const read = await readText(view.tree, file);
  if (read.diagnostic) return { quarantined: quarantine(kind, path, read.diagnostic), diagnostics: [read.diagnostic] };

  const markdown = readMarkdown(file, read.text);
  const absent = markdown.fatal === 'front-matter-missing';
  if (uncertain && markdown.fatal !== undefined) return { diagnostics: [] };
  const fatal = markdown.diagnostics.find(({ rule }) => rule === markdown.fatal);
  if (fatal && !(absent && !format.describesItself))
    return { quarantined: quarantine(kind, path, fatal), diagnostics: markdown.diagnostics };

  const fields = markdown.fields ?? new Map<string, Written>();
  const diagnostics = absent ? [] : [...markdown.diagnostics];
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
    formats: [format.format],
    treeId: isSkill ? view.tree.folders.get(root) : view.tree.nodes.get(file)?.oid,
    definition: { path: file, format: 'markdown', text: markdown.body, line: markdown.bodyLine },
    frontMatter: new Map(
      [...fields].map(([key, written]) => [key, { ...written, value: withoutSecrets(written.value) }]),
    ),
    manifestStatement: new Map(),
    hooks: [],
    servers: [],
    members: [],
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

function firstLine(body: string): string | undefined {
  const line = body
    .split('\n')
    .map((text) => text.replace(/^#+\s*/, '').trim())
    .find((text) => text !== '');
  return line?.slice(0, 300);
}

function isInternal(fields: ReadonlyMap<string, Written>): boolean {
  const value = asObject(fields.get('metadata')?.value)?.['internal'];
  return value === true || value === 'true';
}
