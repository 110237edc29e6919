import type { Archives } from '../../domain/archive.ts';
import type { AssembledCatalog } from '../../domain/assembled.ts';
import type { CatalogEntry } from '../../domain/entry.ts';
import type { Offer } from '../../domain/offers.ts';
import { wellKnownPath } from '../../domain/paths.ts';
import { isUnpacked } from '../../domain/unpacked.ts';
import { up } from '../to-compact.ts';
import { listedDescription, listedMetadata } from './listing.ts';

const SCHEMA = 'https://schemas.agentskills.io/discovery/0.2.0/schema.json';

/**
 * The discovery indexes (Agent Skills Discovery via Well-Known URIs, 0.2.0): of the whole catalog, of each source, of each
 * skill. An entry names its archive, and in `files` and `version` what OpenCode reads: the files that lie unpacked below
 * its name beside the index, and a text that changes with them. OpenCode reads nothing of an index with one entry
 * without `files`, so none is without.
 *
 * @param archives A skill without an archive is in no index.
 * @returns The files by their path below the site's base. A source or skill with nothing to list has none.
 */
export function wellKnownIndexes({ offers }: AssembledCatalog, archives: Archives): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const put = (folder: string, listed: readonly Offer[]): void => {
    const skills = listed.flatMap((offer) => toSkill(offer, folder, archives) ?? []);
    if (skills.length > 0) files.set(`${folder}index.json`, `${JSON.stringify({ $schema: SCHEMA, skills })}\n`);
  };
  put(
    wellKnownPath(),
    offers.root.toSorted((a, b) => (a.as < b.as ? -1 : 1)),
  );
  const scoped = offers.scoped.map((entry): Offer => ({ entry, as: entry.name }));
  for (const [source, listed] of Map.groupBy(scoped, ({ entry }) => entry.source.id)) {
    put(wellKnownPath(source), listed);
    for (const offer of listed) put(wellKnownPath(source, offer.as), [offer]);
  }
  return files;
}

function toSkill({ entry, as }: Offer, folder: string, archives: Archives) {
  const archive = archives.get(entry.id)?.find(({ format }) => format === 'tar.gz');
  if (!archive) return undefined;
  return {
    name: as,
    type: 'archive',
    description: listedDescription(entry),
    url: up(folder) + archive.path,
    digest: `sha256:${archive.sha256}`,
    files: unpackedFiles(entry),
    version: entry.digest.slice(0, 12),
    metadata: listedMetadata(entry),
  };
}

/** SKILL.md first, which is what clients look for. */
function unpackedFiles({ fileRecords }: CatalogEntry): readonly string[] {
  const others = fileRecords.map(({ path }) => path).filter((path) => path !== 'SKILL.md' && isUnpacked(path));
  return ['SKILL.md', ...others];
}
