import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { folderCommand } from '../../src/site/links/folder-command.ts';
import { launchBrowser, watchedPage } from '../helpers/browser.ts';
import { samplePlugins } from '../helpers/sample-plugin.ts';
import { renderSampleSite, type SampleSite } from '../helpers/sample-site.ts';
import { serveFolder } from '../helpers/static-server.ts';

describe('the page of an assembled plugin', { tags: ['slow'] }, () => {
  let site: SampleSite;
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serveFolder>>;

  beforeAll(async () => {
    [site, browser] = await Promise.all([renderSampleSite({ entries: samplePlugins }), launchBrowser()]);
    server = await serveFolder(site.folder, '/');
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await server.close();
    await site.remove();
  });

  async function open(name: string): Promise<{ page: Page; trouble: string[] }> {
    const { page, trouble } = await watchedPage(browser, { javaScriptEnabled: true });
    await page.goto(`${server.url}plugins/catalog/${name}/`);
    return { page, trouble };
  }
  const text = async (page: Page, selector: string): Promise<string> =>
    (await page.locator(selector).innerText()).replaceAll(/\s+/g, ' ');

  test('shows its members with their revisions, and links those that are listed', async () => {
    const { page, trouble } = await open('toolkit');
    const rows = await page.locator('#members .rows li').allInnerTexts();
    expect(rows.map((row) => row.replaceAll(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/^Moor <b>a ship<\/b> .*revision 1, listed now is 3, here called bind/),
      'gone skill:harbour/gone revision 2, no longer listed',
    ]);
    expect(await page.locator('#members a').first().getAttribute('href')).toBe('/skills/harbour/moor/');
    expect(trouble).toEqual([]);
  });

  test('shows what other registries hold, and opens no address that runs something', async () => {
    const { page } = await open('toolkit');
    expect(await text(page, '#references ul')).toBe(
      'weather registry.example.org/ in another registry, version 2.0.0 tides javascript:window.hacked=1 in another registry, whatever version it has',
    );
    expect(await page.locator('#references a').count()).toBe(1);
  });

  test('says where its files lie and how to get them, and what it was made from', async () => {
    const { page } = await open('toolkit');
    expect(await text(page, '#take-folder')).toMatch(
      /^curl -fsS --create-dirs -o 'toolkit\/#1' 'https:\/\/yard\.example\.org\/dl\/toolkit-[0-9a-f]{12}\/\{plugin\.json,skills\/bind\/SKILL\.md,skills\/bind\/run\.sh\}' chmod \+x toolkit\/skills\/bind\/run\.sh$/,
    );
    expect(await page.locator('#files a').first().getAttribute('href')).toMatch(
      /^\/dl\/toolkit-[0-9a-f]{12}\/plugin\.json$/,
    );
    expect(await text(page, '#provenance')).toContain('Put together from plugins/toolkit.yaml');
  });

  test('says what each harness gets of it, and how its folder is laid out', async () => {
    const { page } = await open('toolkit');
    expect(await text(page, '.plugin-fits table')).toMatchInlineSnapshot(
      `"Harness Takes Leaves out Claude Code 1 skill nothing Codex 1 skill nothing Cursor 1 skill nothing GitHub Copilot 1 skill nothing"`,
    );
    await page.locator('.folder-tree summary').click();
    expect(await text(page, '.folder-tree > ul')).toMatchInlineSnapshot(
      `"skills/ bind/ Moor <b>a ship</b> SKILL.md 100 bytes run.sh 100 bytes plugin.json 100 bytes"`,
    );
    expect(await page.locator('.folder-tree a').getAttribute('href')).toBe('/skills/harbour/moor/');
  });

  test('names the members because of which there is no copy', async () => {
    const { page } = await open('kept');
    expect(await text(page, '#take')).toContain('stands against it in this member: Drift');
    expect(await page.locator('#take-folder').count()).toBe(0);
  });
});

describe('the command for a folder', () => {
  const entry = { name: 'kit', digest: 'a'.repeat(64) };
  const file = (path: string) => ({ path, bytes: 1, sha256: 'b', executable: false });

  test('keeps to the sub-path of the marketplace', () => {
    expect(folderCommand({ ...entry, files: [file('plugin.json')] }, 'https://example.org/market')).toBe(
      "curl -fsS --create-dirs -o 'kit/#1' 'https://example.org/market/dl/kit-aaaaaaaaaaaa/{plugin.json}'",
    );
  });

  test.each(["it's.md", 'a b.md', 'a,b.md', '{x}.md', '[1-9].md', '$(id).md', '-o.md', 'a\nb.md', 'ä.md'])(
    'is not given where a file is called %j',
    (path) => {
      expect(folderCommand({ ...entry, files: [file(path)] }, 'https://example.org')).toBeUndefined();
    },
  );
});
