/** The formats an entry can be written in, in words of their readers. */
const labels: ReadonlyMap<string, string> = new Map([
  ['agent-skills', 'Agent Skills (SKILL.md)'],
  ['claude-subagent', 'Claude Code subagent (Markdown)'],
  ['copilot-agent', 'Copilot agent (.agent.md)'],
  ['codex-agent', 'Codex agent (TOML)'],
  ['opencode-subagent', 'OpenCode subagent (Markdown)'],
  ['gemini-subagent', 'Gemini CLI subagent (Markdown)'],
  ['cursor-subagent', 'Cursor subagent (Markdown)'],
  ['claude-command', 'Claude Code command (Markdown)'],
  ['gemini-command', 'Gemini CLI command (TOML)'],
  ['opencode-command', 'OpenCode command (Markdown)'],
  ['cursor-command', 'Cursor command (Markdown)'],
  ['claude-hooks', 'Claude Code hooks (JSON)'],
  ['cursor-hooks', 'Cursor hooks (JSON)'],
  ['copilot-hooks', 'Copilot hooks (JSON)'],
  ['mcp-json', 'MCP settings (JSON)'],
  ['agent-plugins', 'Agent Plugins 1.0'],
  ['claude-plugin', 'Claude Code plugin'],
  ['codex-plugin', 'Codex plugin'],
  ['cursor-plugin', 'Cursor plugin'],
  ['copilot-plugin', 'Copilot plugin'],
  ['gemini-extension', 'Gemini CLI extension'],
  ['claude-marketplace', 'Entry of a Claude Code marketplace'],
  ['codex-marketplace', 'Entry of a Codex marketplace'],
  ['cursor-marketplace', 'Entry of a Cursor marketplace'],
  ['copilot-marketplace', 'Entry of a Copilot marketplace'],
  ['ambient-workflow', 'Workflow (ambient.json)'],
]);

/** What a page calls a format; a format of tomorrow by its id. */
export function formatLabel(id: string): string {
  return labels.get(id) ?? id;
}
