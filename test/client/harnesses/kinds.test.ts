import { describe, expect, test } from 'vitest';
import { adapters } from '../../../src/client/harnesses/index.ts';
import type { Scope } from '../../../src/client/model/action.ts';
import type { Part } from '../../../src/client/model/content.ts';
import {
  codexAgent,
  command,
  content,
  geminiCommand,
  hook,
  lines,
  pluginHook,
  remote,
  server,
  skill,
  subagent,
} from './sample-content.ts';

/** What one adapter makes of every kind, in one scope. */
function everything(id: string, scope: Scope): string {
  const parts: Part[] = [skill, subagent, codexAgent, command, geminiCommand, hook, pluginHook, server, remote];
  const adapter = adapters.find((one) => one.id === id);
  return parts.map((part) => (adapter ? lines(adapter.place(content(part), scope)) : '')).join('\n');
}

describe('every kind in a project', () => {
  test('Claude Code', () => {
    expect(everything('claude-code', 'project')).toMatchInlineSnapshot(`
      "folder .claude/skills/greet (SKILL.md, scripts/hi.sh)
      file .claude/agents/review.md
        | ---
        | name: review
        | description: Reviews code.
        | tools: Read, Grep
        | model: opus
        | ---
        |
        | Look.
        |
      file .claude/agents/plan.md
        | ---
        | name: "plan"
        | description: "Plans."
        | ---
        | Think.
        |
      note .claude/agents/plan.md was rewritten for Claude Code.
      note .claude/agents/plan.md: Its "sandbox_mode: read-only" is not carried over: it may use there whatever the session may use.
      file .claude/commands/fix.md
        | ---
        | description: Fixes an issue.
        | allowed-tools: Bash(git:*)
        | ---
        | Fix $ARGUMENTS after !\`git status\`.
        |
      file .claude/commands/tell.md
        | ---
        | description: "Tells."
        | ---
        | Tell $ARGUMENTS what !{date} and ! \`id\` are.
      note .claude/commands/tell.md was rewritten for Claude Code.
      note .claude/commands/tell.md: The commands of the shell that are marked with ! in its text are not run there: they are plain text.
      file .claude/hooks/desk-hooks/hooks.json
        | …
      note Nothing of it runs yet. To switch it on, look through .claude/hooks/desk-hooks/hooks.json and merge its "hooks" into .claude/settings.json by hand.
      skipped hook:acme/tied-hooks: Its commands run files that come with a plugin: install that plugin instead.
      setting .mcp.json json mcpServers > desk = {"command":"npx","args":["-y","desk-mcp@1.0.0"],"env":{"DESK_TOKEN":"\${DESK_TOKEN}"}}
      note desk is given these variables of your environment: DESK_TOKEN.
      note Not carried over for desk: disabledTools. It offers all its tools.
      setting .mcp.json json mcpServers > web = {"type":"http","url":"https://mcp.example.com/v1","headers":{"Authorization":"\${WEB_AUTHORIZATION}"}}
      note web is given these variables of your environment: WEB_AUTHORIZATION.
      note Keep the whole values of its headers there: Authorization in WEB_AUTHORIZATION."
    `);
  });
  test('Codex', () => {
    expect(everything('codex', 'project')).toMatchInlineSnapshot(`
      "folder .agents/skills/greet (SKILL.md, scripts/hi.sh)
      file .codex/agents/review.toml
        | name = "review"
        | description = "Reviews code."
        | developer_instructions = "\\nLook.\\n"
        |
      note .codex/agents/review.toml was rewritten for Codex.
      note .codex/agents/review.toml: Its "tools: Read, Grep" is not carried over: it may use there whatever the session may use.
      note .codex/agents/review.toml: Not carried over: model.
      file .codex/agents/plan.toml
        | name = "plan"
        | description = "Plans."
        | sandbox_mode = "read-only"
        | developer_instructions = """
        | Think.
        | """
        |
      skipped command:acme/fix: Codex has no folder for commands.
      skipped command:acme/tell: Codex has no folder for commands.
      file .codex/hooks/desk-hooks/hooks.json
        | …
      note Nothing of it runs yet. To switch it on, look through .codex/hooks/desk-hooks/hooks.json and merge its "hooks" into .codex/hooks.json by hand.
      note Codex: It runs none of them until a person has reviewed them.
      skipped hook:acme/tied-hooks: Its commands run files that come with a plugin: install that plugin instead.
      setting .codex/config.toml toml mcp_servers > desk = {"command":"npx","args":["-y","desk-mcp@1.0.0"],"env_vars":["DESK_TOKEN"]}
      note desk is given these variables of your environment: DESK_TOKEN.
      note Not carried over for desk: disabledTools. It offers all its tools.
      setting .codex/config.toml toml mcp_servers > web = {"url":"https://mcp.example.com/v1","env_http_headers":{"Authorization":"WEB_AUTHORIZATION"}}
      note web is given these variables of your environment: WEB_AUTHORIZATION.
      note Keep the whole values of its headers there: Authorization in WEB_AUTHORIZATION."
    `);
  });
  test('the shared folder', () => {
    expect(everything('agents', 'project')).toMatchInlineSnapshot(`
      "folder .agents/skills/greet (SKILL.md, scripts/hi.sh)
      skipped subagent:acme/review: The shared folder .agents has no place for subagents.
      skipped subagent:acme/plan: The shared folder .agents has no place for subagents.
      skipped command:acme/fix: The shared folder .agents has no place for commands.
      skipped command:acme/tell: The shared folder .agents has no place for commands.
      skipped hook:acme/desk-hooks: The shared folder .agents has no place for hooks.
      skipped hook:acme/tied-hooks: The shared folder .agents has no place for hooks.
      skipped mcp_server:acme/desk: The shared folder .agents has no place for MCP servers.
      skipped mcp_server:acme/web: The shared folder .agents has no place for MCP servers."
    `);
  });
  test('Cursor', () => {
    expect(everything('cursor', 'project')).toMatchInlineSnapshot(`
      "folder .agents/skills/greet (SKILL.md, scripts/hi.sh)
      file .cursor/agents/review.md
        | ---
        | name: "review"
        | description: "Reviews code."
        | ---
        |
        | Look.
        |
      note .cursor/agents/review.md was rewritten for Cursor.
      note .cursor/agents/review.md: Its "tools: Read, Grep" is not carried over: it may use there whatever the session may use.
      note .cursor/agents/review.md: Not carried over: model.
      file .cursor/agents/plan.md
        | ---
        | name: "plan"
        | description: "Plans."
        | ---
        | Think.
        |
      note .cursor/agents/plan.md was rewritten for Cursor.
      note .cursor/agents/plan.md: Its "sandbox_mode: read-only" is not carried over: it may use there whatever the session may use.
      skipped command:acme/fix: Cursor has no folder for commands.
      skipped command:acme/tell: Cursor has no folder for commands.
      skipped hook:acme/desk-hooks: Cursor does not read hooks of the form claude-hooks.
      skipped hook:acme/tied-hooks: Cursor does not read hooks of the form claude-hooks.
      setting .cursor/mcp.json jsonc mcpServers > desk = {"command":"npx","args":["-y","desk-mcp@1.0.0"],"env":{"DESK_TOKEN":"\${env:DESK_TOKEN}"}}
      note desk is given these variables of your environment: DESK_TOKEN.
      note Not carried over for desk: disabledTools. It offers all its tools.
      setting .cursor/mcp.json jsonc mcpServers > web = {"url":"https://mcp.example.com/v1","headers":{"Authorization":"\${env:WEB_AUTHORIZATION}"}}
      note web is given these variables of your environment: WEB_AUTHORIZATION.
      note Keep the whole values of its headers there: Authorization in WEB_AUTHORIZATION."
    `);
  });
  test('Gemini CLI', () => {
    expect(everything('gemini-cli', 'project')).toMatchInlineSnapshot(`
      "folder .agents/skills/greet (SKILL.md, scripts/hi.sh)
      note Gemini CLI: In a project only where its folder is trusted.
      file .gemini/agents/review.md
        | ---
        | name: "review"
        | description: "Reviews code."
        | ---
        |
        | Look.
        |
      note .gemini/agents/review.md was rewritten for Gemini CLI.
      note .gemini/agents/review.md: Its "tools: Read, Grep" is not carried over: it may use there whatever the session may use.
      note .gemini/agents/review.md: Not carried over: model.
      file .gemini/agents/plan.md
        | ---
        | name: "plan"
        | description: "Plans."
        | ---
        | Think.
        |
      note .gemini/agents/plan.md was rewritten for Gemini CLI.
      note .gemini/agents/plan.md: Its "sandbox_mode: read-only" is not carried over: it may use there whatever the session may use.
      file .gemini/commands/fix.toml
        | description = "Fixes an issue."
        | prompt = "Fix {{args}} after !\`git status\`.\\n"
        |
      note .gemini/commands/fix.toml was rewritten for Gemini CLI.
      note .gemini/commands/fix.toml: The commands of the shell that are marked with ! in its text are not run there: they are plain text.
      note .gemini/commands/fix.toml: Its "allowed-tools: Bash(git:*)" is not carried over: it may use there whatever the session may use.
      file .gemini/commands/tell.toml
        | description = "Tells."
        | prompt = "Tell {{args}} what !{date} and !\`id\` are."
        |
      skipped hook:acme/desk-hooks: Gemini CLI takes hooks in no form that can be placed for it.
      skipped hook:acme/tied-hooks: Gemini CLI takes hooks in no form that can be placed for it.
      setting .gemini/settings.json jsonc mcpServers > desk = {"command":"npx","args":["-y","desk-mcp@1.0.0"],"env":{"DESK_TOKEN":"\${DESK_TOKEN}"}}
      note desk is given these variables of your environment: DESK_TOKEN.
      note Not carried over for desk: disabledTools. It offers all its tools.
      setting .gemini/settings.json jsonc mcpServers > web = {"httpUrl":"https://mcp.example.com/v1","headers":{"Authorization":"\${WEB_AUTHORIZATION}"}}
      note web is given these variables of your environment: WEB_AUTHORIZATION.
      note Keep the whole values of its headers there: Authorization in WEB_AUTHORIZATION."
    `);
  });
  test('GitHub Copilot', () => {
    expect(everything('github-copilot', 'project')).toMatchInlineSnapshot(`
      "folder .agents/skills/greet (SKILL.md, scripts/hi.sh)
      file .github/agents/review.agent.md
        | ---
        | name: "review"
        | description: "Reviews code."
        | ---
        |
        | Look.
        |
      note .github/agents/review.agent.md was rewritten for GitHub Copilot.
      note .github/agents/review.agent.md: Its "tools: Read, Grep" is not carried over: it may use there whatever the session may use.
      note .github/agents/review.agent.md: Not carried over: model.
      file .github/agents/plan.agent.md
        | ---
        | name: "plan"
        | description: "Plans."
        | ---
        | Think.
        |
      note .github/agents/plan.agent.md was rewritten for GitHub Copilot.
      note .github/agents/plan.agent.md: Its "sandbox_mode: read-only" is not carried over: it may use there whatever the session may use.
      file .claude/commands/fix.md
        | ---
        | description: Fixes an issue.
        | allowed-tools: Bash(git:*)
        | ---
        | Fix $ARGUMENTS after !\`git status\`.
        |
      file .claude/commands/tell.md
        | ---
        | description: "Tells."
        | ---
        | Tell $ARGUMENTS what !{date} and ! \`id\` are.
      note .claude/commands/tell.md was rewritten for GitHub Copilot.
      note .claude/commands/tell.md: The commands of the shell that are marked with ! in its text are not run there: they are plain text.
      skipped hook:acme/desk-hooks: GitHub Copilot takes hooks in no form that can be placed for it.
      skipped hook:acme/tied-hooks: GitHub Copilot takes hooks in no form that can be placed for it.
      setting .github/mcp.json jsonc mcpServers > desk = {"type":"local","command":"npx","args":["-y","desk-mcp@1.0.0"],"env":{"DESK_TOKEN":"\${DESK_TOKEN}"},"tools":["*"]}
      note desk is given these variables of your environment: DESK_TOKEN.
      note Not carried over for desk: disabledTools. It offers all its tools.
      setting .github/mcp.json jsonc mcpServers > web = {"type":"http","url":"https://mcp.example.com/v1","headers":{"Authorization":"\${WEB_AUTHORIZATION}"},"tools":["*"]}
      note web is given these variables of your environment: WEB_AUTHORIZATION.
      note Keep the whole values of its headers there: Authorization in WEB_AUTHORIZATION."
    `);
  });
  test('OpenCode', () => {
    expect(everything('opencode', 'project')).toMatchInlineSnapshot(`
      "folder .agents/skills/greet (SKILL.md, scripts/hi.sh)
      file .opencode/agents/review.md
        | ---
        | description: "Reviews code."
        | mode: "subagent"
        | ---
        |
        | Look.
        |
      note .opencode/agents/review.md was rewritten for OpenCode.
      note .opencode/agents/review.md: Its "tools: Read, Grep" is not carried over: it may use there whatever the session may use.
      note .opencode/agents/review.md: Not carried over: model.
      file .opencode/agents/plan.md
        | ---
        | description: "Plans."
        | mode: "subagent"
        | ---
        | Think.
        |
      note .opencode/agents/plan.md was rewritten for OpenCode.
      note .opencode/agents/plan.md: Its "sandbox_mode: read-only" is not carried over: it may use there whatever the session may use.
      file .opencode/commands/fix.md
        | ---
        | description: "Fixes an issue."
        | ---
        | Fix $ARGUMENTS after !\`git status\`.
        |
      note .opencode/commands/fix.md was rewritten for OpenCode.
      note .opencode/commands/fix.md: It runs commands of the shell while it is called; they are marked with ! in its text.
      note .opencode/commands/fix.md: Its "allowed-tools: Bash(git:*)" is not carried over: it may use there whatever the session may use.
      file .opencode/commands/tell.md
        | ---
        | description: "Tells."
        | ---
        | Tell $ARGUMENTS what !{date} and ! \`id\` are.
      note .opencode/commands/tell.md was rewritten for OpenCode.
      note .opencode/commands/tell.md: The commands of the shell that are marked with ! in its text are not run there: they are plain text.
      skipped hook:acme/desk-hooks: OpenCode takes hooks in no form that can be placed for it.
      skipped hook:acme/tied-hooks: OpenCode takes hooks in no form that can be placed for it.
      setting opencode.json jsonc mcp > desk = {"type":"local","command":["npx","-y","desk-mcp@1.0.0"],"environment":{"DESK_TOKEN":"{env:DESK_TOKEN}"},"enabled":true}
      note desk is given these variables of your environment: DESK_TOKEN.
      note Not carried over for desk: disabledTools. It offers all its tools.
      setting opencode.json jsonc mcp > web = {"type":"remote","url":"https://mcp.example.com/v1","headers":{"Authorization":"{env:WEB_AUTHORIZATION}"},"enabled":true}
      note web is given these variables of your environment: WEB_AUTHORIZATION.
      note Keep the whole values of its headers there: Authorization in WEB_AUTHORIZATION."
    `);
  });
});
