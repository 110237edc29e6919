import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '../../src/domain/digest.ts';
import { rules } from '../../src/domain/rules/index.ts';
import { renderSite } from '../../src/site/render-site.ts';
import { auditPages } from '../helpers/audit-pages.ts';
import { brokenLinks } from '../helpers/broken-links.ts';
import { scriptAndStyle } from '../helpers/page-weight.ts';
import { sampleEntries } from '../helpers/sample-entries.ts';
import { writeSampleIndex } from '../helpers/sample-index.ts';
import { writeBesidePages } from '../helpers/sample-twins.ts';
import { startTags } from '../helpers/start-tags.ts';

const MAX_BYTES = 60_000;
const baseUrl = 'https://yard.example.org/market';

let work: string;
let site: string;
let files: ReadonlyMap<string, Buffer>;

async function readAll(folder: string): Promise<Map<string, Buffer>> {
  const nodes = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = nodes.filter((node) => node.isFile()).map((node) => join(node.parentPath, node.name));
  const pairs = paths.toSorted().map(async (path) => [relative(folder, path), await readFile(path)] as const);
  return new Map(await Promise.all(pairs));
}

function pages(): [string, string][] {
  return [...files].filter(([path]) => path.endsWith('.html')).map(([path, bytes]) => [path, bytes.toString()]);
}

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'skillyard-render-'));
  site = join(work, 'site');
  await writeSampleIndex(join(work, 'index'), { baseUrl });
  await renderSite({ indexDir: join(work, 'index'), outDir: site, baseUrl, cacheDir: join(work, 'cache') });
  files = await readAll(site);
}, 120_000);

afterAll(() => rm(work, { recursive: true, force: true }));

describe('renderSite', { tags: ['slow'] }, () => {
  test('writes a page for everything, at the fixed addresses', () => {
    const paths = pages().map(([path]) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'index.html',
        '404.html',
        'about/index.html',
        'submit/index.html',
        'health/index.html',
        'statistics/index.html',
        'tombstones/index.html',
        'api/guide/index.html',
        'sources/index.html',
        'sources/harbour/index.html',
        'skills/index.html',
        'skills/harbour/read-a-pdf/index.html',
        'subagents/harbour/harbour-pilot/index.html',
        'commands/harbour/berth/index.html',
        'hooks/harbour/watchman/index.html',
        'mcp-servers/harbour/tide-tables/index.html',
        'plugins/harbour/dock-kit/index.html',
        'workflows/index.html',
        'workflows/harbour/clear-a-ship/index.html',
        ...Object.keys(rules).map((id) => `rules/${id}/index.html`),
      ]),
    );
    expect(paths).not.toContain('workflows/drifters/index.html');
  });

  test('indexes the entries for search, and nothing else', () => {
    const entry = JSON.parse(files.get('pagefind/pagefind-entry.json')?.toString() ?? '{}');
    expect(entry.languages.en.page_count).toBe(sampleEntries.length);
  });

  test('leaves nothing in its work folder but rendered documents', async () => {
    expect(await readdir(join(work, 'cache'))).toEqual(['markdown']);
  });

  test('every page has the policy before anything that loads, and nothing inline', () => {
    for (const [path, html] of pages()) {
      const tags = startTags(html);
      const policy = tags.findIndex(({ attributes }) => attributes.get('http-equiv') === 'Content-Security-Policy');
      const first = tags.findIndex(({ name }) => ['link', 'script', 'style', 'img'].includes(name));
      expect(policy, path).toBeGreaterThan(0);
      expect(first, path).toBeGreaterThan(policy);
      const inline = tags.filter(({ name, attributes }) => {
        const handlers = [...attributes.keys()].some((key) => key === 'style' || key.startsWith('on'));
        return handlers || name === 'style' || (name === 'script' && !attributes.has('src'));
      });
      expect(inline, path).toEqual([]);
    }
  });

  test('every page is valid, every link inside leads to a file and an id, and little is loaded before the search is used', async () => {
    // The pages, the index and what is written beside both in one folder, as a build publishes them.
    const published = join(work, 'published');
    await cp(site, published, { recursive: true });
    await cp(join(work, 'index'), published, { recursive: true });
    await writeBesidePages(published, baseUrl);
    const audited = await auditPages(published);
    expect(brokenLinks(published, audited, `${baseUrl}/`)).toEqual([]);
    const links = [...audited.values()].reduce((sum, page) => sum + page.links.length, 0);
    expect(links).toBeGreaterThan(1000);
    expect([...audited.values()].flatMap(({ file, problems }) => problems.map((is) => `${file}: ${is}`))).toEqual([]);
    for (const page of audited.values())
      expect(await scriptAndStyle(published, page, `${baseUrl}/`), page.file).toBeLessThan(MAX_BYTES);
  });

  test('the record that a page names is the one of its entry', () => {
    const html = files.get('skills/harbour/read-a-pdf/index.html')?.toString() ?? '';
    expect(html).toContain('href="/market/api/v1/entries/skill/harbour/read-a-pdf.json"');
  });

  test('a tier that nobody set is not shown as one that somebody did', () => {
    const read = (path: string): string => files.get(`${path}/index.html`)?.toString() ?? '';
    const assumed = read('skills/harbour/dispatch-cranes');
    expect(assumed).toContain('High risk, not assessed');
    expect(assumed).toContain('Assumed, not declared: nobody has set a tier for this entry.');
    expect(assumed).not.toContain('Declared for uses');
    expect(assumed).not.toContain('put a name to the tier');
    const declared = read('skills/harbour/write-a-bill-of-lading');
    expect(declared).not.toContain('not assessed');
    expect(declared).toContain('None. Nobody has put a name to the tier.');
  });

  test('characters that hide or turn the words around them are shown as escapes', () => {
    for (const [path, html] of pages()) {
      expect(html, path).not.toMatch(/[\u202E\u200B]/);
    }
    const list = files.get('skills/index.html')?.toString() ?? '';
    expect(list).toContain(String.raw`\u{202e}reversed</bdi>`);
  });

  test('names the owner and leads to the repository of the catalog', () => {
    for (const path of ['submit/index.html', 'about/index.html', 'health/index.html']) {
      const html = files.get(path)?.toString() ?? '';
      expect(html, path).toContain('href="https://github.com/yard/catalog"');
      expect(html, path).toContain('href="mailto:office@yard.example.org"');
      expect(html, path).toMatch(/Yard &(?:lt|#60);office/);
    }
  });

  test('lists the entries of one kind of one source, and what is not offered apart', () => {
    const html = files.get('skills/field-notes/index.html')?.toString() ?? '';
    const [offered = '', hidden = ''] = html.split('Not offered unasked');
    expect(offered).toContain('Old checklist');
    expect(hidden).toContain('Translate a notice');
    expect(offered).not.toContain('Translate a notice');
  });

  test('says nothing that it cannot know', () => {
    for (const [path, html] of pages()) expect(html, path).not.toMatch(/\b(?:compliant|certified|is safe)\b/i);
  });
});

describe('the same index gives the same bytes', { tags: ['slow'] }, () => {
  function digests(folder: ReadonlyMap<string, Buffer>): Record<string, string> {
    return Object.fromEntries([...folder].map(([path, bytes]) => [path, sha256(bytes)]));
  }

  test('elsewhere, at the same time, in another time zone and language, with a warm and with a cold cache', async () => {
    const before = { TZ: process.env['TZ'], LANG: process.env['LANG'] };
    Object.assign(process.env, { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8' });
    const indexDir = join(work, 'a folder/with another index');
    await writeSampleIndex(indexDir, { baseUrl });
    const outs = [join(work, 'x/warm'), join(work, 'cold')] as const;
    await Promise.all([
      renderSite({ indexDir, outDir: outs[0], baseUrl, cacheDir: join(work, 'cache') }),
      renderSite({ indexDir, outDir: outs[1], baseUrl, cacheDir: join(work, 'another/deep/cache') }),
    ]);
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    for (const out of outs) expect(digests(await readAll(out))).toEqual(digests(files));
  });
});

describe('an index that is not one', { tags: ['slow'] }, () => {
  async function render(indexDir: string): Promise<void> {
    await renderSite({ indexDir, outDir: join(work, 'never'), baseUrl, cacheDir: join(work, 'cache') });
  }

  test('is refused where it is missing', async () => {
    await expect(render(join(work, 'nowhere'))).rejects.toThrow(/index\.json cannot be read/);
  });

  test('is refused where a list in it is malformed, and nothing is written', async () => {
    const indexDir = join(work, 'malformed');
    await writeSampleIndex(indexDir);
    await writeFile(join(indexDir, 'api/v1/sources.json'), '{ "formatVersion": "1.0", "sources": [{}] }');
    await expect(render(indexDir)).rejects.toThrow(/sources\.json cannot be read/);
    await expect(readdir(join(work, 'never'))).rejects.toThrow(/ENOENT/);
  });

  test('is refused where a record is missing', async () => {
    const indexDir = join(work, 'incomplete');
    await writeSampleIndex(indexDir);
    await rm(join(indexDir, 'api/v1/entries/skill/harbour/read-a-pdf.json'));
    await expect(render(indexDir)).rejects.toThrow(/read-a-pdf\.json cannot be read/);
  });

  test('a folder that holds something is not written over', async () => {
    const outDir = join(work, 'full');
    await mkdir(outDir);
    await writeFile(join(outDir, 'precious.txt'), '');
    const options = { indexDir: join(work, 'index'), outDir, baseUrl, cacheDir: join(work, 'cache') };
    await expect(renderSite(options)).rejects.toThrow(/is not empty/);
  });
});
