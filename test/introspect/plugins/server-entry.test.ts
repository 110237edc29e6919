import { describe, expect, test } from 'vitest';
import { readJson } from '../../../src/introspect/read-json.ts';
import { readServers, serverPart } from '../../../src/introspect/plugins/server-entry.ts';
import { memoryTree } from '../../helpers/memory-tree.ts';
import { messages } from '../../helpers/message.ts';

async function read(content: unknown, path = '.mcp.json') {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const { json, diagnostic } = await readJson(memoryTree({ [path]: text }), path);
  if (!json) throw new Error(diagnostic.message);
  const part = serverPart({ path, json, keys: [], value: json.value });
  const entries = readServers(part);
  return {
    part,
    drafts: entries.flatMap(({ draft }) => (draft ? [draft] : [])),
    quarantined: entries.flatMap(({ quarantined }) => (quarantined ? [`${quarantined.path} ${quarantined.rule}`] : [])),
    said: messages(entries.flatMap(({ diagnostics }) => diagnostics)),
  };
}

const tides = { command: 'tides' };

describe('where the map is', () => {
  test.each([
    ['Claude Code, Cursor, Copilot', { mcpServers: { tides } }, '.mcp.json#mcpServers.tides'],
    ['VS Code', { inputs: [{ id: 'key' }], servers: { tides } }, '.mcp.json#servers.tides'],
    ['Codex', { mcp_servers: { tides } }, '.mcp.json#mcp_servers.tides'],
    ['nobody', { tides }, '.mcp.json#tides'],
    ['nobody, with remarks', { $schema: 'x', _comment: 'y', tides }, '.mcp.json#tides'],
    ['nobody, called like a wrapper', { servers: tides }, '.mcp.json#servers'],
    ['two at once', { servers: { log: {} }, mcpServers: { tides } }, '.mcp.json#mcpServers.tides'],
  ])('as %s writes it', async (_, content, path) => {
    const { drafts, said } = await read(content);
    expect(drafts.map((draft) => draft.path)).toEqual([path]);
    expect(said).toBe('');
  });

  test('is below keys of the file', async () => {
    expect((await read({ mcpServers: { tides } })).part).toMatchObject({
      path: '.mcp.json#mcpServers',
      keys: ['mcpServers'],
    });
  });

  test('with names as in Object.prototype', async () => {
    const { drafts } = await read(
      '{ "mcpServers": { "__proto__": { "command": "a" }, "constructor": { "command": "b" } } }',
    );
    expect(drafts.map(({ wanted }) => wanted)).toEqual(['__proto__', 'constructor']);
  });
});

describe('what a server is', () => {
  test.each([
    ['a command', { command: 'npx', args: ['-y', 'tides-mcp'] }, 'stdio npx -y tides-mcp'],
    ['a command as a line', { command: 'npx -y tides-mcp' }, 'stdio npx -y tides-mcp'],
    ['arguments as a line', { command: 'npx', args: '-y tides-mcp' }, 'stdio npx -y tides-mcp'],
    ['a command as a list', { type: 'local', command: ['npx', '-y', 'tides-mcp'] }, 'stdio npx -y tides-mcp'],
    ['stdio', { type: 'stdio', command: 'tides' }, 'stdio tides'],
    ['stdio by transport', { transport: 'stdio', command: 'tides', cwd: '.' }, 'stdio tides'],
    [
      'a command and an address, local',
      { type: 'stdio', command: 'tides', url: 'https://tides.example.org' },
      'stdio tides',
    ],
    [
      'a command and an address, remote',
      { type: 'http', command: 'tides', url: 'https://tides.example.org' },
      'http tides.example.org',
    ],
    ['http', { type: 'http', url: 'https://tides.example.org/mcp' }, 'http tides.example.org'],
    [
      'streamable-http',
      { type: 'streamable-http', url: 'https://tides.example.org:8443' },
      'http tides.example.org:8443',
    ],
    ['streamable_http', { type: 'streamable_http', url: 'https://tides.example.org' }, 'http tides.example.org'],
    ['streamableHttp', { transportType: 'streamableHttp', url: 'https://tides.example.org' }, 'http tides.example.org'],
    ['remote', { type: 'remote', url: 'https://tides.example.org' }, 'http tides.example.org'],
    ['a word nobody knows', { type: 'pigeon', url: 'https://tides.example.org' }, 'http tides.example.org'],
    ['sse', { type: 'sse', url: 'https://tides.example.org' }, 'sse tides.example.org'],
    ['sse by transport', { transport: 'sse', url: 'https://tides.example.org' }, 'sse tides.example.org'],
    ['an address alone', { url: 'https://tides.example.org' }, 'http tides.example.org'],
    ['httpUrl', { httpUrl: 'https://tides.example.org' }, 'http tides.example.org'],
    ['serverUrl', { serverUrl: 'https://tides.example.org' }, 'http tides.example.org'],
    ['baseUrl', { baseUrl: 'https://tides.example.org' }, 'http tides.example.org'],
    ['a placeholder for the address', { url: '${TIDES_URL}' }, 'http at run time'],
    ['a placeholder for the host', { url: 'https://${HOST}/mcp' }, 'http at run time'],
    ['a placeholder for a part of the host', { url: 'https://${ZONE}.example.org/mcp' }, 'http at run time'],
    ['a placeholder in the path', { url: 'https://tides.example.org/${ZONE}' }, 'http tides.example.org'],
    ['a user in the address', { url: 'https://ada:hush@tides.example.org' }, 'http tides.example.org'],
  ])('%s', async (_, server, expected) => {
    const { drafts } = await read({ mcpServers: { it: server } });
    const facts = drafts[0]?.servers[0];
    expect(`${facts?.transport} ${facts?.command ?? facts?.host ?? 'at run time'}`).toBe(expected);
  });

  test.each(['gemini-extension.json', '.gemini/settings.json'])('a bare address in %s means SSE', async (path) => {
    const servers = {
      a: { url: 'https://a.example.org' },
      b: { httpUrl: 'https://b.example.org' },
      c: { url: 'https://c.example.org', type: 'http' },
    };
    const { drafts } = await read({ mcpServers: servers }, path);
    expect(drafts.map((draft) => draft.servers[0]?.transport)).toEqual(['sse', 'http', 'http']);
  });

  test('is told with the names of what it is given, and nothing more', async () => {
    const server = {
      url: 'https://ada:hush@tides.example.org/mcp?key=hush',
      headers: { Authorization: 'Bearer hush' },
      http_headers: { 'X-Key': 'hush' },
      env_http_headers: { 'X-Zone': 'TIDES_ZONE' },
      env: { TIDES_KEY: 'hush' },
      environment: ['LOG_KEY=hush'],
      env_vars: ['HOME'],
      bearer_token_env_var: 'TIDES_TOKEN',
      oauth: { clientId: 'desk', clientSecret: 'hush' },
    };
    const { drafts } = await read({ tides: server });
    expect(drafts[0]?.servers[0]?.variables).toEqual([
      'Authorization',
      'HOME',
      'LOG_KEY',
      'TIDES_KEY',
      'TIDES_TOKEN',
      'X-Key',
      'X-Zone',
    ]);
    expect(drafts[0]?.description).toBe('MCP server at tides.example.org over http.');
    const { canonical: _canonical, ...published } = drafts[0] ?? {};
    expect(JSON.stringify(published)).not.toContain('hush');
    expect(drafts[0]?.definition.text).toContain('"bearer_token_env_var": "TIDES_TOKEN"');
  });
});

describe('what is no server', () => {
  test.each([
    [
      'a list',
      [tides],
      ['.mcp.json manifest-invalid'],
      'error manifest-invalid source:.mcp.json:1:1 The MCP servers are not a map. | Correct the JSON at the place that is named.',
    ],
    [
      'servers in a list',
      { servers: [tides] },
      ['.mcp.json#servers manifest-invalid'],
      'error manifest-invalid source:.mcp.json:1:12 The MCP servers are not a map. | Correct the JSON at the place that is named.',
    ],
    [
      'something else',
      { name: 'tides', version: '1', tools: [] },
      ['.mcp.json manifest-invalid'],
      'error manifest-invalid source:.mcp.json:1:1 It is no map from names to MCP servers. | Correct the JSON at the place that is named.',
    ],
    [
      'a server without a name',
      tides,
      ['.mcp.json manifest-invalid'],
      'error manifest-invalid source:.mcp.json:1:1 It describes one server without a name; a map from names to servers is read. | Correct the JSON at the place that is named.',
    ],
    [
      'a server without anything',
      { tides, log: {} },
      ['.mcp.json#log manifest-invalid'],
      'error manifest-invalid source:.mcp.json:1:36 The server "log" has neither a command nor a url. | Correct the JSON at the place that is named.',
    ],
    [
      'a server that is a text',
      { tides, log: 'x' },
      ['.mcp.json#log manifest-invalid'],
      'error manifest-invalid source:.mcp.json:1:36 The server "log" has neither a command nor a url. | Correct the JSON at the place that is named.',
    ],
    [
      'an address left empty',
      { log: { type: 'http', url: '' } },
      ['.mcp.json#log mcp-server-unset'],
      'warning mcp-server-unset source:.mcp.json:1:8 The server "log" has an empty url. | Fill in "url", or take the server out until there is one.',
    ],
    [
      'a package elsewhere',
      { mcpServers: 'https://tides.example.org/tides.mcpb' },
      [],
      'info manifest-remote source:.mcp.json:1:15 The MCP servers are in a package at another address. | Nothing.',
    ],
    ['no server', { mcpServers: {} }, [], ''],
  ])('%s', async (_, content, quarantined, said) => {
    const found = await read(content);
    expect(found.quarantined).toEqual(quarantined);
    expect(found.said).toBe(said);
  });

  test('comments, which JSON does not have', async () => {
    const text = '{\n  // the tides\n  "servers": {}\n}';
    const { diagnostic } = await readJson(memoryTree({ '.vscode/mcp.json': text }), '.vscode/mcp.json');
    expect(messages(diagnostic ? [diagnostic] : [])).toMatch(
      /^error manifest-invalid source:\.vscode\/mcp\.json:2:3 It is not JSON: /,
    );
  });
});
