import { expect, test } from 'vitest';
import { adapters } from '../../../src/client/harnesses/index.ts';
import type { Placement } from '../../../src/client/model/action.ts';
import type { Part } from '../../../src/client/model/content.ts';
import { codexAgent, content, file, part, skill, subagent } from './sample-content.ts';

function placed(id: string, one: Part): Placement {
  const adapter = adapters.find((known) => known.id === id);
  if (!adapter) throw new Error(`There is no adapter ${id}.`);
  return adapter.place(content(one), 'project');
}

function withFront(one: Part, front: string): Part {
  const path = one.kind === 'skill' ? 'SKILL.md' : `${one.name}.md`;
  return { ...one, files: [file(path, `---\nname: x\ndescription: Does.\n${front}\n---\nText.\n`)] };
}

test.each([
  '.claude-plugin/plugin.json',
  '.Claude-Plugin/Plugin.json',
  '.codex-plugin/plugin.json',
  '.cursor-plugin/plugin.json',
  '.plugin/plugin.json',
  'plugin.json',
  'hooks/hooks.json',
  'Hooks.json',
  '.mcp.json',
  'mcp.json',
  '.lsp.json',
  'settings.json',
  'monitors/a.json',
  'bin/git',
])('a skill with %s goes to no harness', (path) => {
  const disguised = { ...skill, files: [...skill.files, file(path, '\uFEFF{}')] };
  for (const { id } of adapters) {
    const { actions, skipped } = placed(id, disguised);
    expect(actions).toEqual([]);
    expect(skipped[0]?.why).toContain(`It brings ${path}, by which a harness takes the skill for a plugin`);
  }
});

test('files of the same names further in are data', () => {
  const harmless = {
    ...skill,
    files: [...skill.files, file('assets/.claude-plugin/plugin.json', '{}'), file('docs/hooks.md', 'x')],
  };
  expect(placed('claude-code', harmless).actions).toHaveLength(1);
});

test.each([
  'hooks: {}',
  'Hooks: {}',
  '"hooks": {}',
  'mcpServers: {}',
  'mcp-servers: {}',
  'permissionMode: bypassPermissions',
  'permissionMode: acceptEdits',
  'a: &a { hooks: {} }\n<<: *a',
  'broken: [\nhooks: {}',
])('front matter with %j is placed byte for byte nowhere', (front) => {
  for (const one of [skill, subagent]) {
    const { actions, skipped } = placed('claude-code', withFront(one, front));
    expect(actions).toEqual([]);
    expect(skipped[0]?.why).toMatch(
      /^Its settings have ".*", which would run or allow something without a question\.$/,
    );
  }
});

test('front matter that asks as usual is placed, and so is a text that speaks of hooks', () => {
  for (const front of ['permissionMode: plan', 'permissionMode: default', 'note: |\n  hooks: in a text'])
    expect(placed('claude-code', withFront(subagent, front)).actions).toHaveLength(1);
  for (const text of ['Write this:\n\nhooks: {}\n', '---\nname: x\ndescription: Y.\n---\nBody.\n\n---\nhooks: {}\n'])
    expect(placed('claude-code', { ...subagent, files: [file('review.md', text)] }).actions).toHaveLength(1);
});

test('a long run of blank lines costs no time', () => {
  const blank = { ...subagent, files: [file('review.md', `${'\n'.repeat(1_000_000)}x`)] };
  const start = performance.now();
  expect(placed('claude-code', blank).actions).toHaveLength(1);
  expect(performance.now() - start).toBeLessThan(2000);
});

test('what is rewritten for another harness loses it, and says so', () => {
  const { actions, notes } = placed('cursor', withFront(subagent, 'hooks: {}\npermissionMode: bypassPermissions'));
  const [action] = actions;
  expect(action?.type === 'file' && new TextDecoder().decode(action.bytes)).toBe(
    '---\nname: "review"\ndescription: "Does."\n---\nText.\n',
  );
  expect(notes.join('\n')).toContain('Not carried over: hooks');
});

test.each([
  '[mcp_servers.a]\ncommand = "sh"',
  'notify = ["sh"]',
  'approval_policy = "never"',
  'sandbox_mode = "danger-full-access"',
])('a subagent of Codex with %j is not placed', (line) => {
  const text = `name = "plan"\ndescription = "Plans."\ndeveloper_instructions = "Think."\n${line}\n`;
  const { actions, skipped } = placed('codex', { ...codexAgent, files: [file('plan.toml', text)] });
  expect(actions).toEqual([]);
  expect(skipped[0]?.why).toContain('without a question');
});

test('a subagent for another harness goes to a folder of its own', () => {
  const target = (id: string): string[] => placed(id, subagent).actions.map((action) => action.target);
  expect(target('cursor')).toEqual(['.cursor/agents/review.md']);
  expect(target('github-copilot')).toEqual(['.github/agents/review.agent.md']);
  expect(target('claude-code')).toEqual(['.claude/agents/review.md']);
  expect(placed('claude-code', part({ ...subagent, name: 'other' })).notes).toEqual([]);
});
