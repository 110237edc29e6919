import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../src/build.ts';
import { Shard } from '../../src/domain/index-v1.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { serveFolder, type StaticServer } from '../helpers/static-server.ts';

const run = promisify(execFile);
/** Where the site says it is; the same files are served from this machine. */
const base = 'https://skills.example.org/market/';

let work: string;
let server: StaticServer;
let browser: Browser;
let guide: Page;

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'skillyard-guide-'));
  const outDir = join(work, 'out');
  const catalogDir = resolve(import.meta.dirname, '../../catalog');
  await build({
    catalogDir,
    outDir,
    cacheDir: join(work, 'cache'),
    baseUrl: base,
    frozen: true,
    onStep: () => undefined,
  });
  [server, browser] = await Promise.all([serveFolder(outDir, '/market/'), launchBrowser()]);
  guide = await browser.newPage();
  await guide.goto(`${server.url}api/guide/`);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await server.close();
  await rm(work, { recursive: true, force: true });
});

/** A script of the guide, pointed at this machine. */
async function script(id: string): Promise<string> {
  const text = (await guide.locator(`#script-${id}`).textContent()) ?? '';
  expect(text).toContain(base);
  return text.replaceAll(base, server.url);
}

async function runNode(id: string, change: (text: string) => string = (text) => text): Promise<string> {
  const file = join(work, `${id}.mjs`);
  await writeFile(file, change(await script(id)));
  return (await run(process.execPath, [file])).stdout.trim();
}

describe('the guide to the index', { tags: ['slow'] }, () => {
  test('names no address that does not answer', async () => {
    const links = await guide
      .locator('main a')
      .evaluateAll((all) => all.map((a) => (a as unknown as { href: string }).href));
    // The scripts have tests of their own.
    const commands = (await guide.locator('main pre:not(.command pre)').allTextContents()).join('\n');
    const typed = (commands.match(/https:\/\/skills\.example\.org\/market[^\s"]*/g) ?? []).map((url) =>
      url.replace(base.slice(0, -1), server.url.slice(0, -1)),
    );
    expect(typed.length).toBeGreaterThan(4);
    const addresses = [...new Set([...links, ...typed].map((url) => url.split('#', 1)[0] ?? ''))];
    expect(addresses.length).toBeGreaterThan(30);
    const lost: string[] = [];
    for (const url of addresses) {
      expect(`${url}/`.startsWith(server.url), url).toBe(true);
      // What clients complete by themselves: the place of a discovery index, and of a repository.
      const tries = [url, `${url}/.well-known/agent-skills/index.json`, `${url}/info/refs`];
      const answers = await Promise.all(tries.map(async (one) => (await fetch(one)).ok));
      if (!answers.some(Boolean)) lost.push(url);
    }
    expect(lost).toEqual([]);
  });

  test('quotes what really stands in the files', async () => {
    const figures = guide.locator('figure:has(> pre)');
    for (const figure of await figures.all()) {
      const path = (await figure.locator('figcaption a').getAttribute('href')) ?? '';
      const file: unknown = await (await fetch(new URL(path, server.url))).json();
      const quoted = JSON.parse((await figure.locator('pre').textContent()) ?? '') as { id?: string };
      const isShard = path.includes('/shards/');
      const whole = isShard ? Shard.parse(file).entries.find(({ id }) => id === quoted.id) : file;
      const cut = Object.fromEntries(Object.entries(quoted).filter(([, value]) => !Array.isArray(value)));
      expect(whole).toMatchObject(cut);
    }
    expect(await figures.count()).toBe(4);
  });

  test('resolves a name and verifies the way to its record', async () => {
    const said = await runNode('resolve');
    const id = said.split(' ', 1)[0];
    const record = (await (await fetch(`${server.url}api/v1/entries/${id?.replace(':', '/')}.json`)).json()) as Record<
      string,
      unknown
    >;
    expect(said).toBe(`${String(record['id'])} ${String(record['revision'])} ${String(record['digest'])}`);
    // Another root is refused.
    const forged = (text: string): string => text.replace('shards.merkleRoot)', "'0'.repeat(64))");
    await expect(runNode('resolve', forged)).rejects.toThrow('This shard is not the one that the root speaks of.');
  });

  test('computes the digest of the files as the index has it', async () => {
    expect(await runNode('digest')).toBe('the same content');
    const other = (text: string): string => text.replace('update(content)', "update('x')");
    expect(await runNode('digest', other)).toBe('another content');
  });

  test.skipIf(process.platform !== 'linux')('finds the shard in a shell', async () => {
    const { stdout } = await run('bash', ['-euc', await script('shell')]);
    const name = /name='([^']+)'/.exec(await script('shell'))?.[1];
    expect(Shard.parse(JSON.parse(stdout)).entries.map((entry) => entry.name)).toContain(name);
  });
});

describe('the sitemap', { tags: ['slow'] }, () => {
  test('names pages that are there, with the address that each says is its own', async () => {
    const text = await readFile(join(work, 'out/sitemap.xml'), 'utf8');
    const urls = [...text.matchAll(/<loc>(.*?)<\/loc>/g)].map((match) => match[1] ?? '');
    expect(urls).toContain(`${base}statistics/`);
    expect(urls).toContain(`${base}api/guide/`);
    expect(urls.filter((url) => url.includes('404'))).toEqual([]);
    for (const url of urls.filter((_, n) => n % 5 === 0)) {
      const html = await (await fetch(url.replace(base, server.url))).text();
      expect(html).toContain(`<link rel="canonical" href="${url}">`);
    }
  });
});
