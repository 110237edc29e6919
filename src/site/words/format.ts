/** `2026-11-20T09:00:00Z` as the day alone. The same in every locale and time zone. */
export function formatDay(instant: string): string {
  return instant.slice(0, 10);
}

/** False for the moment a build speaks of where no commit and no sync says which: the epoch. */
export function isDated(instant: string): boolean {
  return formatDay(instant) !== '1970-01-01';
}

/** A whole number with thin groups: `12,345`. */
export function formatNumber(value: number): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}

/** More letters of a description than this are for the page of the entry. */
export const LIST_LENGTH = 280;

const units = ['bytes', 'kB', 'MB', 'GB'] as const;

/** A size in decimal units with three digits at most: `512 bytes`, `1.4 kB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  if (unit === 0) return value === 1 ? '1 byte' : `${formatNumber(value)} bytes`;
  return `${value < 9.95 ? value.toFixed(1) : value.toFixed(0)} ${units[unit]}`;
}

/** `1 entry`, `2 entries`. */
export function formatCount(count: number, one: string, several: string): string {
  return `${formatNumber(count)} ${count === 1 ? one : several}`;
}

/** `Codex`, `Codex and Cursor`, `Codex, Cursor and OpenCode`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
