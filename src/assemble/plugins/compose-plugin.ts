import type { ContentFile, MemberContent } from '../../domain/composed.ts';
import { contentDigest } from '../../domain/digest.ts';
import { type Diagnostic, diagnose, type Place } from '../../domain/diagnostic.ts';
import type { FrozenPlugin } from '../../domain/lock.ts';
import { by } from '../../domain/order.ts';
import { filesOf } from './member-files.ts';
import type { Part } from './member-problem.ts';
import { hooksOf, mergeHooks } from './merge-hooks.ts';
import { serverOf } from './merge-servers.ts';
import { readMe } from './read-me.ts';

/** One version of a plugin with everything it is composed of. */
export interface PluginParts {
  readonly name: string;
  readonly version: string;
  readonly definition: FrozenPlugin;
  /** In the order of the file. */
  readonly members: readonly MemberContent[];
}

export interface Composed {
  /** By path; absent where a diagnostic is an error. */
  readonly files?: readonly ContentFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Puts a plugin together: the folder that Claude Code (`.claude-plugin/plugin.json` and its conventions) and clients of
 * Agent Plugins 1.0 (`plugin.json`, `skills/`, `mcp.json`) load. The same parts give the same bytes.
 *
 * @param placeOf Where the file speaks of a member.
 */
export function composePlugin(parts: PluginParts, placeOf: (member: MemberContent) => Place): Composed {
  const diagnostics: Diagnostic[] = [];
  const taken = <T>(kinds: readonly string[], read: (member: MemberContent) => Part<T>): [MemberContent, T][] =>
    parts.members
      .filter(({ entry }) => kinds.includes(entry.kind))
      .flatMap((member) => {
        const { value, problems } = read(member);
        for (const { rule, message, severity } of problems)
          diagnostics.push(
            diagnose(rule, { message: `${member.member.id}: ${message}`, at: placeOf(member), severity }),
          );
        return value === undefined ? [] : [[member, value]];
      });
  const files = taken(['skill', 'subagent', 'command'], filesOf).flatMap(([, placed]) => placed);
  const hooks = taken(['hook'], hooksOf).map(([, events]) => events);
  const servers = taken(['mcp_server'], serverOf).map(([{ name }, forms]) => ({ name, ...forms }));
  if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics };

  const portable = servers.flatMap(({ name, portable: form }) => (form ? [[name, form] as const] : []));
  const composed = [
    json('plugin.json', portableManifest(parts)),
    json('.claude-plugin/plugin.json', claudeManifest(parts)),
    text('README.md', readMe(parts)),
    ...files,
    ...(hooks.length > 0 ? [json('hooks/hooks.json', mergeHooks(hooks))] : []),
    ...(servers.length > 0
      ? [json('.mcp.json', { mcpServers: Object.fromEntries(servers.map(({ name, claude }) => [name, claude])) })]
      : []),
    ...(portable.length > 0
      ? [json('mcp.json', { $schema: schema('mcp'), mcpServers: Object.fromEntries(portable) })]
      : []),
  ].toSorted(by(({ path }) => path));
  return { files: composed, diagnostics };
}

/** The digest of a composed folder; undefined where two of its paths are one after Unicode normalisation. */
export function folderDigest(files: readonly ContentFile[]): string | undefined {
  const result = contentDigest(files);
  return 'digest' in result ? result.digest : undefined;
}

function schema(document: 'plugin' | 'mcp'): string {
  return `https://agent-plugins.org/schemas/1.0.0/${document}.schema.json`;
}

function json(path: string, value: unknown): ContentFile {
  return text(path, `${JSON.stringify(value, null, 2)}\n`);
}

function text(path: string, content: string): ContentFile {
  return { path, bytes: new TextEncoder().encode(content), executable: false };
}

/** What both manifests say (Agent Plugins 1.0, section 5). */
function common({ name, version, definition }: PluginParts): Record<string, unknown> {
  const { description, author, license, keywords } = definition;
  return {
    name,
    version,
    description,
    author,
    ...(license !== undefined && { license }),
    ...(keywords.length > 0 && { keywords }),
  };
}

function portableManifest(parts: PluginParts): Record<string, unknown> {
  return { $schema: schema('plugin'), ...common(parts) };
}

function claudeManifest(parts: PluginParts): Record<string, unknown> {
  const { title, references } = parts.definition;
  return {
    ...common(parts),
    ...(title !== undefined && { displayName: title }),
    // What another registry holds is named and not copied; `metadata` is the manifest's place for what is nobody else's.
    ...(references.length > 0 && { metadata: { references } }),
  };
}
