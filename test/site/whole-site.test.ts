import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../src/build.ts';
import { auditPages, type AuditedPage } from '../helpers/audit-pages.ts';
import { brokenLinks } from '../helpers/broken-links.ts';
import { scriptAndStyle } from '../helpers/page-weight.ts';

const base = 'https://skills.example.org/market/';
const PAGE_BYTES = 200_000;
const LOADED_BYTES = 60_000;

let work: string;
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'skillyard-whole-'));
});
afterAll(() => rm(work, { recursive: true, force: true }));

describe('the auditor itself', () => {
  test('sees what is not valid, and where a link leads nowhere', async () => {
    const folder = join(work, 'bad');
    await mkdir(join(folder, 'there'), { recursive: true });
    const page = (body: string): string =>
      `<!doctype html><html lang="en"><head><title>Bad</title></head><body>${body}</body></html>`;
    const links = [
      'there',
      'there/',
      'there/#in',
      'there/#out',
      'gone.txt',
      '/elsewhere',
      'https://example.org/',
      '//',
    ];
    await writeFile(
      join(folder, 'index.html'),
      page(`<div id="a"></div><p id="a"><div></div></p>${links.map((link) => `<a href="${link}">x</a>`).join('')}`),
    );
    await writeFile(join(folder, 'there/index.html'), page('<p id="in">in &amp; out</p>'));
    const pages = await auditPages(folder);
    expect(pages.get('there/index.html')?.problems).toEqual([]);
    expect(pages.get('index.html')?.problems.map((problem) => problem.split(':', 1)[0])).toEqual(
      expect.arrayContaining(['no-dup-id', 'no-implicit-close']),
    );
    expect(brokenLinks(folder, pages, base)).toMatchInlineSnapshot(`
      [
        "index.html → there: no such file",
        "index.html → there/#out: no such id",
        "index.html → gone.txt: no such file",
        "index.html → /elsewhere: outside of the base",
        "index.html → //: not an address",
      ]
    `);
  });
});

describe('the site of the default catalog, below a sub-path', { tags: ['slow'] }, () => {
  let folder: string;
  let pages: ReadonlyMap<string, AuditedPage>;

  beforeAll(async () => {
    folder = join(work, 'out');
    const catalogDir = resolve(import.meta.dirname, '../../catalog');
    const places = { catalogDir, outDir: folder, cacheDir: join(work, 'cache') };
    const { refused } = await build({ ...places, baseUrl: base, frozen: true, onStep: () => undefined });
    expect(refused).toEqual([]);
    pages = await auditPages(folder);
  }, 120_000);

  test('is valid HTML on every page', () => {
    expect(pages.size).toBeGreaterThan(200);
    expect([...pages.values()].flatMap(({ file, problems }) => problems.map((is) => `${file}: ${is}`))).toEqual([]);
  });

  test('has no link that leads nowhere', () => {
    expect(brokenLinks(folder, pages, base)).toEqual([]);
  });

  test('has no page over 200 kB, compressed', async () => {
    for (const file of pages.keys()) {
      const bytes = gzipSync(await readFile(join(folder, file))).length;
      expect(bytes, file).toBeLessThan(PAGE_BYTES);
    }
  });

  test('loads at most 60 kB of script and style on any page, compressed', async () => {
    for (const page of pages.values())
      expect(await scriptAndStyle(folder, page, base), page.file).toBeLessThan(LOADED_BYTES);
  });
});
