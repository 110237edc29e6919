import type { AssembledCatalog } from '../../domain/assembled.ts';
import { codeSpan } from '../../domain/code-span.ts';
import type { ContentFile } from '../../domain/composed.ts';
import type { Coordinate } from '../../domain/coordinate.ts';
import type { Harness } from '../../domain/harness.ts';
import type { RepositoryOffer } from '../../domain/offers.ts';
import { by } from '../../domain/order.ts';
import { shownText } from '../../domain/shown-text.ts';
import { bareRepository } from './bare-repository.ts';
import { gitSource, listedDescription, listedMetadata } from './listing.ts';
import { aboutPlugin, ownerOf, partsOf } from './marketplace.ts';

/** The files of plugins that have no address of their own, by coordinate. */
export type Embedded = ReadonlyMap<Coordinate, readonly ContentFile[]>;

/**
 * The repository that harnesses clone: a marketplace in the place and with the keys of each, and the plugins that have no
 * address of their own as folders below `plugins/`. All others are named by the commit at which they were read.
 *
 * @returns The files by their path below the repository.
 * @throws Where the files of a plugin that has to be embedded are not given.
 */
export function catalogRepository(
  catalog: AssembledCatalog,
  baseUrl: string,
  embedded: Embedded,
): ReadonlyMap<string, string | Uint8Array> {
  const { file, offers, date } = catalog;
  const offered = offers.repository.toSorted(by(({ as }) => as));
  const texts = marketplaces(catalog, baseUrl, offered).map(([path, value]) =>
    text(path, `${JSON.stringify(value, null, 2)}\n`),
  );
  const folders = offered.filter(({ isEmbedded }) => isEmbedded).flatMap((offer) => folderOf(offer, embedded));
  return bareRepository([text('README.md', readMe(catalog, baseUrl)), ...texts, ...folders], {
    date,
    message: `State ${file.id}`,
    description: shownText(file.title, 100),
  });
}

function text(path: string, content: string): ContentFile {
  return { path, bytes: new TextEncoder().encode(content), executable: false };
}

function folderOf({ entry, as }: RepositoryOffer, embedded: Embedded): ContentFile[] {
  const files = embedded.get(entry.id);
  if (!files) throw new Error(`The files of ${entry.id} are missing.`);
  return files.map((one) => ({ ...one, path: `plugins/${as}/${one.path}` }));
}

/** Path and content of the file of each client. */
function marketplaces(
  { file }: AssembledCatalog,
  baseUrl: string,
  offered: readonly RepositoryOffer[],
): readonly (readonly [string, unknown])[] {
  const forHarness = (harness: Harness): RepositoryOffer[] =>
    offered.filter(({ harnesses }) => harnesses.includes(harness));
  const top = { name: file.id, owner: ownerOf(file) };
  const description = shownText(file.description, 1024);
  const full = (offer: RepositoryOffer) => ({
    name: offer.as,
    ...aboutPlugin(offer.entry, baseUrl),
    source: sourceOf(offer),
    ...partsOf(offer.entry, ['claude-plugin']),
  });
  return [
    ['.claude-plugin/marketplace.json', { ...top, description, plugins: forHarness('claude-code').map(full) }],
    [
      '.agents/plugins/marketplace.json',
      {
        name: file.id,
        interface: { displayName: shownText(file.title, 100) },
        plugins: forHarness('codex').map((offer) => ({
          name: offer.as,
          source: sourceOf(offer),
          ...partsOf(offer.entry, ['codex-plugin', 'claude-plugin', 'agent-plugins']),
          policy: { installation: 'AVAILABLE', authentication: 'ON_INSTALL' },
          category: offer.entry.verdict.category.value,
          description: listedDescription(offer.entry),
          metadata: listedMetadata(offer.entry),
        })),
      },
    ],
    // Its schema knows no other keys, and only texts as sources.
    [
      '.cursor-plugin/marketplace.json',
      {
        name: file.id,
        owner: cursorOwner(file),
        metadata: { description },
        plugins: forHarness('cursor').map((offer) => ({
          name: offer.as,
          source: `./plugins/${offer.as}`,
          description: listedDescription(offer.entry),
        })),
      },
    ],
    // One source that Copilot does not know makes it refuse the whole list; it knows these.
    [
      '.github/plugin/marketplace.json',
      { ...top, metadata: { description }, plugins: forHarness('github-copilot').map(full) },
    ],
  ];
}

function sourceOf({ entry, as, isEmbedded }: RepositoryOffer) {
  return isEmbedded ? `./plugins/${as}` : gitSource(entry);
}

function cursorOwner(file: AssembledCatalog['file']): { readonly name: string } {
  const email = file.owner?.email;
  return { name: ownerOf(file).name, ...(email !== undefined && { email }) };
}

function readMe({ file, offers }: AssembledCatalog, baseUrl: string): string {
  const inside = offers.repository.filter(({ isEmbedded }) => isEmbedded).length;
  return `${[
    `# ${file.id}`,
    `${codeSpan(file.title, 200)}: a marketplace of plugins for agent harnesses, made from the catalog at ${baseUrl}. It is written anew with every build and has no past.`,
    `It lists ${offers.repository.length} plugins. ${inside} of them lie below \`plugins/\`, the others are named by address and commit. Each is under the licence of its own authors.`,
    '- Codex: `codex plugin marketplace add <address of this repository>`\n- Claude Code and Copilot read the same from a clone.',
  ].join('\n\n')}\n`;
}
