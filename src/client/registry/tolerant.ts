import type { z } from 'zod';

/** How many values of a file may be passed over before it counts as broken. */
const MOST_ROUNDS = 20;

type Key = string | number | symbol;

/**
 * Reads a published file as a reader of today reads the files of tomorrow: an unknown value of a list of words takes its
 * field with it where the field may be absent, else the innermost item of a list it stands in. What is wrong in any other
 * way takes its item with it too, so that nothing half-read is ever used.
 *
 * @returns Undefined where it is no such file at all.
 */
export function readTolerantly<T extends z.ZodType>(schema: T, value: unknown): z.output<T> | undefined {
  let current = value;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const result = schema.safeParse(current);
    if (result.success) return result.data;
    const next = structuredClone(current);
    // From the end, so that places before stay where they are when an item is taken out.
    const issues = result.error.issues.toReversed();
    const gone = new Set<string>();
    const isMended = issues.every(({ path, code }) => mend(next, path, code, gone));
    if (!isMended) return undefined;
    current = next;
  }
  return undefined;
}

const UNKNOWN_WORD = new Set(['invalid_value', 'invalid_format', 'invalid_union', 'invalid_key']);

function mend(root: unknown, path: readonly Key[], code: string, gone: Set<string>): boolean {
  const last = path.at(-1);
  const holder = at(root, path.slice(0, -1));
  if (UNKNOWN_WORD.has(code) && typeof last === 'string' && isRecord(holder) && Object.hasOwn(holder, last)) {
    delete holder[last];
    return true;
  }
  const index = path.findLastIndex((key) => typeof key === 'number');
  if (index === -1) return false;
  const place = JSON.stringify(path.slice(0, index + 1));
  if (gone.has(place)) return true;
  gone.add(place);
  const list = at(root, path.slice(0, index));
  if (!Array.isArray(list)) return false;
  list.splice(path[index] as number, 1);
  return true;
}

function at(root: unknown, path: readonly Key[]): unknown {
  let value = root;
  for (const key of path)
    value = isRecord(value) || Array.isArray(value) ? (value as Record<Key, unknown>)[key] : undefined;
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
