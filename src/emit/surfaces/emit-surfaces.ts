import type { Archives } from '../../domain/archive.ts';
import type { AssembledCatalog } from '../../domain/assembled.ts';
import { isOffered } from '../../domain/is-offered.ts';
import { claudeMarketplacePath, llmsPath, repositoryPath, twinPath } from '../../domain/paths.ts';
import { relate, toFull } from '../to-full.ts';
import { claudeMarketplace } from './claude-marketplace.ts';
import { llmsText } from './llms-text.ts';
import { markdownTwin } from './markdown-twin.ts';
import { catalogRepository, type Embedded } from './repository.ts';
import { wellKnownIndexes } from './well-known.ts';

/**
 * The files that harnesses and agents read, by their path below the site's base: discovery indexes, marketplaces, the
 * repository that git clones, `llms.txt`, and of every page of an entry that is offered its twin in Markdown.
 *
 * @param baseUrl The public address of the marketplace.
 * @param archives The packed copies that are published beside them.
 * @param embedded The files of plugins that have no address of their own, by coordinate.
 */
export function emitSurfaces(
  catalog: AssembledCatalog,
  baseUrl: string,
  archives: Archives,
  embedded: Embedded,
): ReadonlyMap<string, string | Uint8Array> {
  const files = new Map<string, string | Uint8Array>(wellKnownIndexes(catalog, archives));
  files.set(claudeMarketplacePath, claudeMarketplace(catalog, baseUrl, archives));
  for (const [path, content] of catalogRepository(catalog, baseUrl, embedded))
    files.set(`${repositoryPath}${path}`, content);
  files.set(llmsPath, llmsText(catalog));

  const { entries, file } = catalog;
  const relations = relate(catalog, archives);
  const offered = entries.filter((entry) => isOffered(entry, catalog));
  const ids = new Set<string>(offered.map(({ id }) => id));
  // A twin has no room for what pages say beside a name, so it leads to nothing that is withdrawn or held back.
  const isKnown = ({ id }: { readonly id: string }): boolean => ids.has(id);
  for (const entry of offered) {
    const full = toFull(entry, relations, file.policy.licenses);
    const told = { ...full, members: full.members.filter(isKnown), memberOf: full.memberOf.filter(isKnown) };
    files.set(
      twinPath({ kind: entry.kind, source: entry.source.id, name: entry.name }),
      markdownTwin(told, file.id, baseUrl),
    );
  }
  return files;
}
