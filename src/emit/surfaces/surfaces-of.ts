import type { Coordinate } from '../../domain/coordinate.ts';
import type { Surfaces } from '../../domain/distribution.ts';
import type { Offers } from '../../domain/offers.ts';
import { scopePath } from '../../domain/paths.ts';

/** By coordinate where an entry stands on the surfaces for harnesses, and under which name. */
export function surfacesOf({ root, scoped, claude, repository }: Offers): ReadonlyMap<Coordinate, Surfaces> {
  const surfaces = new Map<Coordinate, Surfaces>();
  const add = (id: Coordinate, more: Surfaces): unknown => surfaces.set(id, { ...surfaces.get(id), ...more });
  const atRoot = new Map(root.map(({ entry, as }) => [entry.id, as]));
  for (const { id, source, name } of scoped) {
    const bare = atRoot.get(id);
    add(id, { wellKnown: { scope: scopePath(source.id, name), ...(bare !== undefined && { root: bare }) } });
  }
  for (const { entry, as } of claude) add(entry.id, { claude: { name: as } });
  for (const { entry, as, harnesses } of repository)
    add(entry.id, { repository: { name: as, harnesses: [...harnesses] } });
  return surfaces;
}
