import { capabilitiesOf } from '../../domain/capability-diff.ts';
import type { Coordinate } from '../../domain/coordinate.ts';
import { byText } from '../../domain/order.ts';
import { insideRoot } from '../apply/inside-root.ts';
import type { Action, Placement } from '../model/action.ts';
import type { Content } from '../model/content.ts';
import type { LockedInstall, Placed } from '../model/lock.ts';
import { Refusal } from '../model/refusal.ts';
import { settingName } from '../settings/setting.ts';
import type { Board } from './board.ts';
import type { HarnessAction } from './harness-action.ts';
import { placeFiles } from './place-files.ts';
import { placeSettings } from './place-settings.ts';
import { isSamePlace, removeFolders, removePlaced, unique } from './remove-placed.ts';

/** One entry to install, and where. */
export interface InstallItem {
  readonly content: Content;
  readonly placements: readonly { readonly harness: string; readonly placement: Placement }[];
  /** The alias or pin it was asked for by. */
  readonly pin?: string | undefined;
  /** The name it was installed under, where it has moved. */
  readonly replaces?: Coordinate | undefined;
}

/**
 * Plans to install one entry: what is new, what is replaced, and what of an earlier revision goes. What two harnesses share
 * is written once.
 *
 * @throws Refusal where something is in the way that is not this entry's: of another entry, of the user without force.
 */
export async function planInstall(board: Board, item: InstallItem): Promise<void> {
  const { content, placements, replaces } = item;
  const { id } = content;
  const before = board.entries.get(replaces ?? id);
  const actions = placements.flatMap(({ harness, placement }) =>
    placement.actions.map((action) => ({ harness, action })),
  );
  if (actions.length === 0) throw nothingToPlace(item);
  if (replaces !== undefined && replaces !== id) board.entries.delete(replaces);
  refuseOthers(board, id, actions);

  const wanted = actions.map(({ action }) => action);
  for (const placed of unique(before?.placed ?? [])) {
    const isWanted = wanted.some((action) => isSamePlace(placed, asPlace(action)));
    if (!isWanted) await removePlaced(board, id, placed);
  }
  const made = new Set(before?.made);
  for (const { action } of actions)
    for (const folder of (await insideRoot(board.root, action.target, action.type === 'setting')).missing)
      made.add(folder);
  const placed = [
    ...(await placeFiles(board, id, actions, before)),
    ...(await placeSettings(board, id, actions, before)),
  ];
  const needed = [...made].filter((folder) => placed.some(({ target }) => target.startsWith(`${folder}/`)));
  removeFolders(
    board,
    [...made].filter((folder) => !needed.includes(folder)),
  );
  board.entries.set(id, toLocked(item, placed, needed));
}

function toLocked(
  { content, placements, pin }: InstallItem,
  placed: readonly Placed[],
  made: readonly string[],
): LockedInstall {
  const { registry, kind, revision, version, digest, riskTier, category, stub, from, evidence } = content;
  return {
    registry,
    kind,
    revision,
    ...(version !== undefined && { version }),
    digest,
    ...(pin !== undefined && { pin }),
    riskTier,
    category,
    stub,
    from,
    capabilities: capabilityLines(evidence),
    harnesses: placements
      .flatMap(({ harness, placement }) => (placement.actions.length > 0 ? [harness] : []))
      .toSorted(byText),
    placed: [...placed],
    made: made.toSorted(byText),
  };
}

/** What an entry can do, one line each: `script scripts/a.sh`. */
export function capabilityLines(evidence: Content['evidence']): string[] {
  return capabilitiesOf(evidence).map(({ kind, value }) => `${kind} ${value}`);
}

/** An action in the form in which the lock will have it, as far as its place is concerned. */
function asPlace(action: Action): Placed {
  const { target, type } = action;
  const common = { harness: '', target };
  if (type === 'folder') return { ...common, type, files: {} };
  if (type === 'file') return { ...common, type, sha256: '' };
  return { ...common, type, format: action.format, keys: [...action.keys], sha256: '', inserted: '', created: false };
}

function refuseOthers(board: Board, id: Coordinate, actions: readonly HarnessAction[]): void {
  for (const [other, { placed }] of board.entries) {
    if (other === id) continue;
    const clash = actions.find(({ action }) => placed.some((one) => isSamePlace(one, asPlace(action))));
    const what =
      clash?.action.type === 'setting'
        ? `${settingName(clash.action.keys)} in ${clash.action.target}`
        : clash?.action.target;
    if (clash)
      throw new Refusal(
        'name-taken',
        `${what} belongs to ${other}, which is installed and has the same name for ${clash.harness}. Uninstall it first: skillyard uninstall ${other}.`,
      );
  }
}

function nothingToPlace({ content, placements }: InstallItem): Refusal {
  const whys = placements.flatMap(({ harness, placement }) => placement.skipped.map(({ why }) => `${harness}: ${why}`));
  const why = whys.length > 0 ? [...new Set(whys)].join(' ') : 'None of the harnesses has a place for it.';
  return new Refusal(
    'nothing-to-place',
    `${content.id} cannot be installed here. ${why} Choose another with --harness, or fetch its files with "skillyard pull".`,
  );
}
