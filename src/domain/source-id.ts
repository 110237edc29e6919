import { isSlug } from './slug.ts';

/** `catalog` is the source of what the catalog itself defines; `page` stands in addresses such as `/skills/page/2/`. */
const reservedSourceIds: ReadonlySet<string> = new Set(['catalog', 'page']);

/** True where a source can have the id: a slug that means nothing else. */
export function isSourceId(id: string): boolean {
  return isSlug(id) && !reservedSourceIds.has(id);
}

/** True for an id that means something else. */
export function isReservedSourceId(id: string): boolean {
  return reservedSourceIds.has(id);
}
