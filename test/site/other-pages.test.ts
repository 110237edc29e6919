import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rules } from '../../src/domain/rules/index.ts';
import { renderSite } from '../../src/site/render-site.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { writeIndexWithFormer } from '../helpers/former-index.ts';
import { serveFolder, type StaticServer } from '../helpers/static-server.ts';

const baseUrl = 'https://yard.example.org/market/';

let work: string;
let server: StaticServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'skillyard-pages-'));
  const [indexDir, outDir] = [join(work, 'index'), join(work, 'out')];
  await writeIndexWithFormer(indexDir, baseUrl);
  await renderSite({ indexDir, outDir, baseUrl, cacheDir: join(work, 'cache') });
  await cp(indexDir, outDir, { recursive: true });
  [server, browser] = await Promise.all([serveFolder(outDir, '/market/'), launchBrowser()]);
  page = await browser.newPage({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
}, 180_000);

afterAll(async () => {
  await browser.close();
  await server.close();
  await rm(work, { recursive: true, force: true });
});

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

describe('pages beside those of entries', { tags: ['slow'] }, () => {
  const paths = [
    'statistics/',
    'api/guide/',
    'tombstones/',
    'sources/drifters/',
    'sources/newcomers/',
    'health/',
    'rules/',
  ];

  test.for(paths)('%s says where it stands', async (path) => {
    await page.goto(server.url + path);
    expect(await page.locator('link[rel=canonical]').getAttribute('href')).toBe(baseUrl + path);
  });

  test('statistics say each number as text, and draw it', async () => {
    await page.goto(`${server.url}statistics/`);
    const rows = page.locator('.bars').first().locator('tbody tr');
    expect((await rows.allInnerTexts()).map(oneLine)).toMatchInlineSnapshot(`
      [
        "Skills 7 54%",
        "Subagents 1 8%",
        "Commands 1 8%",
        "Hooks 1 8%",
        "MCP servers 1 8%",
        "Plugins 1 8%",
        "Workflows 1 8%",
      ]
    `);
    const widths = await rows
      .locator('.bar-fill')
      .evaluateAll((all) => all.map((one) => Number(one.getAttribute('width'))));
    expect(widths[0]).toBe(Math.max(...widths));
    expect(oneLine(await page.locator('.growth figcaption').innerText())).toMatchInlineSnapshot(
      `"From 2 on 2026-05-01 to 13 entries on 2026-11-20, in 17 revisions"`,
    );
    await page.locator('.growth + details summary').click();
    expect(await page.locator('.growth + details tbody tr').count()).toBeGreaterThan(2);
  });

  test('tombstones say what became of a name, why, and what to use instead', async () => {
    await page.goto(`${server.url}tombstones/`);
    expect((await page.locator('.stones > li').allInnerTexts()).map(oneLine)).toMatchInlineSnapshot(`
      [
        "pdf-tools Renamed 2026-11-07 Skill skill:harbour/pdf-tools Listed under another name. The old one leads there. Now: Read a PDF",
        "tie-a-knot Removed 2026-11-06 Skill skill:harbour/tie-a-knot Gone from its source. Nobody else can take its name.",
        "PDF reader Withdrawn Critical 2026-11-05 Skill skill:drifters/pdf-reader It sends away what it reads. <script>window.hacked = 1</script> Use instead: Read a PDF",
        "Gone Deleted No date known Hook hook:field-notes/gone Its publisher or the operator has taken it off the list for good.",
      ]
    `);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  });

  test('a source says how to take it, what state it is in, and where to put things right', async () => {
    await page.goto(`${server.url}sources/drifters/`);
    expect(oneLine(await page.locator('.banner').innerText())).toMatchInlineSnapshot(
      `"Gone from where it was. It cannot be had at its address since 2026-11-09. What was locked before stays as it is, and nothing new comes in."`,
    );
    const file = page.getByRole('link', { name: 'catalog/sources/drifters.yaml' });
    expect(await file.getAttribute('href')).toBe(
      'https://github.com/yard/catalog/blob/HEAD/catalog/sources/drifters.yaml',
    );
    await page.goto(`${server.url}sources/newcomers/`);
    expect(oneLine(await page.locator('.banner').innerText())).toContain('Pending.');
    await page.goto(`${server.url}sources/harbour/`);
    expect(await page.locator('#take-source').innerText()).toBe(
      'npx skills add https://yard.example.org/market/s/harbour',
    );
  });

  test('rules are found by their words', async () => {
    await page.goto(`${server.url}rules/`);
    expect(await page.locator('.rule-list > li').count()).toBe(Object.keys(rules).length);
    await page.getByLabel('Find a rule').fill('hidden tags');
    const shown = page.locator('.rule-list > li:visible');
    expect(await shown.locator('code').allInnerTexts()).toContain('finding-hidden-tags');
    expect(await shown.count()).toBeLessThan(10);
    expect(await page.locator('#rule-found').innerText()).toBe(
      `${await shown.count()} of ${Object.keys(rules).length} rules`,
    );
  });

  test('hosts are told the path that the site lies below, and robots nothing there', async () => {
    const headers = await readFile(join(work, 'out/_headers'), 'utf8');
    expect(headers.startsWith('/market/*\n')).toBe(true);
    expect((await fetch(`${server.url}robots.txt`)).status).toBe(404);
    const sitemap = await (await fetch(`${server.url}sitemap.xml`)).text();
    expect(sitemap).toContain(`<loc>${baseUrl}tombstones/</loc>`);
    // A name that leads elsewhere is no page to be found.
    expect(sitemap).not.toContain('harbour/pdf-tools');
  });
});
