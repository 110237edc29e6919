import type { ComponentNode } from '../../domain/site-content.ts';
import type { ListedEntry } from './index-files.ts';

/** How many a list has that says nothing of it. */
const SOME = 12;

/**
 * The entries that a component of an extra page shows, in the order they are given in: never stubs, drafts or what is
 * withdrawn, because a page recommends.
 */
export function chosenEntries(
  { name, attributes }: Pick<ComponentNode, 'name' | 'attributes'>,
  entries: readonly ListedEntry[],
): ListedEntry[] {
  const { id, kind, source, tag, limit } = attributes;
  const listed = entries.filter((entry) => entry.listed);
  if (name === 'EntryCard') return listed.filter((entry) => entry.id === id);
  return listed
    .filter((entry) => kind === undefined || entry.kind === kind)
    .filter((entry) => source === undefined || entry.source === source)
    .filter((entry) => tag === undefined || hasTag(entry, tag))
    .slice(0, limit === undefined ? SOME : Number(limit));
}

/** A tag may be named alone, or with its value as pages show it. */
function hasTag({ tags }: ListedEntry, tag: string): boolean {
  return Object.entries(tags).some(([key, value]) => tag === key || tag === `${key}: ${value}`);
}
