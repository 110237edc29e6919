import { z } from 'zod';
import { Kind } from './kind.ts';
import { MAX_NAME, SLUG } from './slug.ts';

/** A name as it stands in ids, coordinates, file names and page addresses. */
export const Slug = z.string().max(MAX_NAME).regex(SLUG, 'Use lower-case letters, digits and single dashes.');

/** `kind:source/name`, the full form of a coordinate, without a pin. */
export const Coordinate = z.templateLiteral([Kind, ':', z.string().regex(/^[a-z0-9-]{1,64}\/[a-z0-9-]{1,64}$/)]);
export type Coordinate = z.infer<typeof Coordinate>;

/** An entry's key inside one source: `skill:pdf`. */
export const EntryKey = z.templateLiteral([Kind, ':', z.string().regex(/^[a-z0-9-]{1,64}$/)]);
export type EntryKey = z.infer<typeof EntryKey>;

export function coordinate(kind: Kind, source: string, name: string): Coordinate {
  return `${kind}:${source}/${name}`;
}

export function entryKey(kind: Kind, name: string): EntryKey {
  return `${kind}:${name}`;
}

/** The kind and the name in a key. */
export function keyParts(key: EntryKey): { readonly kind: Kind; readonly name: string } {
  const colon = key.indexOf(':');
  return { kind: key.slice(0, colon) as Kind, name: key.slice(colon + 1) };
}

/** The kind, the source and the name in a coordinate. */
export function coordinateParts(id: Coordinate): {
  readonly kind: Kind;
  readonly source: string;
  readonly name: string;
} {
  const [colon, slash] = [id.indexOf(':'), id.indexOf('/')];
  return { kind: id.slice(0, colon) as Kind, source: id.slice(colon + 1, slash), name: id.slice(slash + 1) };
}
