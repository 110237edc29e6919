import { expect, test } from 'vitest';
import { serverFacts } from '../../../src/introspect/plugins/server-facts.ts';

test.each<[Record<string, unknown>, object]>([
  [{ command: 'srv -H "X-Key: hush hush"' }, { command: 'srv -H "X-Key:…"' }],
  [{ command: 'srv (x86)/a  -b && sh evil.sh | x>y' }, { command: 'srv (x86)/a -b && sh evil.sh | x>y' }],
  [{ command: 'srv', args: '--token hush' }, { command: 'srv --token …' }],
  [{ command: 'srv --token', args: ['hush'] }, { command: 'srv --token …' }],
  [
    { command: 'srv', args: ['postgresql://ada:hush@db.example.org/x'] },
    { command: 'srv postgresql://db.example.org/x' },
  ],
  [{ command: 'srv', args: [{ toString: 1, valueOf: 1 }] }, { command: 'srv …' }],
  [{ url: `https://${'A'.repeat(16384)}!` }, { transport: 'http', host: undefined }],
  [{ command: 'x', Env: { KEY: 'hush' }, HEADERS: { Cookie: 'hush' } }, { variables: ['Cookie', 'KEY'] }],
])('%#', (config, expected) => {
  expect({ host: undefined, ...serverFacts(config, false) }).toMatchObject(expected);
});
