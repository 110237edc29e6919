import { canonicalJson } from '../../domain/digest.ts';
import { asObject } from '../../domain/untyped.ts';

/** The value under a list of keys; undefined where there is none. Only a value's own keys count. */
export function valueAt(value: unknown, keys: readonly string[]): unknown {
  let found: unknown = value;
  for (const key of keys) {
    const fields = asObject(found);
    if (!fields || !Object.hasOwn(fields, key)) return undefined;
    found = fields[key];
  }
  return found;
}

/** A value under a list of keys, as maps in maps. `Object.fromEntries` defines keys such as `__proto__` as any other. */
export function nested(keys: readonly string[], value: unknown): unknown {
  return keys.reduceRight<unknown>((inner, key) => Object.fromEntries([[key, inner]]), value);
}

/** Two values of JSON are the same, whatever the order of their keys. */
export function isSameValue(a: unknown, b: unknown): boolean {
  return a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b);
}

/** True where two contents of a file differ in nothing but what stands under the keys, and in maps left empty by that. */
export function isSameBeside(before: unknown, after: unknown, keys: readonly string[]): boolean {
  return isSameValue(without(before, keys) ?? {}, without(after, keys) ?? {});
}

/** The value without what stands under the keys; undefined where nothing is left of it. */
function without(value: unknown, [key = '', ...rest]: readonly string[]): unknown {
  const fields = asObject(value);
  if (!fields) return value;
  const kept = Object.entries(fields).flatMap(([name, item]): [string, unknown][] => {
    if (name !== key) return [[name, item]];
    const left = rest.length === 0 ? undefined : without(item, rest);
    return left === undefined ? [] : [[name, left]];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
