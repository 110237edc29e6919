import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { runPreview } from '../src/command-line/run-preview.ts';
import type { Input } from '../src/command-line/input.ts';
import { emitIndex } from '../src/emit/emit-index.ts';
import { scratchFolder, writeTree } from './helpers/catalog-folder.ts';
import { registerCatalog } from './helpers/register-catalog.ts';

test('says that a port is taken, and which one it is on instead', async () => {
  const folder = scratchFolder();
  const files = emitIndex(await registerCatalog(), 'https://yard.example.org/market');
  writeTree(folder, { 'api/v1/index.json': files.get('api/v1/index.json') ?? '', '404.html': 'Not here.' });
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;

  const said: string[] = [];
  const input = { flags: { out: folder, port: String(port) }, print: (text: string) => said.push(text) };
  const ended = runPreview(input as unknown as Input);
  await expect.poll(() => said.length).toBe(2);
  const [, taken, on] = /^Port (\d+) is taken by another program; this is on (\d+)\.$/.exec(said[0] ?? '') ?? [];
  expect(taken).toBe(String(port));
  expect(Number(on)).toBeGreaterThan(port);
  expect(said[1]).toBe(`The marketplace is at http://127.0.0.1:${on}/market/ (Ctrl-C ends it).`);
  process.emit('SIGTERM');
  expect(await ended).toBe(0);
});
