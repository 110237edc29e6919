import { asObject } from '../../domain/untyped.ts';
import { withoutSecrets } from '../../introspect/secrets.ts';

/** Stands in a published configuration where a value was. */
const MARK = '…';

/** A value that nobody would publish where one is left out, and that everybody would elsewhere. */
const PROBE = 'x9q7';

/**
 * True where a published configuration stands without a value: a mark at a place where publishing puts one. A mark
 * anywhere else is part of the text.
 */
export function leavesOut(config: unknown): boolean {
  return hasMark(config, withoutSecrets(probed(config)));
}

/** The same with a value in the place of every mark. */
function probed(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(MARK, PROBE);
  if (Array.isArray(value)) return value.map(probed);
  const fields = asObject(value);
  return fields ? Object.fromEntries(Object.entries(fields).map(([key, item]) => [key, probed(item)])) : value;
}

/** True where a text with a mark has become the same text again. */
function hasMark(config: unknown, published: unknown): boolean {
  if (typeof config === 'string') return config.includes(MARK) && config === published;
  if (Array.isArray(config))
    return Array.isArray(published) && config.some((item, index) => hasMark(item, published[index]));
  const fields = asObject(config);
  const again = asObject(published);
  return fields !== undefined && Object.keys(fields).some((key) => hasMark(fields[key], again?.[key]));
}
