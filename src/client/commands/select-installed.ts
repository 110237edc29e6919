import { type Coordinate, coordinateParts } from '../../domain/coordinate.ts';
import type { LockedInstall } from '../model/lock.ts';
import { Refusal } from '../model/refusal.ts';
import { parseRequest } from '../resolve/parse-request.ts';

/**
 * The installed entries that some requests mean; all of them where nothing is asked for.
 *
 * @throws Refusal `not-installed`, and `name-ambiguous` with what is meant.
 */
export function selectInstalled(
  entries: ReadonlyMap<Coordinate, LockedInstall>,
  texts: readonly string[],
): Coordinate[] {
  if (texts.length === 0) return [...entries.keys()];
  const found = texts.map((text) => {
    const { kind, source, name } = parseRequest(text);
    const ids = [...entries.keys()].filter((id) => {
      const parts = coordinateParts(id);
      return parts.name === name && (source ?? parts.source) === parts.source && (kind ?? parts.kind) === parts.kind;
    });
    const [id] = ids;
    if (id === undefined)
      throw new Refusal('not-installed', `${text} is not installed here: "skillyard list" shows what is.`);
    if (ids.length > 1) throw new Refusal('name-ambiguous', `"${text}" can mean ${ids.join(' or ')}. Say which.`);
    return id;
  });
  return [...new Set(found)];
}
