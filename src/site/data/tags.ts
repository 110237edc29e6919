import { sha256 } from '../../domain/digest.ts';
import { byText } from '../../domain/order.ts';
import { tagValues } from './facets.ts';
import type { ListedEntry } from './index-files.ts';

/** A tag of fewer entries has no page of its own: they stand with it in the list of tags. */
const OWN_PAGE = 4;

export interface Tag {
  /** `team:documents` */
  readonly value: string;
  readonly entries: readonly ListedEntry[];
  /** The last part of the address of its page, where it has one. */
  readonly slug: string | undefined;
}

/**
 * A tag as a part of an address. What holds other letters than those of names keeps what can be kept, and a hash tells it
 * from others that look the same then. A dot, which names cannot have, stands between key and value.
 */
function slugOf(value: string): string {
  const [key = '', ...rest] = value.split(':');
  const plain = `${key}.${rest.join(':')}`;
  if (/^[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*$/.test(plain)) return plain;
  const kept = plain
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 48);
  return `${kept === '' ? 'tag' : kept}-${sha256(value).slice(0, 8)}`;
}

/** Every tag by its text, with its entries. */
export function tagsOf(entries: readonly ListedEntry[]): Tag[] {
  const byTag = new Map<string, ListedEntry[]>();
  for (const entry of entries)
    for (const value of tagValues(entry)) byTag.set(value, [...(byTag.get(value) ?? []), entry]);
  return [...byTag]
    .toSorted(([a], [b]) => byText(a, b))
    .map(([value, own]) => ({ value, entries: own, slug: own.length < OWN_PAGE ? undefined : slugOf(value) }));
}
