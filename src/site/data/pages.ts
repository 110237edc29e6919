/** One page of a long list. */
export interface ListPart<T> {
  readonly items: readonly T[];
  /** From 1. */
  readonly current: number;
  readonly last: number;
  /** In all pages. */
  readonly total: number;
}

/** Cuts a list into pages of some size; an empty one has a page too, which says so. */
export function cutIntoPages<T>(items: readonly T[], size: number): ListPart<T>[] {
  const last = Math.max(1, Math.ceil(items.length / size));
  return Array.from({ length: last }, (_, index) => ({
    items: items.slice(index * size, (index + 1) * size),
    current: index + 1,
    last,
    total: items.length,
  }));
}

/** The path of a page below the first one, as the routes have it: undefined for the first. */
export function pageParam(current: number): string | undefined {
  return current === 1 ? undefined : `page/${current}`;
}
