import { describe, expect, test } from 'vitest';
import { checkMcp } from '../../../../src/introspect/plugins/agent-plugins/check-mcp.ts';
import { openView } from '../../../../src/introspect/tree-view.ts';
import { memoryTree } from '../../../helpers/memory-tree.ts';
import { message } from '../../../helpers/message.ts';
import { jsonFile, MCP_SCHEMA, pluginFiles } from './specification.ts';

async function check(content: unknown, manifestVersion: string | undefined = '1.0.0') {
  const view = await openView(memoryTree(pluginFiles));
  const { servers, quarantined, diagnostics } = checkMcp(
    view,
    'desk',
    await jsonFile('desk/mcp.json', content),
    manifestVersion,
  );
  return {
    servers: servers && Object.keys(servers.value as object),
    part: servers,
    quarantined,
    said: diagnostics.map((item) => message(item).replace(/ \| .*/, '')),
  };
}

const configuration = (mcpServers: unknown): object => ({ $schema: MCP_SCHEMA, mcpServers });

describe('configurations that are valid', () => {
  test.each([
    ['4.1: paths inside', { desk: { type: 'stdio', command: './bin/server', cwd: './data' } }],
    [
      '7.2.1: one server of each transport',
      {
        checker: {
          type: 'stdio',
          command: './bin/server',
          args: ['--cache', '${PLUGIN_DATA}/cache'],
          env: { SETTINGS: '${PLUGIN_ROOT}/settings.json' },
          cwd: '${PLUGIN_ROOT}',
        },
        tides: { type: 'streamable-http', url: 'https://tides.example.org/mcp', headers: { 'X-Harbour': 'north' } },
        bells: { type: 'sse', url: 'https://bells.example.org/sse' },
      },
    ],
    ['7.2.1: no server', {}],
    [
      '9.2: placeholders in args, env and cwd',
      {
        log: {
          type: 'stdio',
          command: 'npx',
          args: ['--settings', '${PLUGIN_ROOT}/log.json'],
          cwd: '${PLUGIN_ROOT}',
          env: { FOLDER: '${PLUGIN_DATA}/log' },
        },
      },
    ],
    ['7.2.1: names as in Object.prototype', { constructor: { type: 'stdio', command: 'tides' } }],
  ])('section %s', async (_, servers) => {
    const { part, said, quarantined } = await check(configuration(servers));
    expect(said).toEqual([]);
    expect(quarantined).toEqual([]);
    expect(part).toMatchObject({ path: 'desk/mcp.json#mcpServers', keys: ['mcpServers'], value: servers });
  });

  test('section 10.1: without a version in the manifest nothing can differ', async () => {
    const json = await jsonFile('mcp.json', configuration({}));
    expect(checkMcp(await openView(memoryTree({})), '', json, undefined).diagnostics).toEqual([]);
  });
});

describe('what refuses all servers', () => {
  const mcpServers = { desk: { type: 'stdio', command: 'tides' } };
  test.each([
    ['7.2.1: a list', [mcpServers], ['1:1 The MCP configuration is not an object.']],
    ['7.2.1: no $schema', { mcpServers }, ['1:1 The required field "$schema" is missing.']],
    ['7.2.1: no mcpServers', { $schema: MCP_SCHEMA }, ['1:1 The required field "mcpServers" is missing.']],
    ['7.2.1: servers in a list', configuration([{}]), ['3:16 "mcpServers" is not an object.']],
    ['7.2.1: servers that are null', configuration(null), ['3:16 "mcpServers" is not an object.']],
    [
      '7.2.1: another field at the top',
      { ...configuration(mcpServers), inputs: [], description: 'x' },
      [
        '9:12 "inputs" is no field of the MCP configuration.',
        '10:17 "description" is no field of the MCP configuration.',
      ],
    ],
    [
      '7.2.1: the bare map',
      mcpServers,
      [
        '1:1 The required field "$schema" is missing.',
        '1:1 The required field "mcpServers" is missing.',
        '2:10 "desk" is no field of the MCP configuration.',
      ],
    ],
    [
      '7.2.1: the schema of the other document',
      { $schema: MCP_SCHEMA.replace('mcp.', 'plugin.'), mcpServers },
      ['2:13 "$schema" is not the identifier of an Agent Plugins MCP configuration.'],
    ],
    [
      '7.2.2, 10.1: another version than the manifest',
      { $schema: MCP_SCHEMA.replace('1.0.0', '1.1.0'), mcpServers },
      ['2:13 It is written for Agent Plugins 1.1.0, plugin.json for 1.0.0.'],
    ],
  ])('section %s', async (_, content, said) => {
    const result = await check(content);
    expect(result.servers).toBeUndefined();
    expect(result.said).toEqual(
      said.map((text) => `error agent-plugin-component-invalid source:desk/mcp.json:${text}`),
    );
  });

  test('section 7.2.2: a version that is not known, in both files', async () => {
    const content = { $schema: MCP_SCHEMA.replace('1.0.0', '3.0.0'), mcpServers };
    const { servers, said } = await check(content, '3.0.0');
    expect(servers).toBeUndefined();
    expect(said).toEqual([
      'error agent-plugin-component-invalid source:desk/mcp.json:2:13 It is written for Agent Plugins 3.0.0; known here is 1.0.0.',
    ]);
  });
});

const stdio = { type: 'stdio', command: 'tides' };
const http = { type: 'streamable-http', url: 'https://tides.example.org/mcp' };

describe('what refuses one server', () => {
  test.each([
    ['7.2.1: a text', './server', ['4:10 The server "bad": It is not an object.']],
    ['7.2.1: no type', { command: 'tides' }, ['4:10 The server "bad": The required field "type" is missing.']],
    [
      '7.2.1: another type',
      { ...http, type: 'http' },
      ['5:12 The server "bad": "type" is none of stdio, streamable-http and sse.'],
    ],
    [
      '7.2.1: a type in capitals',
      { ...stdio, type: 'STDIO' },
      ['5:12 The server "bad": "type" is none of stdio, streamable-http and sse.'],
    ],
    ['7.2.1: no command', { type: 'stdio' }, ['4:10 The server "bad": The required field "command" is missing.']],
    ['7.2.1: no url', { type: 'sse' }, ['4:10 The server "bad": The required field "url" is missing.']],
    [
      '7.2.1: a field that is not known',
      { ...stdio, timeout: 3 },
      ['7:15 The server "bad": "timeout" is no field of a server of type stdio.'],
    ],
    [
      '7.2.1: a field of the other variant',
      { ...stdio, url: http.url },
      ['7:11 The server "bad": "url" is no field of a server of type stdio.'],
    ],
    [
      '7.2.1: a command for a remote server',
      { ...http, command: 'tides' },
      ['7:15 The server "bad": "command" is no field of a server of type streamable-http.'],
    ],
    [
      '7.2.1: headers for a local one',
      { ...stdio, headers: {} },
      ['7:15 The server "bad": "headers" is no field of a server of type stdio.'],
    ],
    ['7.2.1: args as a text', { ...stdio, args: '--port 3' }, ['7:12 The server "bad": "args" is not a list.']],
    [
      '7.2.1: args that are no texts',
      { ...stdio, args: ['--port', 3] },
      ['9:5 The server "bad": "args.1" is not a text.'],
    ],
    ['7.2.1: env as a list', { ...stdio, env: ['A=1'] }, ['7:11 The server "bad": "env" is not an object.']],
    ['7.2.1: env with a number', { ...stdio, env: { PORT: 3 } }, ['8:13 The server "bad": "env.PORT" is not a text.']],
    [
      '9.2: PLUGIN_ROOT in env',
      { ...stdio, env: { PLUGIN_ROOT: '/' } },
      ['8:20 The server "bad": "env" sets PLUGIN_ROOT, which only the client may set.'],
    ],
    [
      '9.2: PLUGIN_DATA in env',
      { ...stdio, env: { PLUGIN_DATA: '/' } },
      ['8:20 The server "bad": "env" sets PLUGIN_DATA, which only the client may set.'],
    ],
    ['7.2.1: an empty command', { ...stdio, command: '' }, ['6:15 The server "bad": "command" is empty.']],
    [
      '4.1: a command above and a folder without ./',
      { type: 'stdio', command: '../bin/server', cwd: 'data' },
      [
        '6:15 The server "bad": "command" is neither a bare name nor a path that begins with "./".',
        '7:11 The server "bad": "cwd" begins with none of "./", "${PLUGIN_ROOT}" and "${PLUGIN_DATA}".',
      ],
    ],
    [
      '7.2.1: headers with a number',
      { ...http, headers: { 'X-A': 1 } },
      ['8:12 The server "bad": "headers.X-A" is not a text.'],
    ],
    [
      '7.2.1: one header in two cases',
      { ...http, headers: { 'X-A': '1', 'x-a': '2' } },
      ['9:12 The server "bad": The header "x-a" is there twice in different case.'],
    ],
  ])('section %s', async (_, bad, said) => {
    const { servers, said: all, quarantined } = await check(configuration({ bad, good: stdio }));
    expect(servers).toEqual(['good']);
    expect(all).toEqual(said.map((text) => `error mcp-server-invalid source:desk/mcp.json:${text}`));
    expect(quarantined).toMatchObject([
      { kind: 'mcp_server', path: 'desk/mcp.json#mcpServers.bad', rule: 'mcp-server-invalid' },
    ]);
  });

  test('section 9.2: names are told apart by case', async () => {
    expect(
      (await check(configuration({ a: { ...stdio, env: { plugin_root: 'x', PLUGIN_ROOT_2: 'y' } } }))).said,
    ).toEqual([]);
  });
});

describe('a path to nothing', () => {
  test('what is not there is said, and loaded all the same', async () => {
    const { servers, said } = await check(configuration({ it: { type: 'stdio', command: './soon', cwd: './later' } }));
    expect(servers).toEqual(['it']);
    expect(said).toMatchInlineSnapshot(`
      [
        "warning manifest-path-missing source:desk/mcp.json:6:15 The server "it": "command" names a file that is not in the plugin.",
        "warning manifest-path-missing source:desk/mcp.json:7:11 The server "it": "cwd" names a folder that is not in the plugin.",
      ]
    `);
  });
});
