import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { z } from 'zod';
import { assemble, build } from '../src/build.ts';
import { type CompactEntry, EntryList, FullEntry, Root, Shard } from '../src/domain/index-v1.ts';
import { AdvisoryList } from '../src/domain/withdrawal.ts';
import { deliver } from '../src/deliver.ts';
import { emitFolders } from '../src/emit/emit-folders.ts';
import { emitIndex } from '../src/emit/emit-index.ts';
import { emitSurfaces } from '../src/emit/surfaces/emit-surfaces.ts';
import { sync } from '../src/sync.ts';
import { launchBrowser, watchedPage } from './helpers/browser.ts';
import { scratchFolder } from './helpers/catalog-folder.ts';
import { type CatalogRepo, catalogRepo } from './helpers/catalog-repo.ts';
import { skill } from './helpers/memory-tree.ts';
import { serveFolder } from './helpers/static-server.ts';
import { surfaceOf } from './helpers/surfaces.ts';

const onStep = (): void => undefined;
const url = 'https://harbour.example.org/market';
/** A word that stands in the bad skill and nowhere else. */
const SECRET = 'quetzalcoatlus';
const bad = `${skill('name: moor\ndescription: Ties ships up.\nlicense: MIT')}\nThe ${SECRET} line.\n`;
const advisory = `severity: critical
reason: It sends keys to a stranger.
on: 2026-11-20
affects: [{ entry: "skill:quay/moor" }]
replacement: skill:quay/anchor
references: ["https://example.org/why"]
`;

/** A market of three sources and an assembled plugin, locked and committed. */
async function market(): Promise<CatalogRepo> {
  const catalog = catalogRepo({
    'sources/quay.yaml': 'local: quay\n',
    'sources/shed.yaml': 'local: shed\n',
    'sources/yard.yaml': 'local: yard\n',
    'governance/quay.yaml': 'mirror: always\n',
    'quay/kit/.claude-plugin/plugin.json': JSON.stringify({ name: 'kit', description: 'Dock kit.', version: '1.0.0' }),
    'quay/kit/skills/moor/SKILL.md': bad,
    'quay/skills/anchor/SKILL.md': skill('name: anchor\ndescription: Drops the anchor.\nlicense: MIT'),
    'shed/skills/moor/SKILL.md': bad,
    'yard/skills/sweep/SKILL.md': skill('name: sweep\ndescription: Sweeps the yard.\nlicense: MIT'),
    'plugins/dock.yaml':
      'description: All for the dock.\nversion: "1.0.0"\nmembers: ["skill:quay/moor", "skill:yard/sweep"]\n',
  });
  const cacheDir = scratchFolder();
  const { diagnostics } = await sync({
    catalogDir: catalog.dir,
    cacheDir,
    only: [],
    now: '2026-11-01T00:00:00Z',
    onStep,
  });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  catalog.commit();
  return catalog;
}

/** Every file of the index by its path. */
async function published({ dir }: CatalogRepo): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const cacheDir = scratchFolder();
  const { catalog, loaded } = await assemble({ catalogDir: dir, cacheDir, onStep });
  if (!catalog || !loaded) throw new Error('There is no catalog.');
  const packed = scratchFolder();
  const context = { catalog: loaded, cacheDir, today: catalog.date.slice(0, 10) };
  const { archives, embedded } = await deliver(catalog, context, packed);
  return new Map<string, string | Uint8Array>([
    ...emitIndex(catalog, url, archives),
    ...emitFolders(catalog),
    ...emitSurfaces(catalog, url, archives, embedded),
    ...filesBelow(packed),
  ]);
}

type Files = ReadonlyMap<string, string | Uint8Array>;
const textOf = (files: Files, path: string): string => Buffer.from(files.get(path) ?? '').toString();
const json = <T extends z.ZodType>(files: Files, path: string, schema: T): z.infer<T> =>
  schema.parse(JSON.parse(textOf(files, `api/v1/${path}`)));

const all = [
  'plugin:catalog/dock',
  'plugin:quay/kit',
  'skill:quay/anchor',
  'skill:quay/moor',
  'skill:shed/moor',
  'skill:yard/sweep',
];
const down = ['plugin:catalog/dock', 'plugin:quay/kit', 'skill:quay/moor', 'skill:shed/moor'];
const up = ['skill:quay/anchor', 'skill:yard/sweep'];

/** What would lead to one of the withdrawn entries. */
function leads(files: Files): RegExp {
  const { entries } = json(files, 'entries.all.json', EntryList);
  const words = entries
    .filter(({ withdrawn }) => withdrawn)
    .flatMap(({ source, name, digest }) => [`${source}/${name}`, digest]);
  return new RegExp([...words, SECRET].join('|'));
}

function expectNoOffer(files: Files): void {
  const pattern = leads(files);
  for (const [path, content] of files) {
    const surface = surfaceOf(path);
    const text = Buffer.from(content).toString('latin1');
    if (surface === 'offers') expect(pattern.exec(`${path} ${text}`)?.[0], path).toBeUndefined();
    else expect(text.includes(SECRET), `${path} holds its text`).toBe(false);
    if (surface === 'neither') expect(pattern.test(text), `${path} knows of it`).toBe(false);
  }
}

test('taking a skill back is one file and one commit, and deleting that file brings it back', async () => {
  const catalog = await market();
  const before = await published(catalog);
  const ids = (files: Files, path: string) => json(files, path, EntryList).entries.map(({ id }) => id);
  expect(ids(before, 'entries.json')).toEqual(all);

  catalog.change({ 'advisories/leak.yaml': advisory });
  catalog.commit();
  expect(catalog.repo.git(['show', '--name-only', '--format=', 'HEAD']).split('\n')).toEqual([
    'catalog/advisories/leak.yaml',
  ]);
  const after = await published(catalog);
  expectNoOffer(after);
  expect(() =>
    expectNoOffer(new Map([...after, ['api/v1/entries.json', textOf(before, 'api/v1/entries.json')]])),
  ).toThrow();
  expect(() => expectNoOffer(new Map([...after, ['new.txt', '']]))).toThrow('Enter "new.txt"');
  expect(ids(after, 'entries.json')).toEqual(up);
  expect(ids(after, 'entries.all.json')).toEqual(all);
  expect(json(after, 'index.json', Root)).toMatchObject({ counts: { skill: 2 }, countsAll: { skill: 4, plugin: 2 } });
  expect(json(after, 'index.json', Root).counts).not.toHaveProperty('plugin');

  catalog.change({ 'advisories/leak.yaml': undefined });
  catalog.commit();
  const again = await published(catalog);
  // Every commit of the test has the same date, so that everything in the files must be as it was.
  expect([...again.keys()]).toEqual([...before.keys()]);
  for (const [path, content] of before) expect(again.get(path), path).toEqual(content);
  expect(ids(again, 'entries.json')).toEqual(all);
});

test('feeds carry nothing of it but its withdrawal', async () => {
  const catalog = await market();
  catalog.change({ 'advisories/leak.yaml': advisory });
  catalog.commit();
  const files = await published(catalog);
  const pattern = leads(files);
  const { items } = JSON.parse(textOf(files, 'feed.json')) as { items: { url: string; tags: string[] }[] };
  const about = items.filter((item) => pattern.test(item.url));
  expect(about).toHaveLength(down.length);
  for (const { tags } of about) expect(tags).toEqual(['withdrawal']);
});

test('the index says what is withdrawn, why, and what to use instead', async () => {
  const catalog = await market();
  catalog.change({ 'advisories/leak.yaml': advisory });
  catalog.commit();
  const files = await published(catalog);
  const entries = new Map(
    json(files, 'entries.all.json', EntryList).entries.map((entry): [string, CompactEntry] => [entry.id, entry]),
  );
  const says = { advisory: 'leak', severity: 'critical', reason: 'It sends keys to a stranger.' };
  const of = (id: string) => entries.get(id)?.withdrawn;
  expect(of('skill:quay/moor')).toEqual({ ...says, replacement: 'skill:quay/anchor' });
  expect(of('skill:shed/moor')).toEqual({ ...says, replacement: 'skill:quay/anchor', copyOf: 'skill:quay/moor' });
  expect(of('plugin:quay/kit')).toEqual({ ...says, member: 'skill:quay/moor' });
  expect(of('plugin:catalog/dock')).toEqual({ ...says, member: 'skill:quay/moor' });

  const record = json(files, 'entries/skill/quay/moor.json', FullEntry);
  expect(record.document).toEqual({
    path: 'kit/skills/moor/SKILL.md',
    format: 'markdown',
    headings: [],
    withheld: 'withdrawn',
  });
  expect(record.revisions).toMatchObject([{ revision: 1, withdrawn: 'leak' }]);
  expect(record.files).toHaveLength(1);
  const shard = json(files, 'shards/0.json', Shard).entries.find(({ id }) => id === 'skill:shed/moor');
  expect(shard).toMatchObject({ withdrawn: says, pins: [{ revision: 1, withdrawn: 'leak' }] });

  const { advisories } = json(files, 'advisories.json', AdvisoryList);
  const reached = advisories.flatMap(({ affected }) => affected);
  expect(reached.map(({ entry, through, member }) => [entry, through, member].filter(Boolean).join(' '))).toEqual([
    'plugin:catalog/dock member skill:quay/moor',
    'plugin:quay/kit member skill:quay/moor',
    'skill:quay/moor name',
    'skill:shed/moor copy',
  ]);
  expect(reached.map(({ digest }) => digest)).toEqual(down.map((id) => entries.get(id)?.digest));
});

test('an advisory that cannot be understood publishes nothing', async () => {
  const catalog = await market();
  catalog.change({ 'advisories/leak.yaml': advisory.replace('affects', 'afects') });
  const outDir = join(scratchFolder(), 'dist');
  const { refused } = await build({
    catalogDir: catalog.dir,
    outDir,
    cacheDir: scratchFolder(),
    frozen: false,
    onStep,
  });
  expect(refused).toEqual([
    'advisories/leak.yaml does not withdraw what it was meant to, and what it means must not be published again.',
  ]);
  expect(existsSync(outDir)).toBe(false);
});

/** Every file below a folder by its path. */
function filesBelow(folder: string): Files {
  const nodes = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((node) => node.isFile());
  return new Map(
    nodes.map((node) => {
      const path = join(node.parentPath, node.name);
      return [relative(folder, path), readFileSync(path)];
    }),
  );
}

async function found(page: Page, home: string, query: string): Promise<string[]> {
  await page.goto(`${home}${query}`);
  const status = page.locator('#results-status');
  await expect.poll(() => status.textContent(), { timeout: 10_000 }).toMatch(/for “/);
  return page.locator('#cards .card').allInnerTexts();
}

describe('the site', { tags: ['slow'] }, () => {
  test('offers nothing that is withdrawn, and says why on its page', { timeout: 180_000 }, async () => {
    const catalog = await market();
    catalog.change({ 'advisories/leak.yaml': advisory });
    catalog.commit();
    const outDir = join(scratchFolder(), 'dist');
    const built = await build({ catalogDir: catalog.dir, outDir, cacheDir: scratchFolder(), frozen: true, onStep });
    expect(built.refused).toEqual([]);
    const files = filesBelow(outDir);
    expectNoOffer(files);

    const server = await serveFolder(outDir, '/market/');
    const browser: Browser = await launchBrowser();
    onTestFinished(async () => {
      await browser.close();
      await server.close();
    });
    const { page, trouble } = await watchedPage(browser);
    await lists(page, server.url);
    await tombstones(page, server.url);
    await searches(page, server.url);
    expect(trouble).toEqual([]);
  });
});

async function lists(page: Page, home: string): Promise<void> {
  for (const list of ['skills/', 'skills/quay/', 'plugins/']) {
    await page.goto(`${home}${list}`);
    const offered = await page.locator('main .cards').first().innerText();
    const hidden = await page.locator('.aside-list .card').allInnerTexts();
    expect(hidden.length).toBeGreaterThan(0);
    for (const card of hidden) expect(card).toContain('Withdrawn');
    if (list !== 'plugins/') expect(offered).not.toMatch(/moor/i);
  }
  await page.goto(`${home}sources/quay/`);
  expect(await page.locator('li', { hasText: 'moor' }).first().innerText()).toContain('Withdrawn');
  await page.goto(`${home}health/`);
  const row = page.locator('#withdrawn tbody tr');
  expect(await row.count()).toBe(1);
  expect(await row.innerText()).toMatch(/leak.*Critical.*2026-11-20.*It sends keys to a stranger\./s);
  expect(await row.locator('.reached > li').count()).toBe(4);
}

async function tombstones(page: Page, home: string): Promise<void> {
  const stone = page.locator('#withdrawn');
  const open = async (path: string): Promise<string> => {
    await page.goto(`${home}${path}`);
    expect(await page.locator('meta[name="robots"]').getAttribute('content')).toBe('noindex');
    expect(await page.locator('#take').innerText()).not.toMatch(/git clone|git fetch|cp -/);
    expect(await page.locator('#works-with').count()).toBe(0);
    return stone.innerText();
  };
  const own = await open('skills/quay/moor/');
  expect(own).toMatch(/Withdrawn on 2026-11-20\. Do not use this skill\./);
  expect(own).toMatch(/Critical\. If you have it: remove it now\./);
  expect(own).toContain('It sends keys to a stranger.');
  expect(own).toMatch(/Use anchor instead\./);
  expect(await stone.getByRole('link', { name: 'anchor' }).getAttribute('href')).toBe('/market/skills/quay/anchor/');
  expect(await page.locator('#take code.hash').first().innerText()).toMatch(/^[0-9a-f]{64}$/);
  expect(await open('skills/shed/moor/')).toMatch(/same content, byte for byte, as moor, which is withdrawn:/);
  for (const plugin of ['plugins/quay/kit/', 'plugins/catalog/dock/']) {
    expect(await open(plugin)).toMatch(/It brings moor, which is withdrawn:\s+It sends keys to a stranger\./);
    expect(await stone.getByRole('link', { name: 'moor' }).getAttribute('href')).toBe('/market/skills/quay/moor/');
    expect(await page.locator('#members > .rows li', { hasText: 'moor' }).innerText()).toContain('Withdrawn');
  }
}

async function searches(page: Page, home: string): Promise<void> {
  expect(await found(page, home, '?q=moor')).toEqual([]);
  expect(await found(page, home, `?q=${SECRET}&hidden=1`)).toEqual([]);
  const asked = await found(page, home, '?q=moor&hidden=1');
  expect(asked.length).toBeGreaterThan(1);
  for (const card of asked) expect(card).toContain('Withdrawn');
}
