import { distance } from 'fastest-levenshtein';
import { by } from '../../domain/order.ts';
import type { CompactEntry } from '../../domain/index-v1.ts';
import { Refusal } from '../model/refusal.ts';
import type { Registry, Request } from '../model/registry.ts';
import { isOffered } from './search-entries.ts';

/** In bytes: no larger list is fetched for a hint. */
const MOST_LIST = 5_000_000;
const MOST_NAMES = 3;

/**
 * What may have been meant by a name that no registry has, the same name of another kind or source, else those
 * that differ in the fewest letters. A registry that cannot be asked has no say.
 */
export async function nearestEntries(request: Request, registries: readonly Registry[]): Promise<string[]> {
  const entries = (await Promise.all(registries.map(listOf))).flat().filter((entry) => isOffered(entry, false));
  const limit = Math.min(3, Math.ceil(request.name.length / 3));
  const near = entries.flatMap(({ id, name, kind, source }) => {
    const away = distance(request.name, name);
    const isOther = (request.kind ?? kind) !== kind || (request.source ?? source) !== source;
    return away > limit ? [] : [{ id, away, key: `${isOther ? 1 : 0} ${id}` }];
  });
  const least = Math.min(...near.map(({ away }) => away));
  const nearest = near
    .filter(({ away }) => away === least)
    .toSorted(by(({ key }) => key))
    .map(({ id }) => id);
  return [...new Set(nearest)].slice(0, MOST_NAMES);
}

async function listOf(registry: Registry): Promise<readonly CompactEntry[]> {
  try {
    const { files } = await registry.root();
    return files.entries.bytes > MOST_LIST ? [] : (await registry.entries(false)).entries;
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

/** The refusal of a name that no registry has, with what comes near. */
export async function notFound(request: Request, registries: readonly Registry[]): Promise<Refusal> {
  const places = registries.map(({ address }) => address).join(' and ');
  const near = await nearestEntries(request, registries);
  const next = near.length === 0 ? '"skillyard search" shows what there is.' : `Did you mean ${near.join(' or ')}?`;
  return new Refusal('not-found', `There is no ${request.text} in ${places}. ${next}`);
}
