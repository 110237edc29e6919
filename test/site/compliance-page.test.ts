import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Compliance } from '../../src/domain/compliance.ts';
import { emitIndex } from '../../src/emit/emit-index.ts';
import { writeFiles } from '../../src/publish.ts';
import { concernCounts, registerOf, tiersBySetter } from '../../src/site/data/register.ts';
import { renderSite } from '../../src/site/render-site.ts';
import { launchBrowser, watchedPage } from '../helpers/browser.ts';
import { readCsv } from '../helpers/read-csv.ts';
import { registerCatalog } from '../helpers/register-catalog.ts';
import { serveFolder } from '../helpers/static-server.ts';

let browser: Browser;
let url: string;
let files: ReadonlyMap<string, string>;
let compliance: Compliance;
const atEnd: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const work = await mkdtemp(join(tmpdir(), 'skillyard-register-'));
  const [indexDir, outDir] = [join(work, 'index'), join(work, 'out')];
  const baseUrl = 'https://yard.example.org/market';
  files = emitIndex(await registerCatalog(), baseUrl);
  compliance = Compliance.parse(JSON.parse(files.get('api/v1/compliance.json') ?? ''));
  await writeFiles(indexDir, files);
  await renderSite({ indexDir, outDir, baseUrl, cacheDir: join(work, 'cache') });
  await writeFiles(outDir, files);
  browser = await launchBrowser();
  const server = await serveFolder(outDir, '/market/');
  ({ url } = server);
  atEnd.push(
    () => browser.close(),
    () => server.close(),
    () => rm(work, { recursive: true, force: true }),
  );
}, 120_000);
afterAll(async () => {
  for (const end of atEnd) await end();
});

async function open(query = '', options: Parameters<typeof watchedPage>[1] = {}): Promise<Page> {
  const { page, trouble } = await watchedPage(browser, options);
  await page.goto(`${url}compliance/${query}`);
  expect(trouble).toEqual([]);
  return page;
}

const shownRows = (page: Page): Promise<string[]> =>
  page.locator('#register-table tbody tr:visible th').allInnerTexts();

describe('the compliance page', { tags: ['slow'] }, () => {
  test('adds up to compliance.json, without JavaScript', async () => {
    const page = await open('', { javaScriptEnabled: false });
    const { counts, entries } = compliance;
    const words = await page
      .locator('.tally > div')
      .evaluateAll((parts) =>
        parts.map((part) => [part.querySelector('dt')?.textContent, Number(part.querySelector('dd')?.textContent)]),
      );
    expect(Object.fromEntries(words)).toEqual({
      Entries: counts.entries,
      'Tier set by nobody': counts.onDefaults,
      Attested: counts.attested.current,
      'Attestation outdated': counts.attested.outdated,
      'Attestation expired': counts.attested.expired,
      Raw: counts.category.raw,
      Stubs: counts.stubs,
      'With a concern': counts.concerns,
      Withdrawn: counts.withdrawn,
    });
    const cells = await page
      .locator('section:has(> h2:text("Tiers")) tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) => [...row.querySelectorAll('td')].map(({ textContent }) => Number(textContent))),
      );
    const totals = cells.map((row) => row.at(-1) ?? 0);
    expect(totals).toEqual([counts.riskTier.high, counts.riskTier.limited, counts.riskTier.minimal]);
    for (const row of cells) expect(row.slice(0, -1).reduce((sum, n) => sum + n, 0)).toBe(row.at(-1));
    expect(await shownRows(page)).toHaveLength(entries.length);
    expect(await page.locator('#register-filters').isVisible()).toBe(false);
    await page.context().close();
  });

  test('filters, keeps the choice in the address, and says what is shown', async () => {
    const page = await open();
    await page.selectOption('select[name=attested]', 'expired');
    expect(await shownRows(page)).toEqual([expect.stringContaining('skill:harbour/ended')]);
    expect(await page.locator('#register-count').innerText()).toBe('1 of 9 entries. Attestation: Expired');
    expect(new URL(page.url()).search).toBe('?attested=expired');
    await page.selectOption('select[name=source]', 'drifters');
    expect(await shownRows(page)).toEqual([]);
    await page.getByRole('button', { name: 'Clear' }).click();
    expect(await shownRows(page)).toHaveLength(9);
    expect(new URL(page.url()).search).toBe('');
    await page.context().close();
  });

  test('leads from a sum to its rows', async () => {
    const page = await open();
    await page.getByRole('link', { name: 'Attestation outdated' }).click();
    await page.getByText('1 of 9 entries').waitFor();
    expect(await shownRows(page)).toEqual([expect.stringContaining('skill:harbour/too-old')]);
    await page.context().close();
  });

  test('comes up as its address says, whatever stands there', async () => {
    const page = await open('?state=stub&tier=<script>&set-by=__proto__&nothing=1');
    expect(await shownRows(page)).toEqual([expect.stringContaining('skill:harbour/stand-in')]);
    await page.context().close();
  });

  test('is where the page of a tier leads, with its rows', async () => {
    const page = await open();
    await page.goto(`${url}tiers/high/`);
    await page.getByRole('link', { name: 'register', exact: true }).click();
    await page.waitForURL(`${url}compliance/?tier=high#register`);
    const high = compliance.entries.filter(({ riskTier }) => riskTier === 'high').length;
    expect(high).toBeGreaterThan(0);
    await page.getByText(`${high} of 9 entries`).waitFor();
    expect(await shownRows(page)).toHaveLength(high);
    await page.context().close();
  });

  test('shows tier and attestation beside the entry on a phone', async () => {
    const page = await open('', { viewport: { width: 390, height: 800 } });
    const edges = await page
      .locator('#register-table thead th')
      .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().right));
    expect(edges[2]).toBeLessThanOrEqual(390);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBe(390);
    await page.context().close();
  });

  test('offers the register in three forms', async () => {
    const page = await open();
    const links = await page
      .locator('.register-downloads a')
      .evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).href));
    const texts = await Promise.all(links.map(async (link) => (await page.request.get(link)).text()));
    const [json = '', csv = '', bom = ''] = texts;
    const ids = compliance.entries.map(({ id }) => id);
    expect(Compliance.parse(JSON.parse(json)).entries.map(({ id }) => id)).toEqual(ids);
    expect(
      readCsv(csv.replace(/^\uFEFF/, ''))
        .slice(1)
        .map(([id]) => id),
    ).toEqual(ids);
    expect(JSON.parse(bom)).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.7' });
    await page.context().close();
  });

  test('is printed dark on light with everything that explains it and nothing that leads elsewhere', async () => {
    const page = await open('', { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    for (const gone of ['.masthead', '.colophon', '#register-filters', '.register-downloads'])
      expect([gone, await page.locator(gone).isVisible()]).toEqual([gone, false]);
    expect(await page.getByText('Nobody has looked at this entry').isVisible()).toBe(true);
    expect(await page.locator('body').evaluate((body) => getComputedStyle(body).color)).toBe('rgb(21, 32, 43)');
    expect(await page.locator('#register-table thead').evaluate((head) => getComputedStyle(head).display)).toBe(
      'table-header-group',
    );
    expect(await shownRows(page)).toHaveLength(9);
    await page.context().close();
  });

  test.each([
    ['current', 'Current, as of 2026-11-20'],
    ['ended', 'Expired, as of 2026-11-20'],
    ['too-old', 'Outdated, as of 2026-11-20'],
  ])('the page of %s says "%s"', async (name, words) => {
    const { page } = await watchedPage(browser);
    await page.goto(`${url}skills/harbour/${name}/`);
    const governance = page.locator('#governance');
    expect(await governance.innerText()).toContain(words);
    await governance.getByRole('link', { name: 'All declarations' }).click();
    expect(new URL(page.url()).pathname).toBe('/market/compliance/');
    await page.context().close();
  });
});

describe('the register of a catalog that is too large for a page', () => {
  const [plain] = [{ concerns: ['risk-tier-default'], riskTier: 'minimal', attested: 'none' }];
  const record = (n: number, more: object = {}): Compliance['entries'][number] => ({
    ...(compliance.entries.find(({ name }) => name === 'open') as Compliance['entries'][number]),
    ...(plain as object),
    id: `skill:harbour/s${n}`,
    ...more,
  });

  test('has what deserves a look, and of that the first', () => {
    const entries = [1, 2, 3, 4, 5].map((n) => record(n));
    const large = (more: readonly object[]): Compliance => ({
      ...compliance,
      entries: [...entries, ...more.map((one, index) => record(index + 6, one))],
    });
    expect(registerOf(large([]), 5)).toMatchObject({ extent: 'all', rows: { length: 5 } });
    const looks = [
      { riskTier: 'high' },
      { stub: true },
      { concerns: ['tier-below-evidence'] },
      { attested: 'expired' },
    ];
    const { rows, extent } = registerOf(large(looks), 5);
    expect(extent).toBe('to-look-at');
    expect(rows.map(({ id }) => id)).toEqual([6, 7, 8, 9].map((n) => `skill:harbour/s${n}`));
    expect(registerOf(large([...looks, ...looks]), 5)).toMatchObject({
      extent: 'first-to-look-at',
      rows: { length: 5 },
    });
  });

  test('its sums are of all entries all the same', () => {
    expect(tiersBySetter(compliance).reduce((sum, { total }) => sum + total, 0)).toBe(compliance.counts.entries);
    expect(concernCounts(compliance)).toEqual([
      ['risk-tier-default', 3],
      ['attestation-expired', 1],
      ['attestation-outdated', 1],
    ]);
  });
});
