import type { Coordinate } from '../domain/coordinate.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import type { CompactEntry } from '../domain/index-v1.ts';
import { harnessesOf } from '../domain/harness.ts';
import { api, pagePath, recordPath } from '../domain/paths.ts';
import { licenseId } from './license-id.ts';

/**
 * The compact record of an entry.
 *
 * @param copyOf By the coordinate of a copy the entry that goes first.
 * @param from The folder of the file the record will stand in, relative to `api/v1/`; empty for `api/v1/` itself.
 */
export function toCompact(
  entry: CatalogEntry,
  copyOf: ReadonlyMap<Coordinate, Coordinate>,
  from: string,
): CompactEntry {
  const { id, kind, name, verdict, revisions, source } = entry;
  const newest = revisions.at(-1);
  if (!newest) throw new Error(`${id} has no revision.`);
  const license = licenseId(entry.license);
  const original = copyOf.get(id);
  const named = { kind, source: source.id, name };
  return {
    id,
    kind,
    source: source.id,
    name,
    title: entry.title,
    description: entry.description,
    riskTier: verdict.riskTier.value,
    riskTierOrigin: verdict.riskTier.origin,
    category: verdict.category.value,
    stub: verdict.stub.value,
    status: entry.status.value,
    revision: newest.revision,
    ...(newest.version !== undefined && { version: newest.version }),
    digest: entry.digest,
    ...(license !== undefined && { license }),
    keywords: [...entry.keywords],
    tags: entry.tags,
    harnesses: harnessesOf(entry),
    updatedAt: newest.date,
    ...(original !== undefined && { copyOf: original }),
    url: up(from) + recordPath(named),
    page: up(from) + up(api) + pagePath(named),
  };
}

/** `../` once for each folder. */
export function up(folder: string): string {
  return folder
    .split('/')
    .filter((part) => part !== '')
    .map(() => '../')
    .join('');
}

/** The default list leaves out what is not offered unasked: stubs, drafts and what was deleted. */
export function isOffered({ verdict, status }: CatalogEntry): boolean {
  return !verdict.stub.value && status.value !== 'draft' && status.value !== 'deleted';
}
