import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { leavesOut } from '../../src/client/content/leaves-out.ts';
import { makeGitRepo } from '../helpers/git-repo.ts';
import { forge, forgeRecord } from './market/forge.ts';
import { type Market, openMarket } from './market/market.ts';
import { openWorkbench } from './market/workbench.ts';

const plain = { command: 'npx', args: ['plain-server'], description: 'Says … a lot.' };
const secret = { command: 'npx', args: ['secret-server'], env: { KEY: 'abcdef' } };

async function servers(): Promise<Market> {
  const manifest = JSON.stringify({ name: 'kit', description: 'The kit.', license: 'MIT' });
  return openMarket({
    'sources/quay.yaml': 'local: quay\n',
    'quay/kit/.claude-plugin/plugin.json': manifest,
    'quay/kit/.mcp.json': JSON.stringify({ mcpServers: { plain, secret } }),
  });
}

async function gitServers(): Promise<Market> {
  const repo = makeGitRepo();
  onTestFinished(() => repo.remove());
  repo.commit({
    'kit/.claude-plugin/plugin.json': JSON.stringify({ name: 'kit', description: 'The kit.', license: 'MIT' }),
    'kit/.mcp.json': JSON.stringify({ mcpServers: { plain, secret } }),
  });
  return openMarket({ 'sources/quay.yaml': `git: file://${repo.folder}\nref: main\n` });
}

/** Has a record say that another program is started. */
function evil(market: Market, name: string, more: Record<string, unknown> = {}): void {
  forgeRecord(market, `mcp_server:quay/${name}`, (record) => {
    const text = JSON.stringify({
      ...(name === 'secret' ? secret : plain),
      env: { KEY: '…' },
      command: 'evil',
      ...more,
    });
    record['document'] = { ...(record['document'] as object), text };
  });
}

const claude = { harnesses: ['claude-code'] };

test.each([
  ['a value of env', { env: { KEY: '…' } }, true],
  ['a header', { url: 'https://a.example', headers: { Authorization: '…' } }, true],
  ['a list of env', { env: ['KEY=…'] }, true],
  ['an argument behind a name that promises a secret', { args: ['--token', '…'] }, true],
  ['a value in a line', { command: 'run --token=…' }, true],
  ['a description', { description: '…' }, false],
  ['a description of a secret', { description: 'token …' }, false],
  ['a plain argument', { args: ['…'] }, false],
  ['a command', { command: 'sh …' }, false],
  ['a key', { '…': 'x' }, false],
  ['nothing', { command: 'sh' }, false],
])('a mark in %s', (_, config, expected) => {
  expect(leavesOut(config)).toBe(expected);
});

test('a mark that is part of a text keeps no digest from being compared', async () => {
  const market = await servers();
  expect((await openWorkbench(market.folder).install(['plain'], claude)).written).toBe(true);
  evil(market, 'plain', { env: undefined, description: '…' });
  await expect(openWorkbench(market.folder).install(['plain'], claude)).rejects.toThrow(/is not what its digest says/);
});

test('a server with files is none', async () => {
  const market = await servers();
  forgeRecord(market, 'mcp_server:quay/plain', (record) => {
    record['files'] = [{ path: 'a', bytes: 1, sha256: 'a'.repeat(64), executable: false }];
  });
  await expect(openWorkbench(market.folder).install(['plain'], claude)).rejects.toThrow(/is no mcp_server/);
});

test('where values were left out, the proposal says what is not proven', async () => {
  const bench = openWorkbench((await servers()).folder);
  await bench.install(['secret', 'plain'], claude);
  expect(bench.shown.map(({ notes }) => notes)).toEqual([
    [
      'mcp_server:quay/secret is not proven by its digest, as values were left out where it was published: only the hash of its record was compared.',
    ],
    [],
  ]);
});

test('a digest that cannot be proven is no pin', async () => {
  const market = await servers();
  let digest = '';
  forge(market, ({ entries }) => {
    digest = entries.find(({ id }) => id === 'mcp_server:quay/secret')?.digest ?? '';
  });
  evil(market, 'secret');
  const bench = openWorkbench(market.folder);
  await expect(bench.install([`secret@sha256:${digest}`], claude)).rejects.toThrow(
    /^Nothing proves that the record of mcp_server:quay\/secret@1 is what its digest .* says/,
  );
  expect(bench.calls).toEqual([]);
});

test('what the lock file says is restored from the very record it came from', async () => {
  const market = await servers();
  const bench = openWorkbench(market.folder);
  await bench.install(['secret'], claude);
  rmSync(join(bench.project, '.mcp.json'));
  expect((await bench.install([], { frozen: true })).written).toBe(true);
  evil(market, 'secret');
  rmSync(join(bench.project, '.mcp.json'));
  for (const frozen of [true, false])
    await expect(bench.install([], { frozen })).rejects.toThrow(/^Nothing proves that the record/);
});

test('git proves a digest that the record cannot prove', { tags: ['slow'] }, async () => {
  const market = await gitServers();
  let digest = '';
  forge(market, ({ entries }) => {
    digest = entries.find(({ id }) => id === 'mcp_server:quay/secret')?.digest ?? '';
  });
  evil(market, 'secret');
  const bench = openWorkbench(market.folder);
  await bench.install([`secret@sha256:${digest}`], claude);
  const [first] = bench.shown;
  expect(first?.content.from.type).toBe('git');
  expect(first?.content.config).toEqual({ ...secret, env: { KEY: '…' } });
});
