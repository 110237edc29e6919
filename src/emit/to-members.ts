import type { CatalogEntry } from '../domain/entry.ts';
import type { FullEntry } from '../domain/index-v1.ts';
import { api, folderPath } from '../domain/paths.ts';
import { hasFolder } from './emit-folders.ts';
import { up } from './to-compact.ts';
import type { Relations } from './to-full.ts';

/**
 * What a plugin or workflow brings with it. Of an assembled plugin these are all its members, each with the revision that
 * was frozen, whether or not the catalog still lists it.
 *
 * @param listed The members that the catalog lists.
 */
export function toMembers(entry: CatalogEntry, listed: readonly CatalogEntry[]): FullEntry['members'] {
  const brought = (member: CatalogEntry) => ({ id: member.id, title: member.title, ...countFindings(member) });
  if (!entry.assembled) return listed.map(brought);
  return entry.assembled.map(({ id, revision, digest, as }) => {
    const member = listed.find((one) => one.id === id);
    return {
      ...(member ? brought(member) : { id, title: id.slice(id.indexOf('/') + 1) }),
      revision,
      digest,
      ...(as !== undefined && { as }),
    };
  });
}

function countFindings({ findings }: CatalogEntry): { findings?: number } {
  const count = findings.reduce((sum, { more = 0 }) => sum + 1 + more, 0);
  return count === 0 ? {} : { findings: count };
}

/** Where the files of an entry can be had. */
export function toDistribution(
  entry: CatalogEntry,
  { withdrawals, offers, archives, surfaces }: Pick<Relations, 'withdrawals' | 'offers' | 'archives' | 'surfaces'>,
): FullEntry['distribution'] {
  const { source, commit, path, kind, withheld } = entry;
  const here = `${api}/entries/${kind}/${source.id}`;
  const packed = (archives.get(entry.id) ?? []).map(({ path: place, sha256, bytes, format }) => ({
    url: up(here) + place,
    sha256,
    bytes,
    format,
  }));
  const packing = offers.packing.get(entry.id);
  const standing = surfaces.get(entry.id);
  return {
    ...('remote' in source.origin &&
      commit !== undefined && { git: { url: source.origin.remote.url, commit, path: path === '.' ? '' : path } }),
    ...(packed.length > 0 && { archives: packed }),
    ...(packing && !packing.formats && { noArchive: packing.why }),
    ...(standing && { surfaces: standing }),
    ...(hasFolder(entry, withdrawals) && { folder: up(here) + folderPath(entry) }),
    ...(withheld && { withheld: [...withheld] }),
  };
}
