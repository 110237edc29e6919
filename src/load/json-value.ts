type Json = Readonly<Record<string, unknown>>;

const nothing: Json = {};

/** A key of what may be an object. Only its own keys count. */
export function get(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Json)[key] : undefined;
}

/** Follows keys from one object to the next. */
export function getIn(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(get, value);
}

/** What may be an object, as its own keys and values. */
export function entriesOf(value: unknown): [string, unknown][] {
  return Object.entries(typeof value === 'object' && value !== null ? value : nothing);
}

/** What may be an array; empty where it is none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What may be a text with something in it. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** What may be a whole number from `min` on. */
export function wholeOf(value: unknown, min: number): number | undefined {
  return Number.isSafeInteger(value) && (value as number) >= min ? (value as number) : undefined;
}
