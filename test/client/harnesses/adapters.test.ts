import { expect, test } from 'vitest';
import { adapters } from '../../../src/client/harnesses/index.ts';
import type { Scope } from '../../../src/client/model/action.ts';
import type { Adapter } from '../../../src/client/model/adapter.ts';
import type { Part } from '../../../src/client/model/content.ts';
import { command, content, cursorHook, hook, server, skill, subagent } from './sample-content.ts';

function adapter(id: string): Adapter {
  const found = adapters.find((one) => one.id === id);
  if (!found) throw new Error(`There is no adapter ${id}.`);
  return found;
}

test('the places for all projects of a person', () => {
  const parts: Part[] = [skill, subagent, command, hook, server];
  const places = adapters.map((one) =>
    [one.id, ...parts.map((part) => targets(one.place(content(part), 'user')))].join('\n  '),
  );
  expect(places.join('\n')).toMatchInlineSnapshot(`
    "claude-code
      folder .claude/skills/greet
      file .claude/agents/review.md
      file .claude/commands/fix.md
      file .claude/hooks/desk-hooks/hooks.json
      setting .claude.json
    codex
      folder .agents/skills/greet
      file .codex/agents/review.toml
      skipped command:acme/fix: Codex has no folder for commands.
      file .codex/hooks/desk-hooks/hooks.json
      setting .codex/config.toml
    agents
      folder .agents/skills/greet
      skipped subagent:acme/review: The shared folder .agents has no place for subagents.
      skipped command:acme/fix: The shared folder .agents has no place for commands.
      skipped hook:acme/desk-hooks: The shared folder .agents has no place for hooks.
      skipped mcp_server:acme/desk: The shared folder .agents has no place for MCP servers.
    cursor
      folder .agents/skills/greet
      file .cursor/agents/review.md
      skipped command:acme/fix: Cursor has no folder for commands.
      skipped hook:acme/desk-hooks: Cursor does not read hooks of the form claude-hooks.
      setting .cursor/mcp.json
    gemini-cli
      folder .agents/skills/greet
      file .gemini/agents/review.md
      file .gemini/commands/fix.toml
      skipped hook:acme/desk-hooks: Gemini CLI takes hooks in no form that can be placed for it.
      setting .gemini/settings.json
    github-copilot
      folder .agents/skills/greet
      file .copilot/agents/review.agent.md
      skipped command:acme/fix: GitHub Copilot has no folder for commands of a user; try the scope project.
      skipped hook:acme/desk-hooks: GitHub Copilot takes hooks in no form that can be placed for it.
      setting .copilot/mcp-config.json
    opencode
      folder .agents/skills/greet
      file .config/opencode/agents/review.md
      file .config/opencode/commands/fix.md
      skipped hook:acme/desk-hooks: OpenCode takes hooks in no form that can be placed for it.
      setting .config/opencode/opencode.json"
  `);
});

function targets({ actions, skipped }: ReturnType<Adapter['place']>): string {
  const [action] = actions;
  return action ? `${action.type} ${action.target}` : `skipped ${skipped[0]?.what}: ${skipped[0]?.why}`;
}

test('what each holds', () => {
  const held = adapters.map(({ id, holds }) => `${id}: ${holds.project.join(' ')} | ${holds.user.join(' ')}`);
  expect(held.join('\n')).toMatchInlineSnapshot(`
    "claude-code: skill subagent command hook mcp_server plugin | skill subagent command hook mcp_server plugin
    codex: skill subagent hook mcp_server plugin | skill subagent hook mcp_server plugin
    agents: skill plugin | skill plugin
    cursor: skill subagent hook mcp_server plugin | skill subagent hook mcp_server plugin
    gemini-cli: skill subagent command mcp_server plugin | skill subagent command mcp_server plugin
    github-copilot: skill subagent command mcp_server plugin | skill subagent mcp_server plugin
    opencode: skill subagent command mcp_server plugin | skill subagent command mcp_server plugin"
  `);
});

test('what is held is placed, and what is not held is skipped with a reason', () => {
  const parts: Part[] = [skill, subagent, command, hook, server];
  for (const one of adapters) {
    const { id, holds } = one;
    for (const scope of ['project', 'user'] as const) {
      for (const each of parts) {
        const part = id === 'cursor' && each === hook ? cursorHook : each;
        const { actions, skipped } = one.place(content(part), scope);
        const isHeld = holds[scope].includes(part.kind);
        expect([id, scope, part.kind, actions.length > 0, skipped.length > 0]).toEqual([
          id,
          scope,
          part.kind,
          isHeld,
          !isHeld,
        ]);
      }
      const { skipped } = one.place(content({ kind: 'workflow', name: 'triage' }), scope);
      expect(skipped[0]?.why).toContain('skillyard workflow load');
    }
  }
});

test('a native format is copied byte for byte', () => {
  const bytes = new Uint8Array([0xef, 0xbb, 0xbf, 0x2d, 0x2d, 0x2d, 0x0d, 0x0a, 0xff, 0x00]);
  const odd = content({ ...subagent, files: [{ path: 'review.md', bytes, executable: true }] });
  const { actions } = adapter('claude-code').place(odd, 'user');
  expect(actions).toEqual([{ type: 'file', target: '.claude/agents/review.md', bytes, executable: false }]);
  const { skipped } = adapter('codex').place(odd, 'user');
  expect(skipped[0]?.why).toMatchInlineSnapshot(`"Its file is not text in UTF-8."`);
});

test('a harness is found by what lies there', () => {
  const found = (paths: readonly string[], scope: Scope): string =>
    adapters
      .filter((one) =>
        one.detect(
          {
            inProject: (path) => scope === 'project' && paths.includes(path),
            inHome: (path) => scope === 'user' && paths.includes(path),
          },
          scope,
        ),
      )
      .map(({ id }) => id)
      .join(' ');
  expect(found([], 'project')).toBe('');
  expect(found(['.claude', 'opencode.jsonc'], 'project')).toBe('claude-code opencode');
  expect(found(['.github/copilot-instructions.md', 'GEMINI.md'], 'project')).toBe('gemini-cli github-copilot');
  expect(found(['.github'], 'project')).toBe('');
  expect(found(['.codex', '.agents', '.cursor', '.copilot', '.config/opencode'], 'user')).toBe(
    'codex agents cursor github-copilot opencode',
  );
});
