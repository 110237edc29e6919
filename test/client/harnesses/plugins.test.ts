import { expect, test } from 'vitest';
import { adapters } from '../../../src/client/harnesses/index.ts';
import type { Scope } from '../../../src/client/model/action.ts';
import type { Content } from '../../../src/client/model/content.ts';
import { command, content, file, hook, lines, part, pluginHook, server, skill, subagent } from './sample-content.ts';

const manifest = file('.claude-plugin/plugin.json', '{"name":"desk","version":"1.0.0"}');
const skillFiles = skill.files.map((one) => ({ ...one, path: `skills/greet/${one.path}` }));

/** A plugin of Claude Code that brings nothing that runs at events. */
const quiet = content({
  kind: 'plugin',
  name: 'desk',
  formats: ['claude-plugin'],
  files: [manifest, ...skillFiles, file('agents/review.md', 'x'), file('commands/fix.md', 'x')],
  parts: [skill, subagent, command],
});

const tiedSkill = part({ kind: 'skill', name: 'tied', files: [file('SKILL.md', 'Run ${CLAUDE_PLUGIN_ROOT}/a.sh')] });
const tiedServer = part({ kind: 'mcp_server', name: 'own', config: { command: 'node', args: ['./server.js'] } });

/** One that does, and of which some parts need its folder. */
const loud: Content = {
  ...quiet,
  files: [...quiet.files, file('hooks/hooks.json', '{"hooks":{}}'), file('.mcp.json', '{}')],
  parts: [...quiet.parts, hook, pluginHook, server, tiedSkill, tiedServer],
};

const extension = content({
  kind: 'plugin',
  name: 'desk',
  formats: ['gemini-extension'],
  files: [file('gemini-extension.json', '{"name":"desk","version":"1.0.0"}'), ...skillFiles],
  parts: [skill],
});

/** Places, omissions and notes, without the texts of files. */
function brief(id: string, plugin: Content, scope: Scope): string {
  const placement = adapters.find((one) => one.id === id)?.place(plugin, scope);
  if (!placement) throw new Error(`There is no adapter ${id}.`);
  return lines(placement)
    .split('\n')
    .filter((line) => !line.startsWith('  |'))
    .join('\n');
}

test('Claude Code takes the folder as it is', () => {
  expect(brief('claude-code', quiet, 'user')).toMatchInlineSnapshot(
    `"folder .claude/skills/desk (.claude-plugin/plugin.json, skills/greet/SKILL.md, skills/greet/scripts/hi.sh, agents/review.md, commands/fix.md)"`,
  );
  expect(brief('claude-code', quiet, 'project')).toMatchInlineSnapshot(`
    "folder .claude/skills/desk (.claude-plugin/plugin.json, skills/greet/SKILL.md, skills/greet/scripts/hi.sh, agents/review.md, commands/fix.md)
    note Claude Code loads plugins of a project only once its folder is trusted."
  `);
});

test('Claude Code has a plugin with hooks switched off before it is there', () => {
  expect(brief('claude-code', loud, 'user')).toMatchInlineSnapshot(`
    "setting .claude/settings.json json enabledPlugins > desk@skills-dir = false
    folder .claude/skills/desk (.claude-plugin/plugin.json, skills/greet/SKILL.md, skills/greet/scripts/hi.sh, agents/review.md, commands/fix.md, hooks/hooks.json, .mcp.json)
    note plugin:acme/desk brings hooks, MCP servers, so it is placed and not enabled. Look through .claude/skills/desk; "claude plugin enable desk@skills-dir" switches it on."
  `);
});

test('hooks are seen wherever they are', () => {
  const inManifest = file('.claude-plugin/plugin.json', '{"name":"desk","hooks":"./odd.json"}');
  const action = { event: 'Stop', type: 'command', command: 'true' };
  const cases: Content[] = [
    { ...quiet, files: [inManifest] },
    { ...quiet, files: [manifest, file('sub/hooks.json', '{}')] },
    { ...quiet, parts: [hook] },
    { ...quiet, evidence: { ...quiet.evidence, hooks: [action] } },
  ];
  for (const plugin of cases)
    expect(brief('claude-code', plugin, 'user')).toContain('enabledPlugins > desk@skills-dir = false');
});

test('whatever may run by itself keeps a plugin from being enabled, and is named', () => {
  const withKey = (key: string): Content => ({
    ...quiet,
    files: [file('.claude-plugin/plugin.json', JSON.stringify({ name: 'desk', [key]: {} }))],
  });
  const withFile = (path: string, text = '{}'): Content => ({ ...quiet, files: [...quiet.files, file(path, text)] });
  const cases: [plugin: Content, named: string][] = [
    [withKey('lspServers'), 'LSP servers'],
    [withKey('mcpServers'), 'MCP servers'],
    [withKey('experimental'), '"experimental" in its manifest'],
    [withFile('.lsp.json'), 'LSP servers'],
    [withFile('monitors/monitors.json'), 'monitors'],
    [withFile('bin/git'), 'programs in bin/'],
    [withFile('settings.json'), 'settings'],
    [withFile('output-styles/loud.md'), 'output styles'],
    [withFile('hooks/Hooks.json'), 'hooks'],
    [withFile('HOOKS/odd'), 'hooks'],
    [withFile('.MCP.json'), 'MCP servers'],
    [withFile('new-thing/a'), 'new-thing/a'],
    [withFile('skills/foo/.claude-plugin/plugin.json'), 'skills/foo/.claude-plugin/plugin.json'],
    [withFile('agents/b.md', '---\nname: b\nhooks: {}\n---\n'), 'hooks in agents/b.md'],
    [withFile('.codex-plugin/plugin.json', '{"hooks":{}}'), 'hooks'],
  ];
  for (const [plugin, named] of cases) {
    const told = brief('claude-code', plugin, 'user');
    expect(told).toContain('enabledPlugins > desk@skills-dir = false');
    expect(told).toContain(`plugin:acme/desk brings ${named}, so it is placed and not enabled.`);
    if (named !== 'hooks') expect(brief('codex', plugin, 'user')).not.toContain('"enabled":true');
  }
});

test('texts, pictures and scripts that something has to call leave a plugin as it is', () => {
  const more = ['README.md', 'LICENSE', 'docs/a.html', 'assets/logo.png', 'scripts/a.sh', 'package.json', '.gitignore'];
  const plugin = { ...quiet, files: [...quiet.files, ...more.map((path) => file(path, 'x'))] };
  expect(brief('claude-code', plugin, 'user')).not.toContain('enabledPlugins');
});

test('a manifest behind a byte order mark, or in capitals, is one all the same', () => {
  const marked = file('.claude-plugin/plugin.json', '\uFEFF{"name":"desk","hooks":{}}');
  const spelt = file('.Claude-Plugin/Plugin.json', '{"name":"desk","hooks":{}}');
  for (const one of [marked, spelt])
    expect(brief('claude-code', { ...quiet, files: [one] }, 'user')).toContain(
      'enabledPlugins > desk@skills-dir = false',
    );
});

test('a part that is itself a plugin stays away when a plugin is taken apart', () => {
  const files = [
    file('SKILL.md', 'x'),
    file('.claude-plugin/plugin.json', '{"name":"_up"}'),
    file('hooks/hooks.json', '{}'),
  ];
  const root = part({ kind: 'skill', name: 'desk', files });
  expect(brief('claude-code', { ...quiet, files, parts: [root] }, 'user')).toMatchInlineSnapshot(
    `"skipped skill desk of plugin:acme/desk: It brings .claude-plugin/plugin.json, by which a harness takes the skill for a plugin and may run hooks, servers and programs of it at once."`,
  );
});

test('Codex has whole what brings hooks only, which it does not trust', () => {
  const hooked = { ...quiet, files: [...quiet.files, file('hooks/hooks.json', '{"hooks":{}}')] };
  expect(brief('codex', hooked, 'user')).toMatchInlineSnapshot(`
    "folder .codex/plugins/cache/skillyard/desk/local (.claude-plugin/plugin.json, skills/greet/SKILL.md, skills/greet/scripts/hi.sh, agents/review.md, commands/fix.md, hooks/hooks.json)
    setting .codex/config.toml toml plugins > desk@skillyard = {"enabled":true}
    file .codex/agents/review.toml
    skipped command fix of plugin:acme/desk: Codex has no place for commands.
    note Codex runs none of the hooks of plugin:acme/desk until you have reviewed them.
    note .codex/agents/review.toml was rewritten for Codex.
    note .codex/agents/review.toml: Its "tools: Read, Grep" is not carried over: it may use there whatever the session may use.
    note .codex/agents/review.toml: Not carried over: model."
  `);
});

test('without a manifest that can be read, a plugin is taken apart', () => {
  for (const text of ['{', '[]', '{"name":"../up"}', '{"name":1}', '{"name":""}']) {
    const broken = { ...quiet, files: [file('.claude-plugin/plugin.json', text)] };
    expect(brief('claude-code', broken, 'user')).toContain('plugin:acme/desk was taken apart');
  }
});

test('Codex has one with servers in parts', () => {
  expect(brief('codex', loud, 'user')).toMatchInlineSnapshot(`
    "folder .agents/skills/greet (SKILL.md, scripts/hi.sh)
    file .codex/agents/review.toml
    file .codex/hooks/desk-hooks/hooks.json
    setting .codex/config.toml toml mcp_servers > desk = {"command":"npx","args":["-y","desk-mcp@1.0.0"],"env_vars":["DESK_TOKEN"]}
    skipped command fix of plugin:acme/desk: Codex has no folder for commands.
    skipped hook tied-hooks of plugin:acme/desk: It works only in the folder of its plugin, which this harness is not given.
    skipped skill tied of plugin:acme/desk: It works only in the folder of its plugin, which this harness is not given.
    skipped MCP server own of plugin:acme/desk: It works only in the folder of its plugin, which this harness is not given.
    note plugin:acme/desk was taken apart: its folder as a whole is not placed.
    note .codex/agents/review.toml was rewritten for Codex.
    note .codex/agents/review.toml: Its "tools: Read, Grep" is not carried over: it may use there whatever the session may use.
    note .codex/agents/review.toml: Not carried over: model.
    note Nothing of it runs yet. To switch it on, look through .codex/hooks/desk-hooks/hooks.json and merge its "hooks" into .codex/hooks.json by hand.
    note Codex: It runs none of them until a person has reviewed them.
    note desk is given these variables of your environment: DESK_TOKEN.
    note Not carried over for desk: disabledTools. It offers all its tools."
  `);
  expect(brief('codex', loud, 'project')).toMatchInlineSnapshot(`
    "folder .agents/skills/greet (SKILL.md, scripts/hi.sh)
    file .codex/agents/review.toml
    file .codex/hooks/desk-hooks/hooks.json
    setting .codex/config.toml toml mcp_servers > desk = {"command":"npx","args":["-y","desk-mcp@1.0.0"],"env_vars":["DESK_TOKEN"]}
    skipped command fix of plugin:acme/desk: Codex has no folder for commands.
    skipped hook tied-hooks of plugin:acme/desk: It works only in the folder of its plugin, which this harness is not given.
    skipped skill tied of plugin:acme/desk: It works only in the folder of its plugin, which this harness is not given.
    skipped MCP server own of plugin:acme/desk: It works only in the folder of its plugin, which this harness is not given.
    note plugin:acme/desk was taken apart: its folder as a whole is not placed.
    note .codex/agents/review.toml was rewritten for Codex.
    note .codex/agents/review.toml: Its "tools: Read, Grep" is not carried over: it may use there whatever the session may use.
    note .codex/agents/review.toml: Not carried over: model.
    note Nothing of it runs yet. To switch it on, look through .codex/hooks/desk-hooks/hooks.json and merge its "hooks" into .codex/hooks.json by hand.
    note Codex: It runs none of them until a person has reviewed them.
    note desk is given these variables of your environment: DESK_TOKEN.
    note Not carried over for desk: disabledTools. It offers all its tools."
  `);
});

test('Gemini CLI takes its own extensions', () => {
  expect(brief('gemini-cli', extension, 'user')).toMatchInlineSnapshot(
    `"folder .gemini/extensions/desk (gemini-extension.json, skills/greet/SKILL.md, skills/greet/scripts/hi.sh)"`,
  );
  expect(brief('gemini-cli', extension, 'project')).toMatchInlineSnapshot(`
    "folder .agents/skills/greet (SKILL.md, scripts/hi.sh)
    note plugin:acme/desk was taken apart: its folder as a whole is not placed.
    note Gemini CLI: In a project only where its folder is trusted."
  `);
  const withHooks = { ...extension, files: [...extension.files, file('hooks/hooks.json', '{}')] };
  expect(brief('gemini-cli', withHooks, 'user')).not.toContain('.gemini/extensions');
  expect(brief('gemini-cli', quiet, 'user')).not.toContain('.gemini/extensions');
});

test('the others', () => {
  const agentPlugin = { ...quiet, formats: ['agent-plugins'], files: [file('plugin.json', '{"name":"desk"}')] };
  expect(brief('cursor', agentPlugin, 'user')).toMatchInlineSnapshot(
    `"folder .cursor/plugins/local/desk (plugin.json)"`,
  );
  expect(brief('cursor', loud, 'user')).toMatchInlineSnapshot(`
    "folder .agents/skills/greet (SKILL.md, scripts/hi.sh)
    file .cursor/agents/review.md
    setting .cursor/mcp.json jsonc mcpServers > desk = {"command":"npx","args":["-y","desk-mcp@1.0.0"],"env":{"DESK_TOKEN":"\${env:DESK_TOKEN}"}}
    skipped command fix of plugin:acme/desk: Cursor has no folder for commands.
    skipped hook desk-hooks of plugin:acme/desk: Cursor does not read hooks of the form claude-hooks.
    skipped hook tied-hooks of plugin:acme/desk: Cursor does not read hooks of the form claude-hooks.
    skipped skill tied of plugin:acme/desk: It works only in the folder of its plugin, which this harness is not given.
    skipped MCP server own of plugin:acme/desk: It works only in the folder of its plugin, which this harness is not given.
    note plugin:acme/desk was taken apart: its folder as a whole is not placed.
    note .cursor/agents/review.md was rewritten for Cursor.
    note .cursor/agents/review.md: Its "tools: Read, Grep" is not carried over: it may use there whatever the session may use.
    note .cursor/agents/review.md: Not carried over: model.
    note desk is given these variables of your environment: DESK_TOKEN.
    note Not carried over for desk: disabledTools. It offers all its tools."
  `);
  expect(brief('github-copilot', quiet, 'user')).toMatchInlineSnapshot(`
    "folder .agents/skills/greet (SKILL.md, scripts/hi.sh)
    file .copilot/agents/review.agent.md
    skipped command fix of plugin:acme/desk: GitHub Copilot has no folder for commands of a user; try the scope project.
    note plugin:acme/desk was taken apart: its folder as a whole is not placed.
    note .copilot/agents/review.agent.md was rewritten for GitHub Copilot.
    note .copilot/agents/review.agent.md: Its "tools: Read, Grep" is not carried over: it may use there whatever the session may use.
    note .copilot/agents/review.agent.md: Not carried over: model."
  `);
  expect(brief('opencode', quiet, 'project')).toMatchInlineSnapshot(`
    "folder .agents/skills/greet (SKILL.md, scripts/hi.sh)
    file .opencode/agents/review.md
    file .opencode/commands/fix.md
    note plugin:acme/desk was taken apart: its folder as a whole is not placed.
    note .opencode/agents/review.md was rewritten for OpenCode.
    note .opencode/agents/review.md: Its "tools: Read, Grep" is not carried over: it may use there whatever the session may use.
    note .opencode/agents/review.md: Not carried over: model.
    note .opencode/commands/fix.md was rewritten for OpenCode.
    note .opencode/commands/fix.md: It runs commands of the shell while it is called; they are marked with ! in its text.
    note .opencode/commands/fix.md: Its "allowed-tools: Bash(git:*)" is not carried over: it may use there whatever the session may use."
  `);
  expect(brief('agents', quiet, 'project')).toMatchInlineSnapshot(`
    "folder .agents/skills/greet (SKILL.md, scripts/hi.sh)
    skipped subagent review of plugin:acme/desk: The shared folder .agents has no place for subagents.
    skipped command fix of plugin:acme/desk: The shared folder .agents has no place for commands.
    note plugin:acme/desk was taken apart: its folder as a whole is not placed."
  `);
});

test('two parts with one place, and a plugin without parts', () => {
  const twice = { ...quiet, parts: [skill, { ...skill, description: 'Another.' }] };
  expect(brief('agents', twice, 'project')).toMatchInlineSnapshot(`
    "folder .agents/skills/greet (SKILL.md, scripts/hi.sh)
    skipped skill greet of plugin:acme/desk: Another part has the same name.
    note plugin:acme/desk was taken apart: its folder as a whole is not placed."
  `);
  expect(brief('agents', { ...quiet, parts: [] }, 'project')).toMatchInlineSnapshot(
    `"skipped plugin:acme/desk: It brings nothing that can be placed one by one."`,
  );
});
