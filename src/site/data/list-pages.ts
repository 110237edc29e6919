import type { ListedEntry } from './index-files.ts';

const SIZE = 200;

interface ListPage {
  readonly entries: readonly ListedEntry[];
  /** From 1. */
  readonly current: number;
  readonly last: number;
  /** In all pages. */
  readonly total: number;
}

/**
 * Cuts a list into pages. What is offered comes first; the rest follows, marked, so that everything can be reached by
 * links alone.
 */
export function listPages(entries: readonly ListedEntry[]): ListPage[] {
  const ordered = [...entries.filter(({ listed }) => listed), ...entries.filter(({ listed }) => !listed)];
  const last = Math.ceil(ordered.length / SIZE);
  return Array.from({ length: last }, (_, index) => ({
    entries: ordered.slice(index * SIZE, (index + 1) * SIZE),
    current: index + 1,
    last,
    total: ordered.length,
  }));
}
