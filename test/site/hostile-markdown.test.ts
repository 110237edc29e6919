import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../src/build.ts';
import { hasKnownType, isActiveFile, isLikeAPage } from '../../src/domain/active-file.ts';
import { sync } from '../../src/sync.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { writeTree } from '../helpers/catalog-folder.ts';
import { hostileMarket, SERVER_GROUP } from '../helpers/hostile-market.ts';
import { startVisitor, type Visitor } from '../helpers/hostile-page.ts';
import { serveFolder, type StaticServer } from '../helpers/static-server.ts';
import { xssVectors } from '../helpers/xss-vectors.ts';

/** More at once only wait for each other. */
const VISITORS = 3;

const scratch = mkdtempSync(join(tmpdir(), 'skillyard-hostile-'));
const dist = join(scratch, 'dist');
let server: StaticServer;
let browser: Browser;
let files: readonly string[];

beforeAll(async () => {
  const catalogDir = join(scratch, 'catalog');
  writeTree(catalogDir, hostileMarket());
  const quietly = { catalogDir, cacheDir: join(scratch, 'cache'), onStep: () => undefined };
  await sync({ ...quietly, only: [], now: '2026-03-01T00:00:00Z' });
  const { refused } = await build({ ...quietly, outDir: dist, frozen: false });
  if (refused.length > 0) throw new Error(refused.join(' '));
  files = readdirSync(dist, { recursive: true, withFileTypes: true }).flatMap((file) =>
    file.isFile() ? [join(file.parentPath, file.name).slice(dist.length + 1)] : [],
  );
  [server, browser] = await Promise.all([serveFolder(dist, '/market/'), launchBrowser()]);
}, 300_000);

afterAll(async () => {
  await browser.close();
  await server.close();
  rmSync(scratch, { recursive: true, force: true });
}, 60_000);

/** Opens all of these addresses, below the base of the site. */
async function visitAll(paths: readonly string[]): Promise<string[]> {
  const queue = [...paths];
  const visitors = await Promise.all(Array.from({ length: VISITORS }, () => startVisitor(browser, server.url)));
  const work = async (visitor: Visitor): Promise<void> => {
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) await visitor.visit(`${server.url}${path}`);
  };
  await Promise.all(visitors.map(work));
  await Promise.all(visitors.map((visitor) => visitor.close()));
  // One page with one fault is as good as a hundred.
  return visitors.flatMap(({ trouble }) => trouble).slice(0, 20);
}

describe('a market that is hostile in every text', { tags: ['slow'] }, () => {
  test('has so many vectors, and what watches for them sees them where they run', async () => {
    expect(xssVectors.size).toBeGreaterThanOrEqual(140);
    const bare = join(scratch, 'bare');
    const names = ['element: image with onerror', 'element: script', 'element: details that are open'];
    writeTree(bare, {
      'index.html': `<!doctype html><title>x</title>${names.map((name) => xssVectors.get(name)).join('')}<a href="javascript:1">x</a><iframe src="https://evil.example"></iframe>`,
    });
    const unsafe = await serveFolder(bare);
    const visitor = await startVisitor(browser, unsafe.url);
    await visitor.visit(unsafe.url);
    await visitor.close();
    await unsafe.close();
    const seen = visitor.trouble.join('\n');
    for (const what of [
      'a script of the source has run',
      '0 policies',
      '<img onerror=',
      '<details ontoggle=',
      '<script> within the page',
      '<a href="javascript:1">',
      '<iframe>',
      'request: https://evil.example/',
    ])
      expect(seen).toContain(what);
  });

  test('publishes every vector', () => {
    const list = JSON.parse(readFileSync(join(dist, 'api/v1/entries.all.json'), 'utf8')) as {
      entries: { id: string }[];
    };
    const ids = list.entries.map(({ id }) => id);
    expect(ids.filter((id) => /^skill:sea\/v-\d{3}$/.test(id))).toHaveLength(xssVectors.size);
    expect(ids.filter((id) => id.startsWith('mcp_server:'))).toHaveLength(Math.ceil(xssVectors.size / SERVER_GROUP));
    expect(ids.filter((id) => id.startsWith('workflow:'))).toHaveLength(1);
  });

  test('runs nothing on any of its pages', { timeout: 600_000 }, async () => {
    // Pages of rules and the like hold nothing of a source.
    const holds = (file: string): boolean => /hacked|evil\.example/.test(readFileSync(join(dist, file), 'utf8'));
    const pages = files
      .filter((file) => file.endsWith('.html') && holds(file))
      .map((file) => file.replace(/(?:^|(?<=\/))index\.html$/, ''));
    expect(pages.length).toBeGreaterThan(xssVectors.size * 1.3);
    expect(await visitAll(pages)).toEqual([]);
  });

  test('runs nothing in what it shows of a search', { timeout: 300_000 }, async () => {
    const visitor = await startVisitor(browser, server.url);
    const { page } = visitor;
    await visitor.visit(server.url);
    const box = page.getByRole('searchbox').first();
    const questions = [...xssVectors.values()].filter((_, index) => index % 8 === 0);
    for (const question of ['vector', 'onerror', 'script', 'javascript', ...questions]) {
      await box.fill(question.replaceAll(/\p{Cc}/gu, ' '));
      await page.waitForTimeout(250);
      await visitor.inspect();
    }
    await box.fill('vector');
    await page.locator('#cards mark').first().waitFor();
    await visitor.inspect();
    for (const question of questions) {
      await visitor.visit(`${server.url}?q=${encodeURIComponent(question)}`);
      await page.waitForTimeout(100);
      await visitor.inspect();
    }
    expect(visitor.trouble).toEqual([]);
    await visitor.close();
  });

  test('gives out nothing that a browser takes for a page of the site', async () => {
    const ours = /(?:^|\/)(?:index\.html|feed\.xml)$|^(?:404\.html|sitemap\.xml|favicon\.svg|_headers)$/;
    const given = files.filter((file) => !ours.test(file));
    expect(given.filter(isActiveFile)).toEqual([]);
    const unknown = given.filter((file) => !hasKnownType(file));
    expect(unknown.filter((file) => isLikeAPage(file, readFileSync(join(dist, file))))).toEqual([]);
    // A page below `s/` or `dl/` would have been made of what a source brought.
    expect(files.filter((file) => /^(?:s|dl|catalog\.git)\/.*\.(?:html|xml|svg)$/.test(file))).toEqual([]);
    const texts = given.filter((file) => /^(?:s|skills)\/.*\.md$/.test(file)).filter((_, index) => index % 12 === 0);
    const feeds = files.filter((file) => /(?:^|\/)feed\.(?:xml|json)$|^llms\.txt$|^sitemap\.xml$/.test(file));
    expect(await visitAll([...texts, ...feeds])).toEqual([]);
  });
});
