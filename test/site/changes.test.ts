import { describe, expect, test } from 'vitest';
import { watchedPage } from '../helpers/browser.ts';
import { showSampleSite } from '../helpers/shown-site.ts';

const shown = showSampleSite('/market/');

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

describe('the changes page', { tags: ['slow'] }, () => {
  test('tells by day what has changed, without scripts, and nothing of strangers runs in it', async () => {
    const { page, context, trouble } = await watchedPage(shown.browser, { javaScriptEnabled: false });
    await page.goto(`${shown.url}changes/`);
    expect(await page.locator('h2 time').allInnerTexts()).toEqual(['2026-11-05', '2026-11-04', '2026-11-01']);
    const news = (await page.locator('.news > li').allInnerTexts()).map(oneLine);
    expect(news).toMatchInlineSnapshot(`
      [
        "Moor <img src=x onerror="window.hacked = 1"> \\u{202e}gnp.exe \\u{e0041} (skill, harbour): withdrawn Reason: <img src=x onerror="window.hacked = 1"> \\u{202e}gnp.exe \\u{e0041} Use skill:harbour/read-a-pdf instead.",
        "Read a PDF (skill, harbour): new content, revision 2 New in what it can do: hook <img src=x onerror="window.hacked = 1"> \\u{202e}gnp.exe \\u{e0041}. Gone from what it can do: tool Bash.",
        "Read a PDF (skill, harbour): risk tier set to high Decided by the operator in commit c0ffee000000: “<img src=x onerror="window.hacked = 1"> \\u{202e}gnp.exe \\u{e0041}”",
        "Read a PDF (skill, harbour): new",
        "Clear a ship (workflow, harbour): new",
        "Write a bill of lading (skill, harbour): new",
        "Dispatch cranes (skill, harbour): new",
        "Harbour pilot (subagent, harbour): new",
        "Harbour pilot (command, harbour): new",
        "Watchman (hook, harbour): new",
        "tide-tables (MCP server, harbour): new",
        "Dock kit (plugin, harbour): new",
        "PDF reader (skill, drifters): new",
        "<script>window.hacked = 1</script> "quoted" & \\u{202e}reversed (skill, drifters): new",
        "A title without an end supercalifragilisticexpialidociouswordsupercalifragilisticexpialidociouswordsupercalifragilistic… (skill, drifters): new",
        "Translate a notice (skill, field-notes): new",
        "Old checklist (skill, field-notes): new",
        "Half done (skill, field-notes): new",
        "Gone (hook, field-notes): new",
      ]
    `);
    expect(await page.locator('.news img').count()).toBe(0);
    const links = await page.locator('.news > li > p > a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    expect(links.every((link) => link?.startsWith('/market/'))).toBe(true);
    expect(trouble).toEqual([]);
    await context.close();
  });

  test('names its feeds, and the page of a source those of the source', async () => {
    const { page, context } = await watchedPage(shown.browser);
    const feeds = () =>
      page
        .locator('link[rel=alternate]:not([type="application/json"])')
        .evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    await page.goto(`${shown.url}changes/`);
    expect(await feeds()).toEqual(['/market/feed.xml', '/market/feed.json']);
    await page.goto(`${shown.url}sources/harbour/`);
    expect(await feeds()).toEqual([
      '/market/feed.xml',
      '/market/feed.json',
      '/market/sources/harbour/feed.xml',
      '/market/sources/harbour/feed.json',
    ]);
    const link = page.getByRole('link', { name: 'Changes as Atom feed' });
    expect(await link.getAttribute('href')).toBe('/market/sources/harbour/feed.xml');
    await context.close();
  });
});

describe('the history of an entry', { tags: ['slow'] }, () => {
  test('says who decided what, one line for each commit, newest first, and leads to the commit', async () => {
    const { page, context, trouble } = await watchedPage(shown.browser);
    await page.goto(`${shown.url}skills/harbour/read-a-pdf/`);
    const history = page.locator('#history');
    expect((await history.locator('li').allInnerTexts()).map(oneLine)).toMatchInlineSnapshot(`
      [
        "2026-11-04: former names set to pdf-tools The publisher, in d0ffee0000 Say what it was called",
        "2026-11-03: alias production set to revision 3 (was revision 2); risk tier set to limited The operator, Ada <img src=x onerror="window.hacked = 1"> \\u{202e}gnp.exe \\u{e0041}, in c0ffee0000 Promote it <img src=x onerror="window.hacked = 1"> \\u{202e}gnp.exe \\u{e0041}",
      ]
    `);
    expect(await history.locator('a').first().getAttribute('href')).toBe(
      `https://github.com/yard/catalog/commit/${'d0ffee'.padEnd(40, '0')}`,
    );
    expect(trouble).toEqual([]);
    await page.goto(`${shown.url}skills/field-notes/old-checklist/`);
    expect(await history.count()).toBe(0);
    expect(await page.locator('a[href="#history"]').count()).toBe(0);
    await context.close();
  });
});
