import { describe, expect, test } from 'vitest';
import { checkServer } from '../../../../src/introspect/plugins/agent-plugins/check-server.ts';
import { openView } from '../../../../src/introspect/tree-view.ts';
import { memoryTree, script } from '../../../helpers/memory-tree.ts';
import { pluginFiles } from './specification.ts';

/** Why a server is refused; undefined where it is loaded. */
async function refusal(server: object, files = pluginFiles, root = 'desk'): Promise<string | undefined> {
  const problems = checkServer(await openView(memoryTree(files)), root, server);
  return problems.find(({ fatal }) => fatal)?.message;
}

const stdio = { type: 'stdio', command: 'tides' };
const http = { type: 'streamable-http', url: 'https://tides.example.org/mcp' };

describe('commands, sections 4.1 and 7.2.1', () => {
  test.each([
    'npx',
    'python3.12',
    'my-server',
    './bin/server',
    './bin/../bin/server',
    './/bin/server',
    './bin/my server',
    './inside',
    './there-and-back',
    './inside-folder/tides.csv',
    './not-built-yet',
    './not/there/../yet',
    '${PLUGIN_ROOT}',
  ])('%s is one token inside the plugin', async (command) => {
    expect(await refusal({ ...stdio, command })).toBeUndefined();
  });

  const outside = '"command" leads out of the plugin.';
  const neither = '"command" is neither a bare name nor a path that begins with "./".';
  const line = '"command" is a line for a shell; arguments belong in "args".';
  test.each([
    ['../bin/server', neither],
    ['bin/server', neither],
    ['/usr/bin/env', neither],
    ['.', neither],
    ['..', neither],
    ['.\\bin\\server', neither],
    ['C:\\server.exe', neither],
    ['${PLUGIN_ROOT}/bin/server', neither],
    ['npx -y tides', line],
    ['npx\ttides', line],
    [' ', line],
    ['./bin/server --port 3', line],
    ['./../tool', outside],
    ['./../desk/bin/server', outside],
    ['./bin/../../tool', outside],
    ['./../../tool', outside],
    ['./..\\tool', outside],
    ['./outside', outside],
    ['./outside-folder/tool', outside],
    ['./outside-folder/not-there', outside],
    ['./out-of-the-repository', outside],
    ['./absolute', outside],
    ['./broken', outside],
    ['./loop', outside],
    ['./not/there/../../../yet', outside],
    [`./${'a/'.repeat(64)}b`, outside],
  ])('%j is not', async (command, reason) => {
    expect(await refusal({ ...stdio, command })).toBe(reason);
  });
});

describe('working folders, sections 4.1 and 7.2.1', () => {
  test.each([
    './',
    './data',
    './data/',
    './inside-folder',
    './not-there',
    '${PLUGIN_ROOT}',
    '${PLUGIN_ROOT}/',
    '${PLUGIN_ROOT}/data',
    '${PLUGIN_DATA}',
    '${PLUGIN_DATA}/cache/../log',
    './${OTHER}',
  ])('%s has a form that is known', async (cwd) => {
    expect(await refusal({ ...stdio, cwd })).toBeUndefined();
  });

  const form = '"cwd" begins with none of "./", "${PLUGIN_ROOT}" and "${PLUGIN_DATA}".';
  const outside = '"cwd" leads out of the plugin.';
  const beyond = '"cwd" leads out of the data folder of the plugin.';
  test.each([
    ['', form],
    ['.', form],
    ['data', form],
    ['/', form],
    ['~/desk', form],
    ['../data', form],
    ['$PLUGIN_ROOT', form],
    ['${plugin_root}', form],
    ['${PLUGIN_ROOT}data', form],
    ['${PLUGIN_ROOT_2}/data', form],
    ['${OTHER}/data', form],
    [' ./data', form],
    ['./..', outside],
    ['./../desk', outside],
    ['./outside-folder', outside],
    ['${PLUGIN_ROOT}/..', outside],
    ['${PLUGIN_ROOT}/data/../..', outside],
    ['${PLUGIN_ROOT}/outside-folder', outside],
    ['${PLUGIN_DATA}/..', beyond],
    ['${PLUGIN_DATA}/a/../../b', beyond],
    ['${PLUGIN_DATA}/..\\b', beyond],
  ])('%j has not', async (cwd, reason) => {
    expect(await refusal({ ...stdio, cwd })).toBe(reason);
  });
});

describe('addresses, section 7.2.1', () => {
  test.each([
    'https://tides.example.org/mcp',
    'HTTPS://tides.example.org',
    'https://tides.example.org:8443/mcp?zone=north',
    'https://10.0.0.7/mcp',
    'https://[2001:db8::1]/mcp',
    'http://localhost:3000/mcp',
    'http://127.0.0.1/mcp',
    'http://127.8.9.10/',
    'http://[::1]:3000/',
  ])('%s can be reached', async (url) => {
    expect(await refusal({ ...http, url })).toBeUndefined();
  });

  const absolute = '"url" is not an absolute HTTP or HTTPS address.';
  const plain = '"url" uses HTTP for another machine than this one.';
  test.each([
    ['', '"url" is empty.'],
    ['/mcp', absolute],
    ['tides.example.org/mcp', absolute],
    ['//tides.example.org/mcp', absolute],
    ['https:tides.example.org', absolute],
    ['https://', absolute],
    ['https:\\\\tides.example.org', absolute],
    [' https://tides.example.org', absolute],
    ['ws://tides.example.org', absolute],
    ['file:///mcp', absolute],
    ['${TIDES_URL}', absolute],
    ['https://${HOST}/mcp', '"url" has no host that can be looked up.'],
    ['https://ada@tides.example.org', '"url" holds a user name or password.'],
    ['https://ada:hush@tides.example.org', '"url" holds a user name or password.'],
    ['https://@tides.example.org', '"url" holds a user name or password.'],
    ['https://tides.example.org/#now', '"url" has a fragment.'],
    ['https://tides.example.org/#', '"url" has a fragment.'],
    ['http://tides.example.org/mcp', plain],
    ['http://localhost.example.org/', plain],
    ['http://sub.localhost/', plain],
    ['http://10.0.0.7/', plain],
    ['http://128.0.0.1/', plain],
    ['http://127.example.org/', plain],
    ['http://0.0.0.0/', plain],
  ])('%j cannot', async (url, reason) => {
    expect(await refusal({ ...http, url })).toBe(reason);
    expect(await refusal({ type: 'sse', url })).toBe(reason);
  });
});

describe('headers, section 7.2.1', () => {
  test.each([
    ['X-Harbour', 'north'],
    ['x_harbour.2', 'a b\tc'],
    ['Accept', ''],
    ['X-Name', 'Ærø'],
    ['X-Literal', '${NOT_EXPANDED}'],
  ])('%s: %j can be sent', async (name, value) => {
    expect(await refusal({ ...http, headers: { [name]: value } })).toBeUndefined();
  });

  test.each([
    ['', 'x', 'name'],
    ['X Harbour', 'x', 'name'],
    ['X:Harbour', 'x', 'name'],
    ['Ærø', 'x', 'name'],
    ['X-A\r\nX-B', 'x', 'name'],
    ['X-A', 'x\r\nX-B: y', 'value'],
    ['X-A', 'x\n', 'value'],
    ['X-A', '\u0000', 'value'],
    ['X-A', '\u007f', 'value'],
    ['X-A', ' x', 'value'],
    ['X-A', 'x\t', 'value'],
  ])('%j: %j cannot', async (name, value, part) => {
    expect(await refusal({ ...http, headers: { [name]: value } })).toBe(
      `The header ${JSON.stringify(name).replace(/\\r\\n/, '\r\n')} has a ${part} that HTTP does not allow.`,
    );
  });
});

test.each([
  ['./bin/server', undefined],
  ['./../bin/server', '"command" leads out of the plugin.'],
])('sections 4.1: %s in a plugin that is a whole repository', async (command, reason) => {
  expect(await refusal({ ...stdio, command }, { 'bin/server': script('#!/bin/sh\n') }, '')).toBe(reason);
});
