import type { Packing } from '../../domain/archive.ts';
import { unfitPath } from '../../domain/archive-path.ts';
import type { AssembledCatalog } from '../../domain/assembled.ts';
import type { CatalogFile } from '../../domain/catalog.ts';
import { configuresHarness } from '../../domain/configures-harness.ts';
import type { Coordinate } from '../../domain/coordinate.ts';
import { type Diagnostic, diagnose } from '../../domain/diagnostic.ts';
import type { CatalogEntry } from '../../domain/entry.ts';
import { harnessesOf } from '../../domain/harness.ts';
import { isOffered } from '../../domain/is-offered.ts';
import type { Offers } from '../../domain/offers.ts';
import { pinnedPlace } from '../../domain/pinned-place.ts';
import { isUnpacked } from '../../domain/unpacked.ts';
import { byPrecedence } from '../precedence.ts';
import { heldBackMember, memberHeldBack } from './held-back.ts';
import { limitClaude } from './limit-claude.ts';
import { nameOffers } from './name-offers.ts';
import { packingOf } from './packing.ts';
import { repositoryReaders, unfitForTree } from './repository-plugins.ts';

/** What planning needs of the catalog beside its entries. */
type Judged = Pick<AssembledCatalog, 'file' | 'withdrawals' | 'membersOf' | 'copyOf'>;

/**
 * Decides what the surfaces for harnesses offer (the design's section "What is emitted"): which entries are packed, and
 * which of them stand under which name in the discovery index at the root, in the marketplace of Claude Code and in the
 * repository that git clones. Stubs, drafts, and what is deleted or withdrawn stand in none of them.
 */
export function planOffers(
  entries: readonly CatalogEntry[],
  judged: Judged,
): { readonly offers: Offers; readonly diagnostics: readonly Diagnostic[] } {
  const { file, withdrawals, membersOf, copyOf } = judged;
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const members = ({ id }: CatalogEntry): CatalogEntry[] =>
    (membersOf.get(id) ?? []).flatMap((member) => byId.get(member) ?? []);
  const packing = new Map<Coordinate, Packing>();
  for (const entry of entries) {
    const isWithdrawn = withdrawals.entries.has(entry.id);
    packing.set(entry.id, packingOf(entry, { licenses: file.policy.licenses, isWithdrawn, members: members(entry) }));
  }
  const isPacked = ({ id }: CatalogEntry): boolean => packing.get(id)?.formats !== undefined;
  const isThere = (entry: CatalogEntry): boolean => isPacked(entry) || pinnedPlace(entry) !== undefined;
  const listed = entries.filter((entry) => isOffered(entry, judged));
  const offered = listed.filter(({ id }) => !copyOf.has(id)).toSorted(byPrecedence);
  const held = new Map(offered.map((entry) => [entry.id, heldBackMember(entry, members(entry))]));
  const plugins = offered.filter((entry) => entry.kind === 'plugin' && isThere(entry) && !held.get(entry.id));
  const skills = offered.filter((entry) => isSkillFolder(entry) && isThere(entry));

  const ofClaude = plugins.filter((entry) => harnessesOf(entry).includes('claude-code'));
  const brought = new Set(ofClaude.flatMap(({ id }) => membersOf.get(id) ?? []));
  const root = limitRoot(skills.filter(isPacked), file);
  const inTree = planRepository(plugins);

  const named = {
    root: nameOffers(root.entries, 'root'),
    claude: nameOffers([...ofClaude, ...skills.filter(({ id }) => !brought.has(id))], 'claude'),
    repository: nameOffers(inTree.entries, 'repository'),
  };
  const ofMarketplace = limitClaude(named.claude.offers);
  return {
    offers: {
      packing,
      root: named.root.offers,
      scoped: listed.filter((entry) => isSkillFolder(entry) && isPacked(entry)),
      claude: ofMarketplace.offers,
      repository: named.repository.offers.map((offer) => ({
        ...offer,
        harnesses: repositoryReaders(offer.entry),
        isEmbedded: pinnedPlace(offer.entry) === undefined,
      })),
    },
    diagnostics: [
      ...offered.flatMap((entry) => {
        const member = held.get(entry.id);
        return member ? [memberHeldBack(entry, member)] : [];
      }),
      ...root.diagnostics,
      ...inTree.diagnostics,
      ...ofMarketplace.diagnostics,
      ...Object.values(named).flatMap(({ diagnostics }) => diagnostics),
      ...entries.flatMap((entry) => packingNotes(entry, packing.get(entry.id))),
    ],
  };
}

/** Clients look for `SKILL.md` at the root, in these letters, and place the folder as it is. */
function isSkillFolder({ kind, fileRecords }: CatalogEntry): boolean {
  const paths = fileRecords.map(({ path }) => path);
  return kind === 'skill' && paths.includes('SKILL.md') && !paths.some(configuresHarness);
}

/** The plugins that a harness can have from the repository that git clones. */
function planRepository(plugins: readonly CatalogEntry[]): {
  readonly entries: readonly CatalogEntry[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const readable = plugins.filter((plugin) => repositoryReaders(plugin).length > 0);
  const unfit = new Map(
    readable
      .filter((plugin) => pinnedPlace(plugin) === undefined)
      .flatMap((plugin) => {
        const diagnostic = unfitForTree(plugin);
        return diagnostic ? [[plugin.id, diagnostic] as const] : [];
      }),
  );
  return { entries: readable.filter(({ id }) => !unfit.has(id)), diagnostics: [...unfit.values()] };
}

function limitRoot(
  skills: readonly CatalogEntry[],
  file: CatalogFile,
): { readonly entries: readonly CatalogEntry[]; readonly diagnostics: readonly Diagnostic[] } {
  const most = file.policy.wellKnownRoot;
  if (skills.length <= most) return { entries: skills, diagnostics: [] };
  // A file in a source that names the catalog says who agrees to be listed. What is spread, the operator decides.
  const entries = skills.filter(({ source }) => source.governance.trust !== 'third-party');
  const message = `The discovery index at the root lists ${entries.length} of ${skills.length} skills: more than ${most} are listed here, so it holds trusted sources only.`;
  return {
    entries,
    diagnostics: [diagnose('offer-limited', { message, at: { root: 'catalog', file: 'catalog.yaml' } })],
  };
}

function packingNotes(entry: CatalogEntry, packing: Packing | undefined): Diagnostic[] {
  const { id, kind, source, fileRecords, files } = entry;
  const paths = fileRecords.map(({ path }) => path);
  const about = (path: string) => ({
    at: { root: 'source', file: files.find((one) => one.path === path)?.treePath ?? path } as const,
    source: source.id,
    entry: id,
  });
  if (packing?.formats === undefined) {
    const unfit = packing?.why === 'path' ? unfitPath(paths) : undefined;
    if (unfit === undefined) return [];
    const message = `${JSON.stringify(unfit)} fits into no archive, so no copy of ${id} is offered.`;
    return [diagnose('archive-path-unfit', { message, ...about(unfit) })];
  }
  if (kind !== 'skill' || packing.isStub) return [];
  const configuring = paths.find(configuresHarness);
  if (configuring !== undefined) {
    const configures = `${id} holds ${JSON.stringify(configuring)}, so clients that place it as it is are not offered it.`;
    return [diagnose('offer-configures-harness', { message: configures, ...about(configuring) })];
  }
  const active = paths.filter((path) => !isUnpacked(path));
  const [first] = active;
  if (first === undefined) return [];
  const message = `${active.length} of ${paths.length} files of ${id} are in its archive only, ${JSON.stringify(first)} among them.`;
  return [diagnose('offer-unpacked-part', { message, ...about(first) })];
}
