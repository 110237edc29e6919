import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { SourceFile } from '../../src/domain/catalog.ts';
import { loadCatalog } from '../../src/load/load-catalog.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';
import { watchedPage } from '../helpers/browser.ts';
import { catalogFolder } from '../helpers/catalog-folder.ts';
import { showSampleSite } from '../helpers/shown-site.ts';

const shown = showSampleSite('/market/');
const field = (page: Page, name: string) => page.locator(`#submit-${name}`);

/** What a machine can tell is broken of the page as it stands now. */
async function broken(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate((): Promise<AxeResults> =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
    }),
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

describe('the page for submissions', { tags: ['slow'] }, () => {
  test('makes a file that a catalog takes, with the keyboard alone and without a request', async () => {
    const { page, context, trouble } = await watchedPage(shown.browser);
    await page.goto(`${shown.url}submit/`);
    await page.waitForLoadState('networkidle');
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.getByLabel('Address of the repository').focus();
    await page.keyboard.type('https://github.com/acme/skills/tree/main/skills');
    expect(await page.getByLabel('Id of the source').inputValue()).toBe('acme');
    expect(await page.getByLabel('Branch, tag or commit').inputValue()).toBe('main');
    expect(await page.getByLabel('Folder').inputValue()).toBe('skills');
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('Tab');
    await page.keyboard.type('drafts/**\n# odd: "name"');
    await page.keyboard.press('Tab');
    await page.keyboard.type('skill:pdf=limited');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator('#submit-yaml:focus').count()).toBe(1);
    expect(await page.locator('#submit-status').textContent()).toBe('The file is ready below.');
    const text = (await page.locator('#submit-yaml').textContent()) ?? '';
    const { catalog, diagnostics } = await loadCatalog(catalogFolder({ 'sources/acme.yaml': text }));
    expect(diagnostics).toEqual([]);
    expect(catalog?.sources[0]?.file).toMatchObject({
      git: 'https://github.com/acme/skills',
      ref: 'main',
      path: 'skills',
      owners: ['github:acme'],
      exclude: ['drafts/**', '# odd: "name"'],
      entries: { 'skill:pdf': { riskTier: 'limited' } },
    });
    const claim = { repository: 'https://github.com/acme/skills', catalogs: ['https://yard.example.org/market'] };
    expect(JSON.parse((await page.locator('#submit-claim').textContent()) ?? '')).toEqual(claim);
    await field(page, 'ref').fill('a'.repeat(40));
    expect(await page.locator('#submit-claimed').isVisible()).toBe(false);
    await field(page, 'ref').fill('main');
    expect(await page.locator('#submit-claimed').isVisible()).toBe(true);
    const link = new URL((await page.locator('#submit-link').getAttribute('href')) ?? '');
    expect(`${link.origin}${link.pathname}`).toBe('https://github.com/yard/catalog/new/HEAD');
    expect(Object.fromEntries(link.searchParams)).toEqual({ filename: 'catalog/sources/acme.yaml', value: text });
    expect(requests).toEqual([]);
    expect(await broken(page)).toEqual([]);
    expect(trouble).toEqual([]);
    await context.close();
  });

  test.for([
    ['path', `a: b/# c/"d"/'e'`],
    ['path', '- null'],
    ['ref', '1.10'],
    ['owners', '🦑 "squid": it\'s # me\n<script>window.hacked = 1</script>\nnull'],
    ['exclude', '*.md\n& x\n日本/**\n<img src=x onerror=alert(1)>'],
  ] as const)('what is typed as %s, %j, is what the file means', async ([name, typed]) => {
    const { page, context, trouble } = await watchedPage(shown.browser);
    await page.goto(`${shown.url}submit/`);
    await field(page, 'address').fill('https://git.example.org/acme/skills');
    await field(page, name).fill(typed);
    const text = (await page.locator('#submit-yaml').textContent()) ?? '';
    const { written, diagnostics } = parseYaml('sources/acme.yaml', text, SourceFile);
    expect(diagnostics).toEqual([]);
    const isList = name === 'owners' || name === 'exclude';
    expect(written).toEqual({ git: 'https://git.example.org/acme/skills', [name]: isList ? typed.split('\n') : typed });
    expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
    expect(trouble).toEqual([]);
    await context.close();
  });

  test('says beside each field what is wrong, and shows no file then', async () => {
    const { page, context, trouble } = await watchedPage(shown.browser, {
      colorScheme: 'dark',
      viewport: { width: 390, height: 844 },
    });
    await page.goto(`${shown.url}submit/`);
    await page.getByRole('button', { name: 'Check the answers' }).click();
    expect(await page.locator('#submit-address:focus').count()).toBe(1);
    expect(await field(page, 'address').getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('#submit-status').textContent()).toBe('2 answers have to be given or changed.');
    const say = async (name: string, typed: string): Promise<string | null> => {
      await field(page, name).fill(typed);
      await field(page, name).blur();
      return page.locator(`#submit-${name}-error`).textContent();
    };
    expect(await say('address', 'javascript:alert(1)')).toContain('none of the forms');
    expect(await say('address', 'git@github.com:acme/skills.git')).toBe(
      'It is reached by ssh; this catalog takes https, http. Write https://github.com/acme/skills, or ask the operator to allow ssh in policy.transports.',
    );
    expect(await say('address', 'github.com/acme/skills')).toBe('');
    expect(await page.locator('#submit-status').textContent()).toBe(
      'The file is ready below. The address is taken as https://github.com/acme/skills.',
    );
    expect(await page.locator('#submit-yaml').textContent()).toContain('git: https://github.com/acme/skills\n');
    expect(await say('address', 'https://github.com/harbour/skills')).toBe('');
    expect(await page.locator('#submit-status').textContent()).toBe(
      'The file is ready below. Another part or branch of this repository is listed already, as harbour.',
    );
    expect(await say('address', 'https://github.com/Harbour/skills/tree/main')).toBe(
      'This place is listed already, as harbour. Correct sources/harbour.yaml instead.',
    );
    expect(await say('address', 'https://github.com/acme/skills')).toBe('');
    expect(await say('id', 'harbour')).toBe('"harbour" is taken by another source. Take another id.');
    expect(await say('exclude', '{a,b}')).toContain('one by one');
    expect(await page.locator('#submit-result').isVisible()).toBe(false);
    expect(await broken(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(trouble).toEqual([]);
    await context.close();
  });

  test('takes the first click from a field that is left with something wrong in it', async () => {
    const { page, context, trouble } = await watchedPage(shown.browser);
    await page.goto(`${shown.url}submit/`);
    await field(page, 'address').click();
    await page.keyboard.type('nonsense');
    await page.getByRole('button', { name: 'Check the answers' }).scrollIntoViewIfNeeded();
    const button = await page.getByRole('button', { name: 'Check the answers' }).boundingBox();
    if (!button) throw new Error('There is no button.');
    await page.mouse.move(button.x + 10, button.y + button.height - 5);
    await page.mouse.down();
    // Longer than anything that is late would take.
    await page.waitForTimeout(100);
    expect(await page.getByRole('button', { name: 'Check the answers' }).boundingBox()).toEqual(button);
    await page.mouse.up();
    await page.locator('#submit-address:focus').waitFor();
    expect(await page.locator('#submit-address-error').textContent()).toContain('none of the forms');
    expect(await page.locator('#submit-id-error').textContent()).toContain('Give it an id');

    // Pressed somewhere else, it is said of the field that was left.
    await field(page, 'address').fill('');
    await page.locator('h1').click();
    await expect.poll(() => page.locator('#submit-address-error').textContent()).toContain('Write the address');
    expect(trouble).toEqual([]);
    await context.close();
  });

  test('is the guide that it was without scripts', async () => {
    const { page, context } = await watchedPage(shown.browser, { javaScriptEnabled: false });
    await page.goto(`${shown.url}submit/`);
    expect(await page.locator('#submit-form').isVisible()).toBe(false);
    expect(await page.locator('#submit-result').isVisible()).toBe(false);
    expect(await page.locator('#source-short').isVisible()).toBe(true);
    await context.close();
  });
});
