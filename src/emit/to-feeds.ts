import { generateAtomFeed } from 'feedsmith';
import type { AssembledCatalog } from '../domain/assembled.ts';
import type { Change } from '../domain/change.ts';
import { feedPaths } from '../domain/paths.ts';
import { shownText } from '../domain/shown-text.ts';
import { feedId, type FeedItem, toFeedItems } from './feed-items.ts';

interface Feed {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly author: string;
  /** The page it tells the news of. */
  readonly home: string;
  /** The addresses of the feed itself. */
  readonly self: { readonly atom: string; readonly json: string };
  readonly updated: string;
  readonly items: readonly FeedItem[];
}

const MAX_TITLE = 200;
const MAX_DESCRIPTION = 500;

/**
 * The feeds of the catalog and of each source: Atom (RFC 4287) and JSON Feed 1.1. All addresses in them are absolute,
 * because readers take items out of their feed.
 *
 * @param changes Of `toChanges`.
 * @param baseUrl The public address of the marketplace.
 * @returns By their path below the site's base.
 */
export function toFeeds(
  { file, date, outcomes }: Pick<AssembledCatalog, 'file' | 'date' | 'outcomes'>,
  changes: readonly Change[],
  baseUrl: string,
): Map<string, string> {
  const base = `${baseUrl.replace(/\/+$/, '')}/`;
  const bySource = Map.groupBy(changes, ({ source }) => source);
  const title = printable(file.title, MAX_TITLE);
  const files = new Map<string, string>();
  const write = (source: string | undefined, told: readonly Change[]): void => {
    const items = toFeedItems(told, file.id, base);
    const paths = feedPaths(source);
    const feed: Feed = {
      id: feedId(file.id, source === undefined ? 'feed' : `feed:${source}`),
      title: source === undefined ? title : `${source} · ${title}`,
      description: source === undefined ? printable(file.description, MAX_DESCRIPTION) : `What changes in ${source}.`,
      author: printable(file.owner?.name ?? file.title, MAX_TITLE),
      home: source === undefined ? `${base}changes/` : `${base}sources/${source}/`,
      self: { atom: base + paths.atom, json: base + paths.json },
      updated: items[0]?.date ?? date,
      items,
    };
    files.set(paths.atom, toAtom(feed));
    files.set(paths.json, toJsonFeed(feed));
  };
  write(undefined, changes);
  for (const { source } of outcomes) write(source.id, bySource.get(source.id) ?? []);
  return files;
}

/** Nothing hidden, and nothing that XML 1.0 cannot hold. */
function printable(text: string, max: number): string {
  return shownText(text.replaceAll(/[\uFFFE\uFFFF]/g, '\uFFFD'), max);
}

function toAtom({ id, title, description, author, home, self, updated, items }: Feed): string {
  return generateAtomFeed({
    id,
    title: { value: title },
    subtitle: { value: description },
    updated: new Date(updated),
    authors: [{ name: author }],
    generator: { text: 'Skillyard' },
    links: [
      { href: self.atom, rel: 'self', type: 'application/atom+xml' },
      { href: home, rel: 'alternate', type: 'text/html' },
    ],
    entries: items.map((item) => ({
      id: item.id,
      title: { value: item.title },
      updated: new Date(item.date),
      published: new Date(item.date),
      links: [{ href: item.url, rel: 'alternate', type: 'text/html' }],
      categories: [{ term: item.tag }],
      content: { value: item.html, type: 'html' },
    })),
  });
}

/** https://www.jsonfeed.org/version/1.1/ */
function toJsonFeed({ title, description, author, home, self, items }: Feed): string {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: home,
    feed_url: self.json,
    description,
    authors: [{ name: author }],
    language: 'en',
    items: items.map((item) => ({
      id: item.id,
      url: item.url,
      title: item.title,
      content_html: item.html,
      date_published: item.date,
      tags: [item.tag],
    })),
  };
  return `${JSON.stringify(feed)}\n`;
}
