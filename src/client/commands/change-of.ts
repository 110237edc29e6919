import { sha256 } from '../../domain/digest.ts';
import { RiskTier } from '../../domain/governance.ts';
import { byText } from '../../domain/order.ts';
import type { Action, Placement } from '../model/action.ts';
import type { Content } from '../model/content.ts';
import type { Change } from '../model/dialogue.ts';
import type { LockedInstall, Placed } from '../model/lock.ts';

/** What would be another than what the lock file says of an entry: its files, its tier, whether it must be wrapped. */
export function changeOf(
  before: LockedInstall,
  { riskTier, category }: Pick<Content, 'riskTier' | 'category'>,
  placements: readonly { readonly placement: Placement }[],
): Change {
  const is = new Map(before.placed.flatMap(placedHashes));
  const wanted = new Map(placements.flatMap(({ placement }) => placement.actions.flatMap(actionHashes)));
  const places = [...new Set([...is.keys(), ...wanted.keys()])].toSorted(byText);
  const rank = (tier: RiskTier): number => RiskTier.options.indexOf(tier);
  return {
    files: places.flatMap((place) => {
      if (is.get(place) === wanted.get(place)) return [];
      return [`${is.has(place) ? (wanted.has(place) ? 'changed' : 'removed') : 'new'} ${place}`];
    }),
    heavier: [
      ...(rank(riskTier) > rank(before.riskTier) ? [`The risk tier was ${before.riskTier}.`] : []),
      ...(category === 'raw' && before.category !== 'raw' ? ['It was not raw before.'] : []),
    ],
  };
}

type Hashed = readonly [place: string, hash: string];

function placedHashes(placed: Placed): Hashed[] {
  if (placed.type === 'file') return [[placed.target, placed.sha256]];
  if (placed.type === 'setting') return [];
  return Object.entries(placed.files).map(([path, hash]) => [`${placed.target}/${path}`, hash] as const);
}

function actionHashes(action: Action): Hashed[] {
  if (action.type === 'file') return [[action.target, sha256(action.bytes)]];
  if (action.type === 'setting') return [];
  return action.files.map(({ path, bytes }) => [`${action.target}/${path}`, sha256(bytes)] as const);
}
