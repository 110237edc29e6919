import { z } from 'zod';

/** What an entry can be. The order is the one readers see in lists and facets. */
export const Kind = z.enum(['skill', 'subagent', 'command', 'hook', 'mcp_server', 'plugin', 'workflow']);
export type Kind = z.infer<typeof Kind>;

/** How many entries there are of each kind; those of which there are none are absent. */
export const KindCounts = z.partialRecord(Kind, z.int());

interface KindWords {
  /** The word in page addresses: `/mcp-servers/<source>/<name>/`. */
  readonly plural: string;
  /** How a heading says one, and several. */
  readonly label: string;
  readonly labelPlural: string;
}

export const kindWords: Record<Kind, KindWords> = {
  skill: { plural: 'skills', label: 'Skill', labelPlural: 'Skills' },
  subagent: { plural: 'subagents', label: 'Subagent', labelPlural: 'Subagents' },
  command: { plural: 'commands', label: 'Command', labelPlural: 'Commands' },
  hook: { plural: 'hooks', label: 'Hook', labelPlural: 'Hooks' },
  mcp_server: { plural: 'mcp-servers', label: 'MCP server', labelPlural: 'MCP servers' },
  plugin: { plural: 'plugins', label: 'Plugin', labelPlural: 'Plugins' },
  workflow: { plural: 'workflows', label: 'Workflow', labelPlural: 'Workflows' },
};

/** How a sentence speaks of one: `skill`, `MCP server`. */
export function kindNoun(kind: Kind): string {
  return kind === 'mcp_server' ? kindWords[kind].label : kind;
}
