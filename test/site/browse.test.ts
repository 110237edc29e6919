import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { watchedPage } from '../helpers/browser.ts';
import { settled, titles } from '../helpers/search-page.ts';
import { showSampleSite } from '../helpers/shown-site.ts';

// Below a sub-path, which is the harder case; every test is one of sub-paths too.
const base = '/market/';

const shown = showSampleSite(base);

describe('search', { tags: ['slow'] }, () => {
  test('finds an entry by a word that stands only in its document', async () => {
    const { page, context, trouble } = await watchedPage(shown.browser);
    await page.goto(shown.url);
    await page.keyboard.press('/');
    await page.keyboard.type('zanzibarine');
    await settled(page, '1 entry for “zanzibarine”');

    expect(await titles(page)).toEqual(['Read a PDF']);
    await page.locator('.card-excerpt').waitFor();
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
    await settled(page, '12 entries, last changed first');
    await page.getByLabel(/^Skills/).check();
    await settled(page, '6 entries');
    await page.getByLabel(/^High risk/).check();
    await settled(page, '1 entry');
    expect(await titles(page)).toEqual(['Dispatch cranes']);
    expect(page.url()).toBe(`${shown.url}?kind=skill&tier=high`);
    // What another tier would give, not what is left of it under the one that is chosen.
    expect(await page.locator('label:has([value="minimal"]) [data-count]').textContent()).toBe('4');
    expect(await page.locator('label:has([value="hook"]) [data-count]').textContent()).toBe('0');

    await page.reload();
    await settled(page, '1 entry');
    expect(await page.getByLabel(/^High risk/).isChecked()).toBe(true);
    await page.goBack();
    await settled(page, '6 entries');
    expect(await page.getByLabel(/^High risk/).isChecked()).toBe(false);
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await settled(page, '12 entries');
    expect(page.url()).toBe(shown.url);
    expect(trouble).toEqual([]);
    await context.close();
  });

  test('an operator ticks its box, a box writes its operator, and a chip takes both back', async () => {
    const { page, context, trouble } = await watchedPage(shown.browser);
    await page.goto(shown.url);
    const field = page.locator('#search');
    const chips = page.locator('#chips button');
    await field.fill('kind:skill -tier:high');
    await settled(page, '5 entries');
    expect(await page.getByLabel(/^Skills/).isChecked()).toBe(true);
    expect(await titles(page)).not.toContain('Dispatch cranes');
    expect(await chips.allTextContents()).toEqual(['Kind: Skills', 'not Risk tier: High risk']);
    expect(page.url()).toBe(`${shown.url}?kind=skill&-tier=high`);

    await page.getByLabel(/^Codex/).check();
    await settled(page, '5 entries');
    expect(await field.inputValue()).toBe('kind:skill harness:codex -tier:high');
    await page.getByRole('button', { name: 'Remove not Risk tier: High risk' }).click();
    await settled(page, '6 entries');
    expect(await field.inputValue()).toBe('kind:skill harness:codex');
    await page.getByLabel(/^Skills/).uncheck();
    await settled(page, '9 entries');
    expect(await field.inputValue()).toBe('harness:codex');

    await page.goto(`${shown.url}?q=tag:team:documents+has:scripts`);
    await settled(page, '1 entry');
    expect(await chips.allTextContents()).toEqual(['Tags: team: documents', 'Brings: Scripts']);
    expect(trouble).toEqual([]);
    await context.close();
  });

  test('results are sorted by name, by their first day and by their last', async () => {
    const { page, context } = await watchedPage(shown.browser);
    await page.goto(`${shown.url}?sort=name`);
    await settled(page, 'by name');
    const names = await titles(page);
    expect(names).toEqual(names.toSorted(new Intl.Collator('en', { numeric: true }).compare));
    await page.getByLabel('Sort by').selectOption('newest');
    await settled(page, 'newest first');
    expect(page.url()).toBe(`${shown.url}?sort=newest`);
    await page.getByLabel('Sort by').selectOption('changed');
    await settled(page, 'last changed first');
    expect(page.url()).toBe(shown.url);
    await context.close();
  });

  test('which harness an entry works with is a facet, with counts, in the address and in the search', async () => {
    const { page, context, trouble } = await watchedPage(shown.browser);
    await page.goto(shown.url);
    await settled(page, '12 entries');
    const count = (harness: string): Promise<string | null> =>
      page.locator(`label:has([name="harness"][value="${harness}"]) [data-count]`).textContent();
    expect(await Promise.all(['claude-code', 'codex', 'gemini-cli'].map(count))).toEqual(['11', '9', '7']);
    await page.getByLabel(/^Codex/).check();
    await settled(page, '9 entries');
    expect(page.url()).toBe(`${shown.url}?harness=codex`);
    // A workflow is for none of them, a hook for two.
    expect(await titles(page)).not.toContain('Clear a ship');
    await page
      .getByRole('checkbox', { name: /^Hooks/ })
      .and(page.locator('[name="kind"]'))
      .check();
    await settled(page, '1 entry');
    expect(await Promise.all(['claude-code', 'codex', 'gemini-cli'].map(count))).toEqual(['1', '1', '0']);
    await page.goto(`${shown.url}?harness=codex&q=zanzibarine`);
    await settled(page, '1 entry for');
    expect(trouble).toEqual([]);
    await context.close();
  });

  test('a duplicate is left out until it is asked for, and marked', async () => {
    const { page, context } = await watchedPage(shown.browser);
    await page.goto(shown.url);
    expect(await titles(page)).not.toContain('PDF reader');
    await page.getByLabel(/^Copies/).check();
    await settled(page, '13 entries');
    const card = page.locator('.card', { has: page.getByRole('link', { name: 'PDF reader' }) });
    expect(await card.locator('.mark').allTextContents()).toEqual(['Duplicate']);
    await page.goto(`${shown.url}?q=is:copy`);
    await settled(page, '1 entry');
    await page.goto(`${shown.url}skills/drifters/`);
    expect(await page.locator('.card .mark-copy').count()).toBe(1);
    await context.close();
  });

  test('stubs and drafts are offered only to those who ask for them', async () => {
    const { page, context } = await watchedPage(shown.browser);
    await page.goto(shown.url);
    expect(await titles(page)).not.toContain('Translate a notice');
    await page.locator('#search').fill('quetzalcoatlus');
    await settled(page, '0 entries');
    await page.getByLabel(/^Stubs, drafts/).check();
    await settled(page, '1 entry for');
    expect(await page.locator('.card .mark').allTextContents()).toEqual(['Stub']);
    expect(page.url()).toContain('include=hidden');
    // Earlier addresses said it so.
    await page.goto(`${shown.url}?hidden=1`);
    await settled(page, '15 entries');
    await page.goto(`${shown.url}?q=is:stub`);
    await settled(page, '1 entry');
    await context.close();
  });

  test('keys: arrows, Home and End go through the results, Esc clears', async () => {
    const { page, context } = await watchedPage(shown.browser);
    await page.goto(`${shown.url}?q=harbour`);
    await settled(page, 'for “harbour”');
    await page.keyboard.press('/');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const focused = page.locator('.card a:focus');
    const all = await titles(page);
    expect(await focused.textContent()).toBe(all[1]);
    await page.keyboard.press('End');
    expect(await focused.textContent()).toBe(all.at(-1));
    await page.keyboard.press('Home');
    expect(await focused.textContent()).toBe(all[0]);
    await page.keyboard.press('ArrowUp');
    expect(await page.locator('#search:focus').count()).toBe(1);
    await page.keyboard.press('Escape');
    await settled(page, '12 entries');
    expect(await page.locator('#search').inputValue()).toBe('');
    await context.close();
  });
});

describe('every page', { tags: ['slow'] }, () => {
  /** Follows links as they stand in the pages, which is all that a browser without scripts has. */
  async function crawl(): Promise<Set<string>> {
    const seen = new Set([shown.url]);
    for (const url of seen) {
      const text = await (await fetch(url)).text();
      for (const [, link = ''] of text.matchAll(/<a\b[^>]*\shref="([^"]*)"/g)) {
        const target = new URL(link.replaceAll('&amp;', '&'), url);
        target.hash = '';
        target.search = '';
        if (target.href.startsWith(shown.url) && target.pathname.endsWith('/')) seen.add(target.href);
      }
    }
    return seen;
  }

  test('can be reached by links alone, without scripts', async () => {
    const reached = await crawl();
    const names = await readdir(shown.folder, { recursive: true });
    const all = names
      .filter((name) => name.endsWith('index.html'))
      .map((name) => shown.url + name.slice(0, -'index.html'.length));
    expect([...reached].toSorted()).toEqual(all.toSorted());
  });

  const kinds = [
    '',
    '?q=crane',
    'all/',
    'tags/',
    'tiers/limited/',
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
    expect(await page.locator('#cards').locator('script, img, svg:not(.tier svg, .trust-shape)').count()).toBe(0);
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
