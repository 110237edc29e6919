import type { Page } from 'playwright-core';
import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { watchedPage } from '../helpers/browser.ts';
import { showSampleSite } from '../helpers/shown-site.ts';

// Below a sub-path, which is the harder case; every test is one of sub-paths too.
const base = '/market/';

const shown = showSampleSite(base);

const status = '#results-status';

async function titles(page: Page): Promise<string[]> {
  return page.locator('#cards h3').allTextContents();
}

async function settled(page: Page, text: string | RegExp): Promise<void> {
  await page.locator(status).filter({ hasText: text }).waitFor();
}

describe('search', { tags: ['slow'] }, () => {
  test('finds an entry by a word that stands only in its document', async () => {
    const { page, context, trouble } = await watchedPage(shown.browser);
    await page.goto(shown.url);
    await page.keyboard.press('/');
    await page.keyboard.type('zanzibarine');
    await settled(page, '1 entry for “zanzibarine”');

    expect(await titles(page)).toEqual(['Read a PDF']);
    expect(await page.locator('.card-excerpt mark').allTextContents()).toEqual(['zanzibarine']);
    expect(page.url()).toBe(`${shown.url}?q=zanzibarine`);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${shown.url}skills/harbour/read-a-pdf/`);
    expect(trouble).toEqual([]);
    await context.close();
  });

  test('facets narrow, stand in the address, and come back with a reload and with the back button', async () => {
    const { page, context, trouble } = await watchedPage(shown.browser);
    await page.goto(shown.url);
    await settled(page, '13 entries');
    await page.getByLabel(/^Skills/).check();
    await settled(page, '7 entries');
    await page.getByLabel(/^High risk/).check();
    await settled(page, '1 entry');
    expect(await titles(page)).toEqual(['Dispatch cranes']);
    expect(page.url()).toBe(`${shown.url}?kind=skill&tier=high`);
    // What another tier would give, not what is left of it under the one that is chosen.
    expect(await page.locator('label:has([value="minimal"]) [data-count]').textContent()).toBe('5');
    expect(await page.locator('label:has([value="hook"]) [data-count]').textContent()).toBe('0');

    await page.reload();
    await settled(page, '1 entry');
    expect(await page.getByLabel(/^High risk/).isChecked()).toBe(true);
    await page.goBack();
    await settled(page, '7 entries');
    expect(await page.getByLabel(/^High risk/).isChecked()).toBe(false);
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await settled(page, '13 entries');
    expect(page.url()).toBe(shown.url);
    expect(trouble).toEqual([]);
    await context.close();
  });

  test('which harness an entry works with is a facet, with counts, in the address and in the search', async () => {
    const { page, context, trouble } = await watchedPage(shown.browser);
    await page.goto(shown.url);
    await settled(page, '13 entries');
    const count = (harness: string): Promise<string | null> =>
      page.locator(`label:has([name="harness"][value="${harness}"]) [data-count]`).textContent();
    expect(await Promise.all(['claude-code', 'codex', 'gemini-cli'].map(count))).toEqual(['12', '10', '8']);
    await page.getByLabel(/^Codex/).check();
    await settled(page, '10 entries');
    expect(page.url()).toBe(`${shown.url}?harness=codex`);
    // A workflow is for none of them, a hook for two.
    expect(await titles(page)).not.toContain('Clear a ship');
    await page.getByLabel(/^Hooks/).check();
    await settled(page, '1 entry');
    expect(await Promise.all(['claude-code', 'codex', 'gemini-cli'].map(count))).toEqual(['1', '1', '0']);
    await page.goto(`${shown.url}?harness=codex&q=zanzibarine`);
    await settled(page, '1 entry for');
    expect(trouble).toEqual([]);
    await context.close();
  });

  test('a duplicate is marked, in lists and in results', async () => {
    const { page, context } = await watchedPage(shown.browser);
    await page.goto(shown.url);
    const card = page.locator('.card', { has: page.getByRole('link', { name: 'PDF reader' }) });
    expect(await card.locator('.mark').allTextContents()).toEqual(['Duplicate']);
    await page.goto(`${shown.url}?source=drifters`);
    await settled(page, /^3 entries/);
    expect(await page.locator('#cards .mark').allTextContents()).toEqual(['Duplicate']);
    await context.close();
  });

  test('stubs and drafts are offered only to those who ask for them', async () => {
    const { page, context } = await watchedPage(shown.browser);
    await page.goto(shown.url);
    expect(await titles(page)).not.toContain('Translate a notice');
    await page.locator('#search').fill('quetzalcoatlus');
    await settled(page, '0 entries');
    await page.getByLabel(/Include stubs and drafts/).check();
    await settled(page, '1 entry for');
    expect(await page.locator('.card .mark').allTextContents()).toEqual(['Stub']);
    expect(page.url()).toContain('hidden=1');
    await page.locator('#search').fill('');
    await settled(page, '16 entries');
    await context.close();
  });

  test('where there is nothing, it says so and what can be done', async () => {
    const { page, context } = await watchedPage(shown.browser);
    await page.goto(`${shown.url}?q=quetzalcoatlus&kind=hook`);
    await settled(page, '0 entries');
    expect(await page.locator('#nothing p').first().textContent()).toContain(
      '“quetzalcoatlus” under the chosen filters',
    );
    await page.getByRole('button', { name: 'Clear filters', exact: true }).click();
    await page.waitForURL(`${shown.url}?q=quetzalcoatlus`);
    await page.getByRole('button', { name: 'Include stubs and drafts' }).click();
    await settled(page, '1 entry for');
    expect(await page.locator('#nothing').isVisible()).toBe(false);
    await context.close();
  });

  test('who set a tier and which tag an entry has are facets', async () => {
    const { page, context } = await watchedPage(shown.browser);
    await page.goto(shown.url);
    await page.getByLabel(/^team: documents/).check();
    await settled(page, '1 entry');
    expect(await titles(page)).toEqual(['Read a PDF']);
    await page.goto(`${shown.url}?set-by=nobody&tier=high`);
    await settled(page, '1 entry');
    expect(await page.locator('.card .tier').textContent()).toContain('High risk, not assessed');
    await context.close();
  });

  test('keys: arrows go through the results, Esc clears', async () => {
    const { page, context } = await watchedPage(shown.browser);
    await page.goto(`${shown.url}?q=harbour`);
    await settled(page, 'for “harbour”');
    await page.keyboard.press('/');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const focused = page.locator('.card a:focus');
    expect(await focused.textContent()).toBe((await titles(page))[1]);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await page.locator('#search:focus').count()).toBe(1);
    await page.keyboard.press('Escape');
    await settled(page, '13 entries');
    expect(await page.locator('#search').inputValue()).toBe('');
    await context.close();
  });
});

describe('every page', { tags: ['slow'] }, () => {
  async function crawl(page: Page): Promise<Set<string>> {
    const seen = new Set([shown.url]);
    for (const url of seen) {
      await page.goto(url, { waitUntil: 'domcontentloaded' });
      const links = await page
        .locator('a[href]')
        .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
      for (const link of links) {
        const target = new URL(link, url);
        target.hash = '';
        if (target.href.startsWith(shown.url) && target.pathname.endsWith('/')) seen.add(target.href);
      }
    }
    return seen;
  }

  test('can be reached by links alone, without scripts', { timeout: 120_000 }, async () => {
    const { page, context } = await watchedPage(shown.browser, { javaScriptEnabled: false });
    const reached = await crawl(page);
    const names = await readdir(shown.folder, { recursive: true });
    const all = names
      .filter((name) => name.endsWith('index.html'))
      .map((name) => shown.url + name.slice(0, -'index.html'.length));
    expect([...reached].toSorted()).toEqual(all.toSorted());
    await context.close();
  });

  const kinds = [
    '',
    '?q=crane',
    '404.html',
    'about/',
    'health/',
    'rules/',
    'rules/source-unreachable/',
    'skills/',
    'skills/drifters/a-name-of-sixty-four-characters-that-is-as-long-as-a-name-can-be/',
    'skills/drifters/hostile/',
    'skills/field-notes/old-checklist/',
    'skills/harbour/read-a-pdf/',
    'hooks/harbour/watchman/',
    'mcp-servers/harbour/tide-tables/',
    'plugins/harbour/dock-kit/',
    'skills/drifters/pdf-reader/',
    'workflows/harbour/clear-a-ship/',
    'sources/',
    'sources/drifters/',
    'submit/',
  ];

  test.for(kinds)('"%s" keeps to the policy, runs nothing of strangers and fits a small screen', async (path) => {
    const { page, context, trouble } = await watchedPage(shown.browser, { viewport: { width: 390, height: 844 } });
    await page.goto(shown.url + path);
    if (path.startsWith('?')) await settled(page, 'for “');
    for (const fold of await page.locator('details').all())
      await fold.evaluate((node) => node.setAttribute('open', ''));

    expect(trouble).toEqual([]);
    expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await page.locator('h1').count()).toBe(1);
    await context.close();
  });

  test('the words of strangers stay words in the results of the search', async () => {
    const { page, context, trouble } = await watchedPage(shown.browser);
    await page.goto(`${shown.url}?q=hacked`);
    await settled(page, 'for “hacked”');
    expect((await titles(page))[0]).toContain('<script>window.hacked = 1</script>');
    expect(await page.locator('#cards').locator('script, img, svg:not(.tier svg)').count()).toBe(0);
    expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
    expect(trouble).toEqual([]);
    await context.close();
  });
});

describe('theme', { tags: ['slow'] }, () => {
  test('follows the system until it is chosen, and is remembered', async () => {
    const { page, context } = await watchedPage(shown.browser, { colorScheme: 'dark' });
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await page.goto(shown.url);
    const dark = await paper();
    await page.getByRole('button', { name: 'Switch to the light theme' }).click();
    const light = await paper();
    expect(light).not.toBe(dark);
    await page.goto(`${shown.url}about/`);
    expect(await paper()).toBe(light);
    await context.close();
  });
});
