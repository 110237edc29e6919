import { expect, test } from 'vitest';
import { adapters } from '../../../src/client/harnesses/index.ts';
import { content, lines } from './sample-content.ts';

/** What every harness with a form of its own makes of a configuration. */
function everywhere(config: unknown, transport?: string): string {
  const plain = content({ kind: 'mcp_server', name: 'desk', formats: ['mcp-json'], config });
  const servers = transport === undefined ? [] : [{ transport, variables: [] }];
  const entry = { ...plain, evidence: { ...plain.evidence, servers } };
  return adapters
    .filter(({ id }) => id !== 'agents')
    .map((one) => `${one.id}: ${lines(one.place(entry, 'project'))}`)
    .join('\n');
}

const first = (config: unknown): string => everywhere(config).split('\n').slice(0, 3).join('\n');

test('variables in arguments and addresses take the form of each harness', () => {
  expect(everywhere({ command: 'npx', args: ['--root', '${DESK_ROOT:-/srv}', '${env:HOME}'] })).toMatchInlineSnapshot(`
    "claude-code: setting .mcp.json json mcpServers > desk = {"command":"npx","args":["--root","\${DESK_ROOT:-/srv}","\${HOME}"]}
    note desk is given these variables of your environment: DESK_ROOT, HOME.
    codex: skipped mcp_server:acme/desk: Its configuration needs the variable DESK_ROOT in a place where none are put in there.
    cursor: setting .cursor/mcp.json jsonc mcpServers > desk = {"command":"npx","args":["--root","\${env:DESK_ROOT}","\${env:HOME}"]}
    note desk is given these variables of your environment: DESK_ROOT, HOME.
    note Set DESK_ROOT for desk: no default is carried over.
    gemini-cli: setting .gemini/settings.json jsonc mcpServers > desk = {"command":"npx","args":["--root","\${DESK_ROOT}","\${HOME}"]}
    note desk is given these variables of your environment: DESK_ROOT, HOME.
    note Set DESK_ROOT for desk: no default is carried over.
    github-copilot: setting .github/mcp.json jsonc mcpServers > desk = {"type":"local","command":"npx","args":["--root","\${DESK_ROOT}","\${HOME}"],"tools":["*"]}
    note desk is given these variables of your environment: DESK_ROOT, HOME.
    note Set DESK_ROOT for desk: no default is carried over.
    opencode: setting opencode.json jsonc mcp > desk = {"type":"local","command":["npx","--root","{env:DESK_ROOT}","{env:HOME}"],"enabled":true}
    note desk is given these variables of your environment: DESK_ROOT, HOME.
    note Set DESK_ROOT for desk: no default is carried over."
  `);
  expect(everywhere({ url: 'https://{env:DESK_HOST}/mcp' })).toMatchInlineSnapshot(`
    "claude-code: setting .mcp.json json mcpServers > desk = {"type":"http","url":"https://\${DESK_HOST}/mcp"}
    note desk is given these variables of your environment: DESK_HOST.
    codex: skipped mcp_server:acme/desk: Its configuration needs the variable DESK_HOST in a place where none are put in there.
    cursor: setting .cursor/mcp.json jsonc mcpServers > desk = {"url":"https://\${env:DESK_HOST}/mcp"}
    note desk is given these variables of your environment: DESK_HOST.
    gemini-cli: setting .gemini/settings.json jsonc mcpServers > desk = {"httpUrl":"https://\${DESK_HOST}/mcp"}
    note desk is given these variables of your environment: DESK_HOST.
    github-copilot: setting .github/mcp.json jsonc mcpServers > desk = {"type":"http","url":"https://\${DESK_HOST}/mcp","tools":["*"]}
    note desk is given these variables of your environment: DESK_HOST.
    opencode: setting opencode.json jsonc mcp > desk = {"type":"remote","url":"https://{env:DESK_HOST}/mcp","enabled":true}
    note desk is given these variables of your environment: DESK_HOST."
  `);
});

test('SSE', () => {
  expect(everywhere({ type: 'sse', url: 'https://a.example/sse' })).toMatchInlineSnapshot(`
    "claude-code: setting .mcp.json json mcpServers > desk = {"type":"sse","url":"https://a.example/sse"}
    codex: skipped mcp_server:acme/desk: Codex does not speak sse with servers.
    cursor: setting .cursor/mcp.json jsonc mcpServers > desk = {"url":"https://a.example/sse"}
    gemini-cli: setting .gemini/settings.json jsonc mcpServers > desk = {"url":"https://a.example/sse"}
    github-copilot: setting .github/mcp.json jsonc mcpServers > desk = {"type":"sse","url":"https://a.example/sse","tools":["*"]}
    opencode: setting opencode.json jsonc mcp > desk = {"type":"remote","url":"https://a.example/sse","enabled":true}"
  `);
  // The index knows that a bare address means this to Gemini CLI.
  expect(everywhere({ url: 'https://a.example/sse' }, 'sse')).toBe(
    everywhere({ type: 'sse', url: 'https://a.example/sse' }),
  );
});

test('the forms of every harness are read', () => {
  const same = first({ command: 'npx', args: ['-y', 'desk'], env: { TOKEN: '…' } });
  expect(same).toMatchInlineSnapshot(`
    "claude-code: setting .mcp.json json mcpServers > desk = {"command":"npx","args":["-y","desk"],"env":{"TOKEN":"\${TOKEN}"}}
    note desk is given these variables of your environment: TOKEN.
    codex: setting .codex/config.toml toml mcp_servers > desk = {"command":"npx","args":["-y","desk"],"env_vars":["TOKEN"]}"
  `);
  expect(first({ command: ['npx', '-y', 'desk'], environment: { TOKEN: '…' }, type: 'local' })).toBe(same);
  expect(first({ command: 'npx -y desk', env_vars: ['TOKEN'] })).toBe(same);
  expect(first({ command: 'npx', args: '-y desk', env: ['TOKEN=…'] })).toBe(same);
  const remote = first({ type: 'http', url: 'https://a.example/mcp', headers: { Authorization: '…' } });
  expect(remote).toMatchInlineSnapshot(`
    "claude-code: setting .mcp.json json mcpServers > desk = {"type":"http","url":"https://a.example/mcp","headers":{"Authorization":"\${DESK_AUTHORIZATION}"}}
    note desk is given these variables of your environment: DESK_AUTHORIZATION.
    note Keep the whole values of its headers there: Authorization in DESK_AUTHORIZATION."
  `);
  expect(first({ httpUrl: 'https://a.example/mcp', http_headers: { Authorization: '…' } })).toBe(remote);
  expect(first({ type: 'remote', url: 'https://a.example/mcp', bearer_token_env_var: 'X' })).toBe(remote);
});

test('what cannot work is left out with the reason', () => {
  const cases: unknown[] = [
    { command: 'npx', args: ['desk', '--api-key', '…'] },
    { command: './run.sh' },
    { command: 'node', args: ['${CLAUDE_PLUGIN_ROOT}/server.js'] },
    { command: 'node', args: ['${workspaceFolder}/server.js'] },
    { command: 'node', args: ['${DESK', 'x'] },
    { url: 'https://a.example/$AWS_SECRET_ACCESS_KEY' },
    { url: 'https://a.example/{file:~/.ssh/id_rsa}' },
    { args: ['x'] },
    { url: '' },
    [],
    undefined,
  ];
  expect(cases.map((config) => first(config).split('\n')[0]).join('\n')).toMatchInlineSnapshot(`
    "claude-code: skipped mcp_server:acme/desk: It is started with a value that was never published: add it by hand, as its own page says.
    claude-code: skipped mcp_server:acme/desk: It is started from files that come with a plugin: install that plugin instead.
    claude-code: skipped mcp_server:acme/desk: It is started from files that come with a plugin: install that plugin instead.
    claude-code: skipped mcp_server:acme/desk: Its configuration needs \${workspaceFolder}, which is not known there.
    claude-code: skipped mcp_server:acme/desk: Its configuration needs \${DESK, which is not known there.
    claude-code: skipped mcp_server:acme/desk: Its configuration needs $AWS_SECRET_ACCESS_KEY, which is not known there.
    claude-code: skipped mcp_server:acme/desk: Its configuration needs {file:~/.ssh/id_rsa}, which is not known there.
    claude-code: skipped mcp_server:acme/desk: Its configuration has neither a command nor an address.
    claude-code: skipped mcp_server:acme/desk: Its configuration has neither a command nor an address.
    claude-code: skipped mcp_server:acme/desk: Its configuration has neither a command nor an address.
    claude-code: skipped mcp_server:acme/desk: Its configuration has neither a command nor an address."
  `);
});

test('names of variables and headers are names', () => {
  const config: unknown = JSON.parse(
    '{"command":"x","env":{"__proto__":"…","A B":"…","${X}":"…","GOOD":"…"},"__proto__":1,"toString":2}',
  );
  expect(first(config)).toMatchInlineSnapshot(`
    "claude-code: setting .mcp.json json mcpServers > desk = {"command":"x","args":[],"env":{"__proto__":"\${__proto__}","GOOD":"\${GOOD}"}}
    note desk is given these variables of your environment: __proto__, GOOD.
    note Not carried over for desk: __proto__, toString."
  `);
  const remote: unknown = JSON.parse(
    '{"url":"https://a.example","headers":{"__proto__":"…","X-Key":"…","a\\r\\nb":"…"}}',
  );
  expect(first(remote)).toMatchInlineSnapshot(`
    "claude-code: setting .mcp.json json mcpServers > desk = {"type":"http","url":"https://a.example","headers":{"__proto__":"\${DESK___PROTO__}","X-Key":"\${DESK_X_KEY}"}}
    note desk is given these variables of your environment: DESK___PROTO__, DESK_X_KEY.
    note Keep the whole values of its headers there: __proto__ in DESK___PROTO__, X-Key in DESK_X_KEY."
  `);
});
