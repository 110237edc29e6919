import type { z } from 'zod';

/**
 * A copy of data without what a schema found wrong, so that the rest can still be looked at: unknown keys, values that
 * cannot stand, and whatever lacks a key it must have.
 *
 * @param issues The issues of a first reading.
 */
export function withoutProblems(data: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  const copy: unknown = structuredClone(data);
  for (const issue of issues) {
    const { path } = issue;
    if (issue.code === 'unrecognized_keys') for (const key of issue.keys) remove(copy, [...path, key]);
    else if (valueAt(copy, path) === undefined && path.length > 1) remove(copy, path.slice(0, -1));
    else if (path.length > 0) remove(copy, path);
  }
  return withoutHoles(copy);
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (holder, key) => (typeof holder === 'object' && holder !== null ? Reflect.get(holder, key) : undefined),
    data,
  );
}

function remove(data: unknown, path: readonly PropertyKey[]): void {
  const holder = valueAt(data, path.slice(0, -1));
  const last = path.at(-1);
  if (typeof holder === 'object' && holder !== null && last !== undefined) Reflect.deleteProperty(holder, last);
}

function withoutHoles(data: unknown): unknown {
  if (Array.isArray(data)) return data.filter((item) => item !== undefined).map(withoutHoles);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, withoutHoles(value)]));
}
