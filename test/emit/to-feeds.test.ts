import { parseFeed } from '@rowanmanning/feed-parser';
import { describe, expect, test } from 'vitest';
import { CatalogFile } from '../../src/domain/catalog.ts';
import type { Change } from '../../src/domain/change.ts';
import { toFeeds } from '../../src/emit/to-feeds.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { catalogOf } from '../helpers/harbour.ts';
import { skill } from '../helpers/memory-tree.ts';

const base = 'https://harbour.example.org/market';

/** What XML cannot hold, what ends a CDATA section, what is markup, what is hidden, and a lot of it. */
const hostile = `\u0000\u0008\u000B\uFFFE\uFFFF\uD800 ]]> </title><script>alert(1)</script> & &amp; "q" 'a' \u202Egnp.exe \u{E0041}<!-- ${'long '.repeat(2000)}`;

function change(n: number, more: Partial<Change> = {}): Change {
  return {
    id: `skill:quay/moor-${n}@1`,
    date: `2026-11-01T08:00:${String(n % 60).padStart(2, '0')}Z`,
    kind: 'new',
    entry: `skill:quay/moor-${n}`,
    source: 'quay',
    title: `Moor ${n}`,
    offered: true,
    revision: 1,
    page: `../../skills/quay/moor-${n}/`,
    ...more,
  };
}

const decided: Partial<Change> = { by: 'operator', commit: 'c'.repeat(40) };

async function feeds(changes: readonly Change[], { baseUrl = base, title = 'Harbour market' } = {}) {
  const { date, outcomes } = await catalogOf([
    { id: 'quay', files: { 'a/SKILL.md': skill('name: a\ndescription: A.') } },
    { id: 'dock', files: {} },
  ]);
  const file = CatalogFile.parse({ id: 'harbour-market', title, description: 'Skills.', url: base });
  return toFeeds({ file, date, outcomes }, changes, baseUrl);
}

interface JsonFeed {
  version: string;
  title: string;
  feed_url: string;
  home_page_url: string;
  items: { id: string; url: string; title: string; content_html: string; date_published: string }[];
}

function json(files: ReadonlyMap<string, string>, path = 'feed.json'): JsonFeed {
  return JSON.parse(files.get(path) ?? '') as JsonFeed;
}

describe('the feeds', () => {
  test('are one pair for the catalog and one for each source', async () => {
    const files = await feeds([change(1)]);
    expect([...files.keys()]).toEqual([
      'feed.xml',
      'feed.json',
      'sources/dock/feed.xml',
      'sources/dock/feed.json',
      'sources/quay/feed.xml',
      'sources/quay/feed.json',
    ]);
    expect(json(files, 'sources/quay/feed.json').items).toEqual(json(files).items);
    expect(json(files, 'sources/dock/feed.json').items).toEqual([]);
  });

  test('are read by a parser, and say what has changed', async () => {
    const changes = [
      change(4, {
        kind: 'withdrawal',
        offered: false,
        reason: 'Bad.',
        replacement: 'skill:quay/row',
        revision: undefined,
      }),
      change(3, {
        ...decided,
        id: 'c:alias',
        kind: 'alias',
        alias: 'production',
        from: '1',
        to: '3',
        reason: 'Promote',
        author: 'Ada',
      }),
      change(2, {
        id: 'skill:quay/moor-2@3',
        kind: 'content',
        revision: 3,
        changes: { added: [{ kind: 'host', value: 'sea.example.org' }], removed: [], bytes: { from: 3, to: 5 } },
      }),
      change(1, { version: '1.0.0' }),
    ];
    const files = await feeds(changes);
    const atom = parseFeed(files.get('feed.xml') ?? '');
    expect(atom).toMatchObject({
      meta: { type: 'atom', version: '1.0' },
      title: 'Harbour market',
      self: `${base}/feed.xml`,
      url: `${base}/changes/`,
      updated: new Date('2026-11-01T08:00:04Z'),
    });
    const read = atom.items.map(({ title, url, content }) => `${title}\n${url}\n${content}`);
    expect(read.join('\n\n')).toMatchInlineSnapshot(`
      "Moor 4 (skill, quay): withdrawn
      https://harbour.example.org/market/skills/quay/moor-4/
      <p>Moor 4 (skill, quay): withdrawn.</p><p>Reason: Bad.</p><p>Use skill:quay/row instead.</p>

      Moor 3 (skill, quay): alias production set to revision 3 (was revision 1)
      https://harbour.example.org/market/skills/quay/moor-3/
      <p>Moor 3 (skill, quay): alias production set to revision 3 (was revision 1).</p><p>Decided by the operator (Ada) in commit cccccccccccc: “Promote”</p>

      Moor 2 (skill, quay): new content, revision 3
      https://harbour.example.org/market/skills/quay/moor-2/
      <p>Moor 2 (skill, quay): new content, revision 3.</p><p>New in what it can do: host sea.example.org.</p><p>Bytes of its files: 3 → 5.</p>

      Moor 1 (skill, quay): new, version 1.0.0
      https://harbour.example.org/market/skills/quay/moor-1/
      <p>Moor 1 (skill, quay): new, version 1.0.0.</p>"
    `);
    const items = json(files).items.map(({ title, url, content_html: content }) => `${title}\n${url}\n${content}`);
    expect(items).toEqual(read);
  });

  test('keep the rules of Atom and JSON Feed: ids once, dates, absolute addresses', async () => {
    const many = Array.from({ length: 130 }, (_, n) => change(n));
    const files = await feeds(many.toSorted((a, b) => (a.date < b.date ? 1 : -1)));
    for (const path of ['feed.xml', 'sources/quay/feed.xml']) {
      const { items, self } = parseFeed(files.get(path) ?? '');
      expect(self).toBe(`${base}/${path}`);
      expect(items.length).toBe(100);
      expect(new Set(items.map(({ id }) => id)).size).toBe(100);
      for (const { id, url, updated, published } of items) {
        expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(url).toMatch(/^https:\/\/harbour\.example\.org\/market\/skills\/quay\/moor-\d+\/$/);
        expect(updated).toEqual(published);
        expect(updated?.toISOString()).toMatch(/^2026-11-01T08:00:/);
      }
    }
    const feed = json(files);
    expect(feed).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      feed_url: `${base}/feed.json`,
      home_page_url: `${base}/changes/`,
    });
    expect(feed.items.map(({ id }) => id)).toEqual(parseFeed(files.get('feed.xml') ?? '').items.map(({ id }) => id));
    expect(
      feed.items.every(({ date_published: date }) => date === new Date(date).toISOString().replace('.000', '')),
    ).toBe(true);
  });

  test('have ids that stay when the site moves, and addresses that follow', async () => {
    const here = json(await feeds([change(1)]));
    const there = json(await feeds([change(1)], { baseUrl: 'http://localhost:4321/' }));
    expect(there.items[0]?.id).toBe(here.items[0]?.id);
    expect(there.items[0]?.url).toBe('http://localhost:4321/skills/quay/moor-1/');
    expect(there.feed_url).toBe('http://localhost:4321/feed.json');
  });

  test('say in one item what one sync brings in many', async () => {
    const date = '2026-11-01T08:00:00Z';
    const many = Array.from({ length: 137 }, (_, n) => change(n, { date }));
    const { items } = json(await feeds(many));
    expect(items.map(({ title, url }) => ({ title, url }))).toEqual([
      { title: 'quay: 137 new entries', url: `${base}/sources/quay/` },
    ]);
    const content = items[0]?.content_html ?? '';
    expect(content.match(/<li>/g)?.length).toBe(20);
    expect(content).toContain(`<li><a href="${base}/skills/quay/moor-0/">Moor 0 (skill, quay)</a>: new</li>`);
    expect(content).toContain('<p>And 117 more.</p>');
  });

  test('are dated by the catalog where nothing has changed', async () => {
    const { items, updated } = parseFeed((await feeds([])).get('feed.xml') ?? '');
    expect({ items, updated }).toEqual({ items: [], updated: new Date('2026-11-20T09:00:00Z') });
  });

  test('let nothing through that strangers have written', { tags: ['slow'] }, async () => {
    const changes = [
      change(1, { ...decided, title: hostile, kind: 'status', to: 'active', reason: hostile, author: hostile }),
      change(2, { title: hostile, version: hostile }),
      change(3, { kind: 'withdrawal', reason: hostile }),
      change(4, {
        kind: 'content',
        changes: { added: Array.from({ length: 50 }, () => ({ kind: 'hook', value: hostile })), removed: [] },
      }),
    ];
    const files = await feeds(changes, { title: hostile });
    const xml = files.get('feed.xml') ?? '';
    expect(xml).not.toMatch(/[^\P{Cc}\t\n]|[\uFFFE\uFFFF\u202E]|\p{Cs}|[\u{E0000}-\u{E007F}]/u);
    expect(xml.length).toBeLessThan(100_000);
    const read = parseFeed(xml);
    expect(read.items.length).toBe(4);
    expect(read.items[2]?.title).toMatch(/withdrawn$/);

    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      const seen = await page.evaluate((text) => {
        const document = new DOMParser().parseFromString(text, 'application/xml');
        const html = [...document.querySelectorAll('content')].map(({ textContent }) => textContent);
        const inner = html.map((part) => new DOMParser().parseFromString(part, 'text/html'));
        return {
          errors: document.querySelectorAll('parsererror').length,
          titles: [...document.querySelectorAll('entry > title')].map(({ textContent }) => textContent.trim()),
          tags: [
            ...new Set(inner.flatMap((part) => [...part.body.querySelectorAll('*')].map(({ tagName }) => tagName))),
          ],
        };
      }, xml);
      expect(seen).toEqual({ errors: 0, titles: json(files).items.map(({ title }) => title), tags: ['P'] });
    } finally {
      await browser.close();
    }
  });
});
