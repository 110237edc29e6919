import type { HarnessFact } from './harness.ts';

const ranClaude = { how: 'ran', by: 'Claude Code 2.1.328' } as const;
const ranCodex = { how: 'ran', by: 'Codex CLI 0.169.0' } as const;
const ranGemini = { how: 'ran', by: 'Gemini CLI 0.61.0' } as const;
const ranCopilot = { how: 'ran', by: 'Copilot CLI 1.0.102' } as const;
const ranOpenCode = { how: 'ran', by: 'OpenCode 1.18.33' } as const;

const claudeSays = { how: 'documented', by: 'documentation of Claude Code' } as const;
// Read where others quote it, and not at its origin.
const codexSays = { how: 'documented', by: 'documentation of Codex, as others quote it' } as const;
const cursorSays = { how: 'documented', by: 'documentation of Cursor, as others quote it' } as const;
const geminiSays = { how: 'documented', by: 'documentation of Gemini CLI' } as const;
const copilotSays = { how: 'documented', by: 'documentation of GitHub Copilot' } as const;
const openCodeSays = { how: 'documented', by: 'documentation of OpenCode' } as const;

/** A place that is the same in a project and below the home folder. */
function both(place: string): { project: string; user: string } {
  return { project: place, user: `~/${place}` };
}

const agentSkills = { kind: 'skill', formats: ['agent-skills'] } as const;
const shared = both('.agents/skills/<name>/');
const mcp = { kind: 'mcp_server', formats: ['mcp-json'] } as const;

/**
 * Which harness takes which kind in which formats, where it looks, and how that is known. Facts about one harness and
 * one kind stand in the order in which they count. Whoever changes a line names the client that was run, with its
 * version, or the documentation that says so.
 */
export const harnessTable: readonly HarnessFact[] = [
  { harness: 'claude-code', ...agentSkills, ...both('.claude/skills/<name>/'), known: claudeSays },
  { harness: 'codex', ...agentSkills, ...shared, known: ranCodex },
  { harness: 'cursor', ...agentSkills, ...shared, known: cursorSays },
  {
    harness: 'gemini-cli',
    ...agentSkills,
    ...shared,
    condition: 'In a project only where its folder is trusted.',
    known: ranGemini,
  },
  { harness: 'github-copilot', ...agentSkills, ...shared, known: ranCopilot },
  { harness: 'opencode', ...agentSkills, ...shared, known: ranOpenCode },

  {
    harness: 'claude-code',
    kind: 'subagent',
    formats: ['claude-subagent'],
    ...both('.claude/agents/<name>.md'),
    known: claudeSays,
  },
  {
    harness: 'codex',
    kind: 'subagent',
    formats: ['codex-agent'],
    ...both('.codex/agents/<name>.toml'),
    known: codexSays,
  },
  {
    harness: 'cursor',
    kind: 'subagent',
    formats: ['cursor-subagent'],
    ...both('.cursor/agents/<name>.md'),
    known: cursorSays,
  },
  {
    harness: 'cursor',
    kind: 'subagent',
    formats: ['claude-subagent'],
    project: '.claude/agents/<name>.md',
    known: cursorSays,
  },
  {
    harness: 'gemini-cli',
    kind: 'subagent',
    formats: ['gemini-subagent'],
    ...both('.gemini/agents/<name>.md'),
    known: geminiSays,
  },
  {
    harness: 'github-copilot',
    kind: 'subagent',
    formats: ['copilot-agent'],
    project: '.github/agents/<name>.agent.md',
    user: '~/.copilot/agents/<name>.agent.md',
    known: copilotSays,
  },
  {
    harness: 'github-copilot',
    kind: 'subagent',
    formats: ['claude-subagent'],
    project: '.claude/agents/<name>.md',
    known: copilotSays,
  },
  {
    harness: 'opencode',
    kind: 'subagent',
    formats: ['opencode-subagent'],
    project: '.opencode/agents/<name>.md',
    user: '~/.config/opencode/agents/<name>.md',
    known: ranOpenCode,
  },

  {
    harness: 'claude-code',
    kind: 'command',
    formats: ['claude-command'],
    ...both('.claude/commands/<name>.md'),
    known: claudeSays,
  },
  { harness: 'cursor', kind: 'command', formats: ['cursor-command'], plugin: 'commands/<name>.md', known: cursorSays },
  {
    harness: 'gemini-cli',
    kind: 'command',
    formats: ['gemini-command'],
    ...both('.gemini/commands/<name>.toml'),
    known: geminiSays,
  },
  {
    harness: 'github-copilot',
    kind: 'command',
    formats: ['claude-command'],
    project: '.claude/commands/<name>.md',
    known: copilotSays,
  },
  {
    harness: 'opencode',
    kind: 'command',
    formats: ['opencode-command'],
    project: '.opencode/commands/<name>.md',
    user: '~/.config/opencode/commands/<name>.md',
    known: ranOpenCode,
  },

  {
    harness: 'claude-code',
    kind: 'hook',
    formats: ['claude-hooks'],
    ...both('.claude/settings.json'),
    key: 'hooks',
    plugin: 'hooks/hooks.json',
    known: claudeSays,
  },
  {
    harness: 'codex',
    kind: 'hook',
    formats: ['claude-hooks'],
    ...both('.codex/hooks.json'),
    plugin: 'hooks/hooks.json',
    condition: 'It runs none of them until a person has reviewed them.',
    known: ranCodex,
  },
  { harness: 'cursor', kind: 'hook', formats: ['cursor-hooks'], ...both('.cursor/hooks.json'), known: cursorSays },
  { harness: 'github-copilot', kind: 'hook', formats: ['copilot-hooks'], plugin: 'hooks.json', known: copilotSays },

  {
    harness: 'claude-code',
    ...mcp,
    project: '.mcp.json',
    user: '~/.claude.json',
    key: 'mcpServers',
    known: claudeSays,
  },
  { harness: 'codex', ...mcp, ...both('.codex/config.toml'), key: 'mcp_servers.<name>', known: codexSays },
  { harness: 'cursor', ...mcp, ...both('.cursor/mcp.json'), key: 'mcpServers', known: cursorSays },
  { harness: 'gemini-cli', ...mcp, ...both('.gemini/settings.json'), key: 'mcpServers', known: geminiSays },
  {
    harness: 'github-copilot',
    ...mcp,
    project: '.github/mcp.json',
    user: '~/.copilot/mcp-config.json',
    plugin: '.mcp.json',
    known: copilotSays,
  },
  {
    harness: 'opencode',
    ...mcp,
    project: 'opencode.json',
    user: '~/.config/opencode/opencode.json',
    key: 'mcp',
    known: openCodeSays,
  },

  {
    harness: 'claude-code',
    kind: 'plugin',
    formats: ['claude-plugin', 'claude-marketplace'],
    user: '~/.claude/plugins/cache/<marketplace>/<name>/',
    way: {
      manifests: ['.claude-plugin/plugin.json'],
      marketplaces: ['.claude-plugin/marketplace.json'],
      install: 'claude plugin install <name>@<marketplace>',
    },
    known: ranClaude,
  },
  {
    harness: 'codex',
    kind: 'plugin',
    formats: [
      'codex-plugin',
      'claude-plugin',
      'agent-plugins',
      'codex-marketplace',
      'claude-marketplace',
      'cursor-marketplace',
    ],
    user: '~/.codex/plugins/cache/<marketplace>/<name>/',
    way: {
      manifests: ['.codex-plugin/plugin.json', '.claude-plugin/plugin.json', 'plugin.json'],
      marketplaces: [
        '.agents/plugins/marketplace.json',
        '.claude-plugin/marketplace.json',
        '.cursor-plugin/marketplace.json',
      ],
      install: 'codex plugin add <name>@<marketplace>',
    },
    known: ranCodex,
  },
  {
    harness: 'cursor',
    kind: 'plugin',
    formats: ['cursor-plugin', 'agent-plugins', 'cursor-marketplace'],
    user: '~/.cursor/plugins/local/<name>/',
    way: {
      manifests: ['.cursor-plugin/plugin.json', 'plugin.json'],
      marketplaces: ['.cursor-plugin/marketplace.json'],
    },
    known: cursorSays,
  },
  {
    harness: 'gemini-cli',
    kind: 'plugin',
    formats: ['gemini-extension'],
    user: '~/.gemini/extensions/<name>/',
    way: {
      manifests: ['gemini-extension.json'],
      marketplaces: [],
      install: 'gemini extensions install <address or folder>',
    },
    known: ranGemini,
  },
  {
    harness: 'github-copilot',
    kind: 'plugin',
    formats: ['copilot-plugin', 'agent-plugins', 'claude-plugin', 'copilot-marketplace', 'claude-marketplace'],
    user: '~/.copilot/installed-plugins/<marketplace>/<name>/',
    way: {
      manifests: ['.plugin/plugin.json', 'plugin.json', '.github/plugin/plugin.json', '.claude-plugin/plugin.json'],
      marketplaces: [
        'marketplace.json',
        '.plugin/marketplace.json',
        '.github/plugin/marketplace.json',
        '.claude-plugin/marketplace.json',
      ],
      install: 'copilot plugin install <name>@<marketplace>',
    },
    known: ranCopilot,
  },
];
