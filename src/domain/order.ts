/**
 * Compares two texts by their UTF-16 code units, so that a sorted list is the same in every locale.
 *
 * @returns A negative number, zero or a positive number, as `Array.prototype.sort` wants it.
 */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A comparison by the text that `key` takes from each item. */
export function by<T>(key: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => byText(key(a), key(b));
}
