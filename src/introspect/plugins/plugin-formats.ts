/** The keys with which a manifest names parts. */
export type DeclaredKey = 'skills' | 'agents' | 'commands' | 'hooks' | 'mcpServers';

/** Where the parts of a plugin lie when no manifest says otherwise, relative to its root. */
interface Conventions {
  readonly skills: readonly string[];
  readonly agents: readonly string[];
  readonly commands: readonly string[];
  /** The first one that exists counts. */
  readonly hooks: readonly string[];
  /** The first one that exists counts. */
  readonly mcpServers: readonly string[];
}

/** One way to describe a plugin. */
export interface PluginFormat {
  readonly id: string;
  /** The manifest, relative to the root of the plugin; any of them. */
  readonly manifests: readonly string[];
  readonly conventions: Conventions;
  /** Whether `skills`, `agents`, `commands`, `hooks` and `mcpServers` of the manifest name parts. */
  readonly declares: boolean;
  /** Whether skills count however deep they lie below their folder, or only directly in it. */
  readonly skillsAtAnyDepth: boolean;
  /** Keys of the manifest that stand instead of the conventions; the others add to them. */
  readonly replacing: readonly DeclaredKey[];
  /** How commands are written. */
  readonly commandEnding: '.md' | '.toml';
  /** The format in which its harness reads the Markdown files of subagents and commands; absent where it reads none. */
  readonly texts: { readonly subagent?: string; readonly command?: string };
}

/** The manifest that other formats keep in a folder of their own; whose it is shows in its content. */
export const BARE_MANIFEST = 'plugin.json';

/**
 * Every way to describe a plugin, whose word goes first at the top. What is in the lines was seen in the harnesses
 * themselves (Claude Code 2.1, Codex CLI 0.169, Copilot CLI 1.0, Gemini CLI 0.61), for Cursor it is its documentation. A new format is a line here, with a line in
 * `domain/harness-table.ts` for the harnesses that take it.
 */
export const pluginFormats = [
  {
    // Its locations are fixed (Agent Plugins 1.0, section 6.1) and looked at by `agent-plugins/check-locations.ts`.
    id: 'agent-plugins',
    manifests: [BARE_MANIFEST],
    conventions: { skills: [], agents: [], commands: [], hooks: [], mcpServers: [] },
    declares: false,
    skillsAtAnyDepth: false,
    replacing: [],
    commandEnding: '.md',
    texts: {},
  },
  {
    id: 'claude-plugin',
    manifests: ['.claude-plugin/plugin.json'],
    conventions: {
      skills: ['skills'],
      agents: ['agents'],
      commands: ['commands'],
      hooks: ['hooks/hooks.json', 'hooks.json'],
      mcpServers: ['.mcp.json'],
    },
    declares: true,
    skillsAtAnyDepth: false,
    replacing: ['agents', 'commands'],
    commandEnding: '.md',
    texts: { subagent: 'claude-subagent', command: 'claude-command' },
  },
  {
    id: 'codex-plugin',
    manifests: ['.codex-plugin/plugin.json'],
    conventions: {
      skills: ['skills'],
      agents: [],
      commands: [],
      hooks: ['hooks/hooks.json'],
      mcpServers: ['.mcp.json'],
    },
    declares: true,
    skillsAtAnyDepth: true,
    replacing: ['skills', 'hooks', 'mcpServers'],
    commandEnding: '.md',
    texts: {},
  },
  {
    id: 'cursor-plugin',
    manifests: ['.cursor-plugin/plugin.json'],
    conventions: {
      skills: ['skills'],
      agents: ['agents'],
      commands: ['commands'],
      hooks: ['hooks/hooks.json'],
      mcpServers: ['mcp.json', '.mcp.json'],
    },
    declares: true,
    skillsAtAnyDepth: false,
    replacing: [],
    commandEnding: '.md',
    texts: { subagent: 'cursor-subagent', command: 'cursor-command' },
  },
  {
    id: 'copilot-plugin',
    manifests: ['.plugin/plugin.json', '.github/plugin/plugin.json', BARE_MANIFEST],
    conventions: {
      skills: ['skills'],
      agents: ['agents'],
      commands: ['commands'],
      hooks: ['hooks.json', 'hooks/hooks.json'],
      mcpServers: ['.mcp.json', '.github/mcp.json'],
    },
    declares: true,
    skillsAtAnyDepth: true,
    replacing: ['skills', 'agents', 'commands'],
    commandEnding: '.md',
    texts: { subagent: 'copilot-agent', command: 'claude-command' },
  },
  {
    id: 'gemini-extension',
    manifests: ['gemini-extension.json'],
    conventions: {
      skills: ['skills'],
      agents: ['agents'],
      commands: ['commands'],
      hooks: ['hooks/hooks.json'],
      mcpServers: [],
    },
    declares: true,
    skillsAtAnyDepth: false,
    replacing: [],
    commandEnding: '.toml',
    texts: { subagent: 'gemini-subagent' },
  },
] as const satisfies readonly PluginFormat[];

type FormatId = (typeof pluginFormats)[number]['id'];

/** The format of that id. */
export function pluginFormat(id: FormatId): PluginFormat {
  const format = pluginFormats.find((candidate) => candidate.id === id);
  if (!format) throw new Error(`There is no plugin format ${id}.`);
  return format;
}

/** One way to list plugins. */
export interface MarketplaceFormat {
  readonly id: string;
  /** Relative to the root of the marketplace. */
  readonly manifests: readonly string[];
  /** What a listed folder without a manifest is. */
  readonly plugin: FormatId;
}

/** Every way to list plugins. */
export const marketplaceFormats = [
  { id: 'claude-marketplace', manifests: ['.claude-plugin/marketplace.json'], plugin: 'claude-plugin' },
  { id: 'codex-marketplace', manifests: ['.agents/plugins/marketplace.json'], plugin: 'codex-plugin' },
  { id: 'cursor-marketplace', manifests: ['.cursor-plugin/marketplace.json'], plugin: 'cursor-plugin' },
  {
    id: 'copilot-marketplace',
    manifests: ['.github/plugin/marketplace.json', '.plugin/marketplace.json'],
    plugin: 'copilot-plugin',
  },
] as const satisfies readonly MarketplaceFormat[];
