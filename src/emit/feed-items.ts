import { createHash } from 'node:crypto';
import { type ChangeGroup, newsOf } from '../domain/change-groups.ts';
import { detailsOf, headlineOf, nameOfChanged, whatChanged } from '../domain/change-words.ts';
import type { Change } from '../domain/change.ts';
import { api } from '../domain/paths.ts';

/** One piece of news as both formats tell it. */
export interface FeedItem {
  /** A `urn:uuid:`. */
  readonly id: string;
  readonly title: string;
  /** The page it is about, absolute. */
  readonly url: string;
  readonly date: string;
  readonly html: string;
  /** What kind of change it is. */
  readonly tag: string;
}

/** The newest that many stand in a feed. */
const MOST_ITEMS = 100;
/** Of entries that one item names. */
const MOST_NAMED = 20;

/**
 * The items of a feed, newest first.
 *
 * @param changes Newest first; of one source for its own feed.
 * @param base The public address of the site, with a slash at its end.
 */
export function toFeedItems(changes: readonly Change[], catalogId: string, base: string): FeedItem[] {
  return newsOf(changes)
    .slice(0, MOST_ITEMS)
    .map((group) => {
      const [first] = group.changes;
      return {
        id: feedId(catalogId, group.id),
        title: headlineOf(group),
        url: group.isMany ? `${base}sources/${first.source}/` : pageOf(first, base),
        date: first.date,
        html: group.isMany ? listOf(group, base) : paragraphs(first),
        tag: first.kind,
      };
    });
}

function pageOf({ page }: Change, base: string): string {
  return new URL(page, `${base}${api}/`).href;
}

function paragraphs(change: Change): string {
  const sentences = [`${nameOfChanged(change)}: ${whatChanged(change)}.`, ...detailsOf(change)];
  return sentences.map((sentence) => `<p>${escapeHtml(sentence)}</p>`).join('');
}

function listOf({ changes }: ChangeGroup, base: string): string {
  const lines = changes.slice(0, MOST_NAMED).map((change) => {
    const link = `<a href="${escapeHtml(pageOf(change, base))}">${escapeHtml(nameOfChanged(change))}</a>`;
    return `<li>${link}: ${escapeHtml(whatChanged(change))}</li>`;
  });
  const more = changes.length - MOST_NAMED;
  const rest = more > 0 ? `<p>And ${more} more.</p>` : '';
  const why = detailsOf(changes[0]).filter(() => changes[0].commit !== undefined);
  return `${why.map((sentence) => `<p>${escapeHtml(sentence)}</p>`).join('')}<ul>${lines.join('')}</ul>${rest}`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** Of this tool, drawn at random once; the ids of all items hang from it. */
const NAMESPACE = Buffer.from('6f0c1f0b6b0e4a0f9d6b6a3c52a7be41', 'hex');

/**
 * The id of a feed or an item: a UUID of version 5 (RFC 9562, section 5.5) made of the catalog's id and what it is about.
 * It stays the same when the site moves or is built for another address, so that readers see nothing twice.
 */
export function feedId(catalogId: string, about: string): string {
  const hash = createHash('sha1').update(NAMESPACE).update(`${catalogId}\0${about}`).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return `urn:uuid:${hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`;
}
