import { describe, expect, test } from 'vitest';
import { publicArguments, withoutSecrets } from '../../src/introspect/secrets.ts';

describe('arguments of a server', () => {
  test.each([
    ['-y tides-mcp', '-y tides-mcp'],
    ['--api-key hush', '--api-key …'],
    ['--api-key=hush', '--api-key=…'],
    ['--api_key=hush=more', '--api_key=…'],
    ['-e TIDES_TOKEN=hush', '-e TIDES_TOKEN=…'],
    ['-e TIDES_PORT=7', '-e TIDES_PORT=7'],
    ['--password hush --port 7', '--password … --port 7'],
    ['@harbour/oauth-server', '@harbour/oauth-server'],
    ['harbour/auth:1.2', 'harbour/auth:1.2'],
    ['https://ada:hush@tides.example.org/mcp?key=hush', 'https://tides.example.org/mcp'],
    ['--url=https://tides.example.org', '--url=https://tides.example.org'],
  ])('%s are shown as %s', (line, shown) => {
    expect(publicArguments(line.split(' ')).join(' ')).toBe(shown);
  });

  test('headers are shown without what they say', () => {
    expect(publicArguments(['--header', 'Authorization: Bearer hush', 'X-Api-Key: hush'])).toEqual([
      '--header',
      'Authorization:…',
      'X-Api-Key:…',
    ]);
  });

  test.each([undefined, 'text', { a: 1 }])('%j is no list', (args) => {
    expect(publicArguments(args)).toEqual([]);
  });
});

test('env and headers keep their names at any depth, wherever they stand', () => {
  const manifest = {
    name: 'desk',
    author: { name: 'Ada' },
    mcpServers: {
      tides: { command: 'npx', args: ['--token', 'hush'], env: { KEY: 'hush', __proto__: 'hush' } },
      weather: { url: 'https://ada:hush@weather.example.org/mcp?key=hush', headers: { Authorization: 'hush' } },
      deep: { options: [{ requestInit: { headers: { Cookie: 'hush' } } }] },
    },
    metadata: { requires: { env: ['TIDES_KEY'] } },
  };
  const shown = JSON.stringify(withoutSecrets(manifest), null, 1);
  expect(shown).not.toContain('hush');
  expect(withoutSecrets(manifest)).toMatchObject({
    name: 'desk',
    author: { name: 'Ada' },
    mcpServers: {
      tides: { command: 'npx', args: ['--token', '…'], env: { KEY: '…' } },
      weather: { url: 'https://weather.example.org/mcp', headers: { Authorization: '…' } },
      deep: { options: [{ requestInit: { headers: { Cookie: '…' } } }] },
    },
    metadata: { requires: { env: ['TIDES_KEY'] } },
  });
});

test.each([
  ['env as a list of pairs', { env: ['TIDES_KEY=hush', 'TIDES_ZONE'] }, { env: ['TIDES_KEY=…', 'TIDES_ZONE'] }],
  ['env as a list of objects', { env: [{ name: 'KEY', value: 'hush' }] }, { env: [{ name: 'KEY', value: '…' }] }],
  ['headers as a list', { headers: ['X-Key: hush'] }, { headers: ['X-Key:…'] }],
  ['env as a line', { env: 'TIDES_KEY=hush' }, { env: 'TIDES_KEY=…' }],
  [
    'the words of other harnesses',
    { environment: { A: 'hush' }, http_headers: { B: 'hush' } },
    { environment: { A: '…' }, http_headers: { B: '…' } },
  ],
  [
    'secrets that stand alone',
    { oauth: { clientId: 'desk', clientSecret: 'hush' }, apiKey: 'hush' },
    { oauth: { clientId: 'desk', clientSecret: '…' }, apiKey: '…' },
  ],
  [
    'words that only sound like it',
    { author: 'Ada', tokens: 3, bearer_token_env_var: 'TIDES' },
    { author: 'Ada', tokens: 3, bearer_token_env_var: 'TIDES' },
  ],
  ['a command as a list', { command: ['npx', '--token', 'hush'] }, { command: ['npx', '--token', '…'] }],
  ['placeholders', { serverUrl: 'https://${HOST}/Mcp/${ZONE}?key=hush' }, { serverUrl: 'https://${HOST}/Mcp/${ZONE}' }],
  ['an address that cannot be read', { url: 'https://ada:hush@two words/?key=hush' }, { url: 'https://two words/' }],
])('of %s', (_, manifest, shown) => {
  expect(withoutSecrets(manifest)).toEqual(shown);
});
