import type { Packing } from '../../domain/archive.ts';
import { unfitPath } from '../../domain/archive-path.ts';
import type { AssembledCatalog } from '../../domain/assembled.ts';
import { isActiveFile } from '../../domain/active-file.ts';
import type { CatalogFile } from '../../domain/catalog.ts';
import type { Coordinate } from '../../domain/coordinate.ts';
import { type Diagnostic, diagnose } from '../../domain/diagnostic.ts';
import type { CatalogEntry } from '../../domain/entry.ts';
import { isOffered } from '../../domain/is-offered.ts';
import type { Offers } from '../../domain/offers.ts';
import { byPrecedence } from '../precedence.ts';
import { nameOffers } from './name-offers.ts';
import { packingOf } from './packing.ts';

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
  const packing = new Map<Coordinate, Packing>();
  for (const entry of entries) {
    const members = (membersOf.get(entry.id) ?? []).flatMap((id) => byId.get(id) ?? []);
    const isWithdrawn = withdrawals.entries.has(entry.id);
    packing.set(entry.id, packingOf(entry, { licenses: file.policy.licenses, isWithdrawn, members }));
  }
  const isPacked = ({ id }: CatalogEntry): boolean => packing.get(id)?.formats !== undefined;
  const isThere = (entry: CatalogEntry): boolean => isPacked(entry) || hasAddress(entry);
  const offered = entries.filter((entry) => isOffered(entry, judged) && !copyOf.has(entry.id)).toSorted(byPrecedence);
  const ofKind = (kind: CatalogEntry['kind']): CatalogEntry[] => offered.filter((entry) => entry.kind === kind);

  const plugins = ofKind('plugin').filter(isThere);
  const brought = new Set(plugins.flatMap(({ id }) => membersOf.get(id) ?? []));
  const bare = ofKind('skill').filter((entry) => isThere(entry) && !brought.has(entry.id));
  const root = limitRoot(ofKind('skill').filter(isPacked), file);

  const named = {
    root: nameOffers(root.entries, 'root'),
    claude: nameOffers([...plugins, ...bare], 'claude'),
    repository: nameOffers(plugins, 'repository'),
  };
  return {
    offers: {
      packing,
      root: named.root.offers,
      claude: named.claude.offers,
      repository: named.repository.offers,
    },
    diagnostics: [
      ...root.diagnostics,
      ...Object.values(named).flatMap(({ diagnostics }) => diagnostics),
      ...entries.flatMap((entry) => packingNotes(entry, packing.get(entry.id))),
    ],
  };
}

/** True where anybody can have the content of an entry from its own repository. */
function hasAddress({ source, commit }: CatalogEntry): boolean {
  return 'remote' in source.origin && source.origin.remote.transport !== 'bundle' && commit !== undefined;
}

function limitRoot(
  skills: readonly CatalogEntry[],
  file: CatalogFile,
): { readonly entries: readonly CatalogEntry[]; readonly diagnostics: readonly Diagnostic[] } {
  const most = file.policy.wellKnownRoot;
  if (skills.length <= most) return { entries: skills, diagnostics: [] };
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
  const active = paths.filter(isActiveFile);
  const [first] = active;
  if (kind !== 'skill' || packing.isStub || first === undefined) return [];
  const message = `${active.length} of ${paths.length} files of ${id} are in its archive only, ${JSON.stringify(first)} among them.`;
  return [diagnose('offer-unpacked-part', { message, ...about(first) })];
}
