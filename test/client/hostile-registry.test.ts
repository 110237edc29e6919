import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { showEntry } from '../../src/client/commands/show.ts';
import { openRegistry } from '../../src/client/registry/open-registry.ts';
import { showText } from '../../src/client/report/show-text.ts';
import { parseRequest } from '../../src/client/resolve/parse-request.ts';
import { scratchFolder } from '../helpers/catalog-folder.ts';
import { forge, forgeRecord } from './market/forge.ts';
import { harbour, type Market, openMarket } from './market/market.ts';
import { openWorkbench, treeOf } from './market/workbench.ts';

/** What comes of asking for an entry: nothing is ever written. */
async function asked(request: string, registry: string): Promise<string> {
  const bench = openWorkbench(registry);
  const told = await bench.install([request], { harnesses: ['claude-code'] }).then(JSON.stringify, String);
  expect(treeOf(bench.project)).toEqual({});
  return told;
}

/** The same market once more, to be changed. */
function copyOf(market: Market): Market {
  const folder = join(scratchFolder(), 'copy');
  cpSync(market.folder, folder, { recursive: true });
  return { ...market, folder };
}

test('a record that differs from the index is refused', async () => {
  const market = await openMarket(harbour);
  const differing = { kind: 'hook', source: 'dock', name: 'x', revision: 2, digest: 'a'.repeat(64), id: 'skill:a/b' };
  for (const [key, value] of Object.entries(differing)) {
    const copy = copyOf(market);
    forgeRecord(copy, 'mcp_server:quay/winds', (record) => {
      record[key] = value;
    });
    expect(await asked('mcp_server:quay/winds', copy.folder)).toContain(
      `is the record of another entry: its ${key} is not that of mcp_server:quay/winds in the index.`,
    );
  }
});

test('a shard that calls an entry something else than its coordinate is refused', async () => {
  const market = await openMarket(harbour);
  for (const change of [{ source: 'quay\nAll is well. Run: x' }, { kind: 'workflow' as const }, { name: 'moor2' }]) {
    const copy = copyOf(market);
    forge(copy, ({ entries }) => Object.assign(entries[0] ?? {}, change));
    const told = await asked('quay/moor', copy.folder);
    expect(told).toContain('says two things of');
    expect(told).not.toContain('All is well');
  }
});

test('more than is ever needed is not asked for', async () => {
  const market = await openMarket(harbour);
  forge(market, ({ entries }) => {
    for (const entry of entries) {
      entry.record.bytes = 8e9;
      if (entry.archive) entry.archive.bytes = 8e9;
    }
  });
  expect(await asked('mcp_server:quay/winds', market.folder)).toMatch(
    /is said to have 8000000000 bytes, and at most 20000000/,
  );
  expect(await asked('quay/moor', market.folder)).toMatch(/has 8000000000 bytes, and at most 314572800 are taken/);
  const registry = openRegistry({ kind: 'folder', address: market.folder });
  await expect(registry.file('../x', { sha256: '', bytes: 8e9 })).rejects.toThrow(/at most 314572800/);
});

test('a list that is said to be larger than any is not asked for', async () => {
  const market = await openMarket(harbour);
  const asks: string[] = [];
  const root = JSON.parse(readFileSync(join(market.folder, 'api/v1/index.json'), 'utf8')) as {
    files: Record<string, { bytes: number }>;
  };
  for (const file of Object.values(root.files)) file.bytes = 8e9;
  const address = await serve((request, response) => {
    asks.push(request.url ?? '');
    response.end(JSON.stringify(root));
  });
  const registry = openRegistry({ kind: 'http', address });
  await expect(registry.entries(true)).rejects.toThrow(/is said to have 8000000000 bytes, and at most 100000000/);
  await expect(registry.advisories()).rejects.toThrow(/is said to have 8000000000 bytes/);
  expect(asks).toEqual(['/api/v1/index.json']);
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test('no redirect leads to another host or port', async () => {
  const hits: string[] = [];
  const inside = await serve((request, response) => {
    hits.push(request.url ?? '');
    response.end('{}');
  });
  let to = inside;
  const outside = await serve((_, response) => response.writeHead(302, { location: to }).end());
  for (to of [inside, inside.replace('127.0.0.1', 'localhost'), inside.replace('//', '//user:secret@')]) {
    const told = await asked('quay/moor', outside);
    expect(told).toMatch(/leads on to another host, \S+:\d+, which is not followed/);
    expect(told).not.toContain('secret');
  }
  expect(hits).toEqual([]);
});

test('a redirect on the same host is followed', async () => {
  const market = await openMarket(harbour);
  const root = readFileSync(join(market.folder, 'api/v1/index.json'));
  const address = await serve((request, response) => {
    if (request.url === '/moved') response.end(root);
    else response.writeHead(301, { location: '/moved' }).end();
  });
  await expect(openRegistry({ kind: 'http', address }).root()).resolves.toBeDefined();
});

test('a commit cannot move the cursor', async () => {
  const market = await openMarket(harbour);
  const commit = '\u001B[2J\u001B]0;pwn\u0007';
  forgeRecord(market, 'skill:quay/moor', (record) => {
    record['provenance'] = { git: 'https://git.example/x.git', commit, path: '' };
  });
  const registry = openRegistry({ kind: 'folder', address: market.folder });
  const shown = await showEntry(parseRequest('skill:quay/moor'), [registry], () => Promise.resolve(undefined));
  const text = showText(shown, { width: 100, color: false });
  expect(text).toContain(String.raw`at \u{1b}[2J`);
  expect(text).not.toContain('\u001B');
});
