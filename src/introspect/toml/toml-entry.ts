import { diagnose } from '../../domain/diagnostic.ts';
import { shorten } from '../../domain/shorten.ts';
import { asText } from '../../domain/untyped.ts';
import type { Draft } from '../draft.ts';
import { firstLine } from '../first-line.ts';
import type { ReadEntry } from '../markdown/markdown-entry.ts';
import { quarantine, readText } from '../read-text.ts';
import { readToml, type TomlFile, type TomlResult } from './read-toml.ts';
import { callActions } from '../plugins/call-actions.ts';
import { serversIn } from '../plugins/server-facts.ts';
import { baseName, type TreeView } from '../tree-view.ts';

/** How one kind is written in TOML. */
interface TomlFormat {
  readonly format: string;
  /** The key of the instructions, which are Markdown. */
  readonly body: string;
  /** The name where the file gives none. */
  readonly nameFromPath: (file: string) => string;
}

const tomlFormats = {
  subagent: {
    format: 'codex-agent',
    body: 'developer_instructions',
    nameFromPath: (file) => baseName(file).replace(/\.toml$/i, ''),
  },
  command: { format: 'gemini-command', body: 'prompt', nameFromPath: commandName },
} as const satisfies Record<string, TomlFormat>;

export interface TomlSource {
  readonly kind: keyof typeof tomlFormats;
  readonly file: string;
  /** A file of that name means something else too, so it counts only where it reads as this kind. */
  readonly uncertain: boolean;
}

/** Reads a subagent of Codex or a command of Gemini CLI from its TOML file. */
export async function readTomlEntry(view: TreeView, source: TomlSource): Promise<ReadEntry> {
  const { kind, file, uncertain } = source;
  const read = await readText(view.tree, file);
  const { toml, diagnostic }: TomlResult = read.diagnostic ? read : readToml(file, read.text);
  if (diagnostic)
    return uncertain
      ? { diagnostics: [] }
      : { quarantined: quarantine(kind, file, diagnostic), diagnostics: [diagnostic] };

  const { body: key, format, nameFromPath }: TomlFormat = tomlFormats[kind];
  const body = asText(toml.raw[key]);
  const description = textOf(toml, 'description') ?? (body === undefined ? undefined : firstLine(body));
  // A command is its prompt. A subagent without instructions of its own still has a model, tools and a task.
  if (description === undefined || (body === undefined && kind === 'command')) {
    if (uncertain) return { diagnostics: [] };
    const message = `The ${kind} has no "${key}".`;
    const hint = `Write ${key} = """ and what is to be done.`;
    const invalid = diagnose('toml-invalid', { message, at: { root: 'source', file, line: 1 }, hint });
    return { quarantined: quarantine(kind, file, invalid), diagnostics: [invalid] };
  }
  const wanted = (kind === 'subagent' ? textOf(toml, 'name') : undefined) ?? nameFromPath(file);
  return { diagnostics: [], draft: toDraft(view, source, toml, { wanted, description, body, format, key }) };
}

interface Found {
  readonly wanted: string;
  readonly description: string;
  readonly body: string | undefined;
  readonly format: string;
  /** Of the body. */
  readonly key: string;
}

function toDraft(view: TreeView, { kind, file }: TomlSource, toml: TomlFile, found: Found): Draft {
  const { wanted, description, body, format, key } = found;
  return {
    kind,
    path: file,
    ownFiles: [file],
    wanted,
    at: (kind === 'subagent' ? toml.fields.get('name')?.at : undefined) ?? { root: 'source', file, line: 1 },
    title: shorten(wanted),
    description,
    version: textOf(toml, 'version'),
    license: textOf(toml, 'license'),
    keywords: [],
    formats: [format],
    treeId: view.tree.nodes.get(file)?.oid,
    definition: { path: file, format: 'markdown', text: body ?? '', line: toml.textLine(key) },
    frontMatter: new Map([...toml.fields].filter(([name]) => name !== key)),
    manifestStatement: new Map(),
    hooks: kind === 'command' ? callActions(body ?? '', 'braces') : [],
    servers: serversIn(toml.raw['mcp_servers']),
    members: [],
    references: [],
  };
}

function textOf({ fields }: TomlFile, key: string): string | undefined {
  return asText(fields.get(key)?.value)?.trim();
}

/** `commands/git/commit.toml` is called `git:commit` (Gemini CLI, custom commands). */
function commandName(file: string): string {
  const steps = file.replace(/\.toml$/i, '').split('/');
  return steps.slice(steps.lastIndexOf('commands', steps.length - 2) + 1).join(':');
}
