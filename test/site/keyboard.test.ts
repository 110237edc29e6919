import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { type Trouble, watchedPage } from '../helpers/browser.ts';
import { chooseLast, focused, tabThrough, tabTo } from '../helpers/keyboard.ts';
import { showSampleSite } from '../helpers/shown-site.ts';

const shown = showSampleSite('/market/');

const wide = { width: 1280, height: 900 };
const narrow = { width: 390, height: 844 };

async function opened(path: string, options: BrowserContextOptions = {}): Promise<Trouble> {
  const watched = await watchedPage(shown.browser, { viewport: wide, reducedMotion: 'reduce', ...options });
  await watched.page.goto(shown.url + path);
  return watched;
}

async function settled(page: Page, text: string | RegExp): Promise<void> {
  await page.locator('#results-status').filter({ hasText: text }).waitFor();
}

/** No test here uses the mouse, and none gives the focus to anything but by a key. */
describe.concurrent('by the keyboard alone', { tags: ['slow'] }, () => {
  const pages = [
    '',
    '?kind=skill',
    'all/',
    'tags/',
    'skills/harbour/read-a-pdf/',
    'plugins/harbour/dock-kit/',
    'workflows/harbour/clear-a-ship/',
    'sources/harbour/',
    'submit/',
    'compliance/',
    'statistics/',
    'api/guide/',
    'rules/finding-hidden-tags/',
  ];
  const tours = pages.flatMap((path) => [
    { path, width: 1280 },
    { path, width: 390 },
  ]);

  test.for(tours)(
    '"$path" at $width pixels is gone through as it is read, with the place always in sight',
    async ({ path, width }) => {
      const { page, context, trouble } = await opened(path, { viewport: width === 390 ? narrow : wide });
      if (path.startsWith('?')) await settled(page, '6 entries');
      const { stops, faults, ends } = await tabThrough(page);
      expect(faults).toEqual([]);
      expect(ends).toBe(true);
      expect(stops[0]).toBe('a Skip to content');
      expect(stops.length).toBeGreaterThan(8);
      expect(trouble).toEqual([]);
      await context.close();
    },
  );

  test('the first key leads past the head of the page', async () => {
    const { page, context } = await opened('skills/harbour/read-a-pdf/');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('#main');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
    await context.close();
  });

  test('an entry is searched for, opened, and a way to get it chosen and copied', async () => {
    const { page, context, trouble } = await opened('');
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.keyboard.press('/');
    await page.keyboard.type('read a pdf');
    await settled(page, 'for “read a pdf”');
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toBe('Read a PDF');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/skills/harbour/read-a-pdf/');

    await tabTo(page, '[role=tab]');
    const tab = await focused(page);
    await page.keyboard.press('ArrowRight');
    const next = await focused(page);
    expect(next).not.toBe(tab);
    expect(await page.locator(`${next}[aria-selected=true]`).count()).toBe(1);
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    expect(await focused(page)).toBe(tab);
    await page.keyboard.press('ArrowRight');
    await tabTo(page, '.copy');
    const copy = page.locator('.copy:focus');
    const command = await page.locator(`#${await copy.getAttribute('data-copy')}`).textContent();
    await page.keyboard.press('Enter');
    await page.locator('.copy:focus', { hasText: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(command);
    expect(command).toMatch(/\S/);
    expect(trouble).toEqual([]);
    await context.close();
  });

  test('filters are ticked, taken back and cleared, and results sorted, with the place never lost', async () => {
    const { page, context, trouble } = await opened('');
    await tabTo(page, '[name=kind][value=skill]');
    await page.keyboard.press('Space');
    await settled(page, '6 entries');
    expect(await focused(page)).toBe('kind=skill');
    await tabTo(page, '[name=tier][value=minimal]');
    await page.keyboard.press('Space');
    await settled(page, '4 entries');
    expect(await focused(page)).toBe('tier=minimal');

    await tabTo(page, '.chip');
    await page.keyboard.press('Enter');
    await settled(page, /^(?!4)\d+ entries/);
    expect(await page.locator('.chip').allTextContents()).toEqual(['Risk tier: Minimal risk']);
    expect(await focused(page)).toBe('#search');
    await tabTo(page, '#clear');
    await page.keyboard.press('Enter');
    await settled(page, '12 entries');
    expect(await focused(page)).toBe('#search');

    await tabTo(page, '#sort');
    await chooseLast(page);
    await settled(page, 'by name');
    expect(await focused(page)).toBe('#sort');
    expect(page.url()).toContain('sort=name');
    expect(trouble).toEqual([]);
    await context.close();
  });

  test('what was not understood and what was not found is put right', async () => {
    const { page, context } = await opened('');
    await page.keyboard.press('/');
    await page.keyboard.type('kind:sklil');
    await page.locator('#slips button').first().waitFor();
    await tabTo(page, '#slips button');
    await page.keyboard.press('Enter');
    await settled(page, '6 entries');
    expect(await focused(page)).toBe('#search');
    await page.keyboard.press('Escape');
    await page.keyboard.type('dispach');
    await settled(page, '0 entries');
    await tabTo(page, '#nothing-ways button');
    await page.keyboard.press('Enter');
    await settled(page, 'for “dispatch”');
    expect(await focused(page)).toBe('#search');
    await context.close();
  });

  test('a result keeps the focus while the rest of the answer comes', async () => {
    const { page, context } = await opened('');
    const held = Promise.withResolvers<void>();
    await page.route('**/search/texts-*.json', async (route) => {
      await held.promise;
      await route.continue();
    });
    await page.keyboard.press('/');
    await page.keyboard.type('tide');
    await settled(page, 'for “tide”');
    await page.keyboard.press('ArrowDown');
    const first = await focused(page);
    const described = page.locator('.card:has(a:focus) [data-slot=description]');
    expect(await described.textContent()).toBe('');
    held.resolve();
    await described.filter({ hasText: /\w/ }).waitFor();
    expect(await focused(page)).toBe(first);
    await context.close();
  });

  test('what did not arrive is asked for again', async () => {
    const { page, context } = await opened('');
    await page.route('**/search/catalog.json', (route) => route.abort());
    await page.keyboard.press('/');
    await page.keyboard.type('crane');
    await settled(page, 'could not be loaded');
    await page.unroute('**/search/catalog.json');
    await tabTo(page, '#retry');
    await page.keyboard.press('Enter');
    await settled(page, 'for “crane”');
    expect(await focused(page)).toBe('#search');
    await context.close();
  });

  test('the menu of a small screen opens, leads on, and gives the place back when it is closed', async () => {
    const { page, context } = await opened('', { viewport: narrow });
    const menu = page.locator('#site-menu');
    await tabTo(page, '.menu-button');
    await page.keyboard.press('Enter');
    expect(await menu.isVisible()).toBe(true);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('#site-menu') !== null)).toBe(true);
    await page.keyboard.press('Escape');
    expect(await menu.isVisible()).toBe(false);
    expect(await focused(page)).toBe('Menu');
    await page.keyboard.press('Enter');
    await tabTo(page, '.menu-close');
    await page.keyboard.press('Enter');
    expect(await menu.isVisible()).toBe(false);
    expect(await focused(page)).toBe('Menu');
    await page.keyboard.press('Space');
    await tabTo(page, '#site-menu a[href$="/sources/"]');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/sources/');
    await context.close();
  });

  test('the theme is switched', async () => {
    const { page, context } = await opened('about/');
    const ground = (): Promise<string> =>
      page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await ground();
    await tabTo(page, '[data-theme-toggle]');
    await page.keyboard.press('Space');
    const dark = await ground();
    expect(dark).not.toBe(light);
    expect(await page.locator('[data-theme-toggle]:focus').getAttribute('aria-label')).toBe(
      'Switch to the light theme',
    );
    await page.keyboard.press('Enter');
    expect(await ground()).toBe(light);
    await context.close();
  });

  test('a document is read as it is rendered and as it was written', async () => {
    const { page, context } = await opened('skills/harbour/read-a-pdf/');
    const [rendered, written] = [page.locator('.view-rendered'), page.locator('.view-written')];
    await tabTo(page, '[name=view]');
    expect([await rendered.isVisible(), await written.isVisible()]).toEqual([true, false]);
    await page.keyboard.press('ArrowRight');
    expect([await rendered.isVisible(), await written.isVisible()]).toEqual([false, true]);
    await page.keyboard.press('ArrowLeft');
    expect([await rendered.isVisible(), await written.isVisible()]).toEqual([true, false]);
    await context.close();
  });

  test('the register is filtered, and all of it shown again', async () => {
    const { page, context } = await opened('compliance/');
    const rows = page.locator('#register-table tbody tr:visible');
    const all = await rows.count();
    await tabTo(page, '#register-filters [name=tier]');
    await chooseLast(page);
    await page.locator('#register-count', { hasText: 'Risk tier: High risk' }).waitFor();
    expect(page.url()).toContain('?tier=high');
    const high = await rows.count();
    expect(high).toBeGreaterThan(0);
    expect(high).toBeLessThan(all);
    await tabTo(page, '#register-filters [type=reset]');
    await page.keyboard.press('Enter');
    expect(await rows.count()).toBe(all);
    expect(await page.locator('#register-filters select:focus').count()).toBe(1);
    await context.close();
  });

  test('the file of a source is written, copied and taken to the host', async () => {
    const { page, context, trouble } = await opened('submit/');
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await tabTo(page, '#submit-address');
    await page.keyboard.type('https://github.com/acme/skills');
    await tabTo(page, '#submit-id');
    expect(await page.locator('#submit-id').inputValue()).toBe('acme');
    await tabTo(page, '#submit-check');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('#submit-yaml');
    await tabTo(page, '[data-copy=submit-yaml]');
    await page.keyboard.press('Enter');
    await page.locator('.copy:focus', { hasText: 'Copied' }).waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toBe(await page.locator('#submit-yaml').textContent());
    expect(text).toContain('git: https://github.com/acme/skills');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('#submit-link');
    expect(trouble).toEqual([]);
    await context.close();
  });

  test('a rule is found by its words', async () => {
    const { page, context } = await opened('rules/');
    await tabTo(page, '#rule-find');
    await page.keyboard.type('hidden tags');
    await tabTo(page, '.rule-list a');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/rules\/[a-z-]+\/$/);
    await context.close();
  });
});
