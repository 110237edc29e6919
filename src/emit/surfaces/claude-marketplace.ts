import type { Archives } from '../../domain/archive.ts';
import type { AssembledCatalog, FormerFacts } from '../../domain/assembled.ts';
import type { Offer } from '../../domain/offers.ts';
import { by, byText } from '../../domain/order.ts';
import { shownText } from '../../domain/shown-text.ts';
import { absoluteAddress } from '../absolute-address.ts';
import { gitSource } from './listing.ts';
import { aboutPlugin, ownerOf, partsOf } from './marketplace.ts';

/**
 * The marketplace that Claude Code reads by its address (as 2.1.328 reads it): plugins, and bare skills that become one. A
 * copy on this site with its hash goes first, then the pinned place in git. Claude Code takes archives over https only,
 * so a catalog that is served over http names git where it can; what has no address in git keeps its archive, which
 * then waits for https.
 *
 * @param baseUrl The public address of the marketplace: sources stand in it as whole addresses, as Claude Code wants them.
 */
export function claudeMarketplace(catalog: AssembledCatalog, baseUrl: string, archives: Archives): string {
  const { file, offers } = catalog;
  const plugins = offers.claude.toSorted(by(({ as }) => as)).flatMap((offer) => {
    const source = sourceOf(offer, baseUrl, archives);
    const { entry, as } = offer;
    return source ? [{ name: as, ...aboutPlugin(entry, baseUrl), source, ...partsOf(entry, ['claude-plugin']) }] : [];
  });
  const renames = renamesOf(catalog, new Set(plugins.map(({ name }) => name)));
  return `${JSON.stringify({
    name: file.id,
    owner: ownerOf(file),
    description: shownText(file.description, 1024),
    plugins,
    ...(renames.size > 0 && { renames: Object.fromEntries(renames) }),
  })}\n`;
}

function sourceOf({ entry }: Offer, baseUrl: string, archives: Archives) {
  const format = entry.kind === 'plugin' ? 'zip' : 'skill';
  const archive = archives.get(entry.id)?.find((one) => one.format === format);
  const git = gitSource(entry);
  if (!archive || (git && !baseUrl.startsWith('https:'))) return git;
  return { source: 'archive', url: absoluteAddress(archive.path, baseUrl), sha256: archive.sha256 };
}

/**
 * Where copies that are installed under a name of before go: to the name of now, or to null for what is no longer offered
 * at all. A name that is in use, or whose entry cannot be had for this build, is passed over.
 */
function renamesOf(
  { former, offers, copyOf }: AssembledCatalog,
  used: ReadonlySet<string>,
): ReadonlyMap<string, string | null> {
  const named = new Map(offers.claude.map(({ entry, as }) => [entry.id, as]));
  const targetOf = ({ renamedTo: to, withdrawn }: FormerFacts): string | undefined => {
    const target = withdrawn || to === undefined ? undefined : named.get(copyOf.get(to) ?? to);
    return target !== undefined && used.has(target) ? target : undefined;
  };
  const gone = former.filter(({ kind, state, name }) => {
    return (kind === 'plugin' || kind === 'skill') && state !== 'unavailable' && !used.has(name);
  });
  const byName = Map.groupBy(gone, ({ name }) => name);
  const renames = [...byName].map(([name, ones]): [string, string | null] => {
    const target = ones.map(targetOf).find((one) => one !== undefined);
    return [name, target ?? null];
  });
  return new Map(renames.toSorted(([a], [b]) => byText(a, b)));
}
