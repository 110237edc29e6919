import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../src/site/links/content-security-policy.ts';
import { headersFile } from '../../src/site/hosting/headers-file.ts';
import { sitemapFiles } from '../../src/site/hosting/sitemap.ts';

const base = 'https://yard.example.org/a&b/';

describe('the sitemap', () => {
  test('is one file where that may name them all', () => {
    const pages = [{ url: base }, { url: `${base}skills/harbour/berth/`, changed: '2026-11-01' }];
    const files = sitemapFiles(pages, base);
    expect([...files.keys()]).toEqual(['sitemap.xml']);
    expect(files.get('sitemap.xml')).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      <url><loc>https://yard.example.org/a&amp;b/</loc></url>
      <url><loc>https://yard.example.org/a&amp;b/skills/harbour/berth/</loc><lastmod>2026-11-01</lastmod></url>
      </urlset>
      "
    `);
  });

  test('is an index beyond that, with every page once', () => {
    const pages = Array.from({ length: 5 }, (_, n) => ({ url: `${base}${n}/` }));
    const files = sitemapFiles(pages, base, 2);
    expect([...files.keys()]).toEqual(['sitemap.xml', 'sitemap-1.xml', 'sitemap-2.xml', 'sitemap-3.xml']);
    expect(files.get('sitemap.xml')).toContain('<loc>https://yard.example.org/a&amp;b/sitemap-3.xml</loc>');
    const named = [...files].flatMap(([path, text]) =>
      path === 'sitemap.xml' ? [] : [...text.matchAll(/<loc>(.*?)<\/loc>/g)].map((match) => match[1]),
    );
    expect(named).toEqual(pages.map(({ url }) => url.replace('&', '&amp;')));
  });
});

/** The headers of a path, as Cloudflare Pages applies the rules: all that match, values of one name joined. */
function headersOf(file: string, path: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const block of file.split('\n\n')) {
    const [pattern = '', ...lines] = block.trimEnd().split('\n');
    const isMatch = pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
    if (!isMatch) continue;
    for (const line of lines) {
      const [, name = '', value = ''] = /^ {2}([\w-]+): (.+)$/.exec(line) ?? [];
      found[name] = found[name] === undefined ? value : `${found[name]}, ${value}`;
    }
  }
  return found;
}

describe('_headers', () => {
  const file = headersFile('/market/');

  test('keeps to what both hosts understand', () => {
    const blocks = file.split('\n\n').map((block) => block.trimEnd().split('\n'));
    expect(blocks.length).toBeLessThanOrEqual(100);
    for (const [pattern, ...lines] of blocks) {
      expect(pattern).toMatch(/^\/market\/[^*\s]*\*?$/);
      for (const line of lines) expect(line).toMatch(/^ {2}[A-Z][\w-]+: \S.{0,1900}$/);
    }
  });

  const everybody = { 'Access-Control-Allow-Origin': '*' };
  test.each<[string, Record<string, string | undefined>]>([
    ['skills/harbour/berth/', { 'Content-Type': undefined, 'Access-Control-Allow-Origin': undefined }],
    ['assets/Page.abc.css', { 'Cache-Control': 'public, max-age=31536000, immutable' }],
    ['dl/berth-0123456789ab.tar.gz', { ...everybody, 'Cache-Control': 'public, max-age=31536000, immutable' }],
    [
      'api/v1/index.json',
      { ...everybody, 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': undefined },
    ],
    ['api/v1/entries/skill/harbour/berth.json', { ...everybody, 'Content-Type': 'application/json; charset=utf-8' }],
    ['api/v1/stubs/x-0123456789ab.tar.gz', { ...everybody, 'Content-Type': undefined }],
    ['api/guide/', { ...everybody, 'Content-Type': undefined }],
    ['schemas/v1/entry.schema.json', { ...everybody, 'Content-Type': 'application/schema+json; charset=utf-8' }],
    ['.well-known/agent-skills/index.json', { ...everybody, 'Content-Type': 'application/json; charset=utf-8' }],
    ['s/harbour/.well-known/agent-skills/index.json', everybody],
    ['feed.json', { 'Content-Type': 'application/feed+json; charset=utf-8' }],
  ])('sends with %s what it needs', (path, expected) => {
    const headers = headersOf(file, `/market/${path}`);
    expect(headers).toMatchObject({ 'X-Content-Type-Options': 'nosniff' });
    expect(headers['Content-Security-Policy']?.startsWith(contentSecurityPolicy)).toBe(true);
    for (const [name, value] of Object.entries(expected)) expect(headers[name], name).toBe(value);
  });

  test('lets no file of a stranger load or run anything', () => {
    for (const path of ['s/harbour/berth/x.svg', '.well-known/agent-skills/berth/x.svg', 'dl/berth-0123/x.svg'])
      expect(headersOf(file, `/market/${path}`)['Content-Security-Policy']).toMatch(/default-src 'none'; sandbox$/);
  });
});
