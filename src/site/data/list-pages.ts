import { listingOf } from './facets.ts';
import type { ListedEntry } from './index-files.ts';

/** With descriptions of full length a page of so many is some 60 kB compressed. */
const SIZE = 200;

/** A page of a list of entries, with what its search would leave out until it is asked for it. */
export interface EntryPage extends ListPage<ListedEntry> {
  /** In all pages. */
  readonly counts: Readonly<Record<'default' | 'copy' | 'hidden', number>>;
}

export interface ListPage<T> {
  readonly items: readonly T[];
  /** From 1. */
  readonly current: number;
  readonly last: number;
  /** In all pages. */
  readonly total: number;
}

/** Cuts a list into pages; an empty one is a page too. */
export function cutIntoPages<T>(items: readonly T[]): ListPage<T>[] {
  const last = Math.max(1, Math.ceil(items.length / SIZE));
  return Array.from({ length: last }, (_, index) => ({
    items: items.slice(index * SIZE, (index + 1) * SIZE),
    current: index + 1,
    last,
    total: items.length,
  }));
}

/**
 * Cuts a list of entries into pages. What is offered comes first; the rest follows, marked, so that everything can be
 * reached by links alone.
 */
export function listPages(entries: readonly ListedEntry[]): EntryPage[] {
  const ordered = [...entries.filter(({ listed }) => listed), ...entries.filter(({ listed }) => !listed)];
  const counts = { default: 0, copy: 0, hidden: 0 };
  for (const entry of entries) counts[listingOf(entry)] += 1;
  return cutIntoPages(ordered).map((page) => ({ ...page, counts }));
}

/** Where a page of a list stands below its first one. The number stands below a word of its own, so that it can be no name. */
export function pagePart(current: number): string | undefined {
  return current === 1 ? undefined : `page/${current}`;
}
