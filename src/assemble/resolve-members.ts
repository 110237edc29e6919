import type { Coordinate } from '../domain/coordinate.ts';
import type { CatalogEntry } from '../domain/entry.ts';

/** The members of every plugin and workflow that are listed, by its coordinate and in its order. */
export function resolveMembers(entries: readonly CatalogEntry[]): Map<Coordinate, readonly Coordinate[]> {
  const byPath = new Map(entries.map((entry) => [pathKey(entry.source.id, entry), entry.id]));
  const listed = new Set(entries.map(({ id }) => id));
  const members = entries.map(({ id, source, members: own, assembled }) => {
    const found = assembled
      ? assembled.map((member) => member.id).filter((member) => listed.has(member))
      : own.flatMap((member) => byPath.get(pathKey(source.id, member)) ?? []);
    return [id, found] as const;
  });
  return new Map(members.filter(([, found]) => found.length > 0));
}

function pathKey(source: string, { kind, path }: Pick<CatalogEntry, 'kind' | 'path'>): string {
  return `${source} ${kind} ${path}`;
}
