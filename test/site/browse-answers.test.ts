import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { watchedPage } from '../helpers/browser.ts';
import { writeSampleIndex } from '../helpers/sample-index.ts';
import { settled, status, titles } from '../helpers/search-page.ts';
import { showSampleSite } from '../helpers/shown-site.ts';

// Below a sub-path, which is the harder case; every test is one of sub-paths too.
const base = '/market/';

const shown = showSampleSite(base);

describe('what the search says', { tags: ['slow'] }, () => {
  test('answers the same whatever was looked for before', async () => {
    const { page, context } = await watchedPage(shown.browser);
    await page.goto(shown.url);
    await page.locator('#search').fill('zanzibarine');
    await settled(page, '1 entry for “zanzibarine”');
    await page.locator('.card-excerpt').waitFor();
    await page.locator('#search').fill('zanzqqq');
    await page.locator('#nothing').filter({ hasText: '“zanzqqq”' }).waitFor();
    // Pagefind answers after it, with what begins a little like it.
    await page.waitForTimeout(600);
    expect(await page.locator(status).textContent()).toBe('0 entries for “zanzqqq”');
    await context.close();
  });

  test('what is not understood is told, with what could be meant', async () => {
    const { page, context } = await watchedPage(shown.browser);
    await page.goto(shown.url);
    await page.locator('#search').fill('kind:sklil');
    const line = page.locator('#slips p');
    await line.filter({ hasText: 'Nothing here has kind:sklil.' }).waitFor();
    expect(await page.locator('#cards .card').count()).toBeGreaterThan(5);
    await line.getByRole('button', { name: 'kind:skill' }).click();
    await settled(page, '6 entries');
    expect(await page.locator('#search').inputValue()).toBe('kind:skill');
    await page.locator('#search').fill('teir:high');
    await line.filter({ hasText: 'There is no “teir:”. Did you mean tier:high?' }).waitFor();
    await page.locator('#search').fill('tier:');
    await line.filter({ hasText: 'Which risk tier?' }).waitFor();
    expect(await line.getByRole('button').allTextContents()).toContain('tier:limited');
    await context.close();
  });

  test('where there is nothing, it says so and what can be done', async () => {
    const { page, context } = await watchedPage(shown.browser);
    await page.goto(`${shown.url}?q=dispach&kind=hook`);
    await settled(page, '0 entries');
    expect(await page.locator('#nothing p').first().textContent()).toContain('“dispach” under the chosen filters');
    const ways = page.locator('#nothing-ways button');
    expect(await ways.allTextContents()).toEqual(['Clear filters', 'Drop the words', 'Show everything']);
    await page.getByRole('button', { name: 'Clear filters', exact: true }).click();
    await page.waitForURL(`${shown.url}?q=dispach`);
    await page.getByRole('button', { name: 'Search for “dispatch”' }).click();
    await settled(page, /for “dispatch”/);
    expect((await titles(page))[0]).toBe('Dispatch cranes');
    expect(await page.locator('#nothing').isVisible()).toBe(false);
    await context.close();
  });

  test('where the search cannot be had, it says so, leads to the lists, and tries again', async () => {
    const { page, context } = await watchedPage(shown.browser);
    await page.route('**/search/catalog.json', (route) => route.abort());
    await page.goto(`${shown.url}?q=crane`);
    await settled(page, 'The search could not be loaded');
    expect(await page.locator('#trouble a').first().getAttribute('href')).toBe(`${base}all/`);
    await page.unroute('**/search/catalog.json');
    await page.getByRole('button', { name: 'Try again' }).click();
    await settled(page, 'for “crane”');
    expect(await page.locator('#trouble').isVisible()).toBe(false);
    await context.close();
  });

  test('why an entry was found is marked in its card', async () => {
    const { page, context } = await watchedPage(shown.browser);
    await page.goto(`${shown.url}?q=crane`);
    await settled(page, 'for “crane”');
    expect(await page.locator('.card-title mark').first().textContent()).toBe('cranes');
    await page.goto(`${shown.url}?q=documents`);
    await settled(page, 'for “documents”');
    // Keywords come with the descriptions, after the first answer.
    await page.locator('#cards', { hasText: 'Found in its tags and keywords: team:documents' }).waitFor();
    await page.goto(`${shown.url}?set-by=nobody&tier=high`);
    await settled(page, '1 entry');
    expect(await page.locator('.card .tier').textContent()).toContain('High risk, not assessed');
    await context.close();
  });
});

describe('a site that offers nothing unasked', { tags: ['slow'] }, () => {
  const none = showSampleSite('/', {
    async writeIndex(folder) {
      await writeSampleIndex(folder);
      const file = join(folder, 'api/v1/entries.json');
      const list = JSON.parse(await readFile(file, 'utf8')) as { entries: unknown[] };
      await writeFile(file, JSON.stringify({ ...list, entries: [] }));
    },
  });

  test('says so, has no filters of nought, and shows what is listed to those who ask', async () => {
    const { page, context, trouble } = await watchedPage(none.browser);
    await page.goto(none.url);
    await settled(page, /^\s*0 entries\s*$/);
    const said = page.locator('.none-yet');
    expect((await said.textContent())?.replaceAll(/\s+/g, ' ').trim()).toMatch(
      /^Nothing is offered yet; \d+ entries are listed and not offered unasked: show what is listed\. Submit a source\.$/,
    );
    expect(await page.locator('#search').getAttribute('placeholder')).toBe('Search');
    expect(await page.locator('#facets fieldset').count()).toBe(1);
    await said.getByRole('link', { name: 'show what is listed' }).click();
    await settled(page, /^\d\d entries/);
    expect(await said.isVisible()).toBe(false);
    expect(trouble).toEqual([]);
    await context.close();
  });

  test('without scripts leads from the search to the plain pages', async () => {
    const { page, context } = await watchedPage(none.browser, { javaScriptEnabled: false });
    await page.goto(`${none.url}?q=review`);
    const line = page.locator('.hero noscript');
    expect(await line.textContent()).toContain('The search needs JavaScript.');
    await page.getByRole('link', { name: 'everything stands on plain pages' }).click();
    await page.waitForURL(`${none.url}all/`);
    await context.close();
  });
});
