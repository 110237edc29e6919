import type { ShardEntry } from '../../domain/index-v1.ts';
import { Refusal } from '../model/refusal.ts';
import type { Pin } from '../model/registry.ts';
import { pinText } from './parse-request.ts';

type ShardPin = ShardEntry['pins'][number];

/** What revisions are known of. */
type Pinned = Pick<ShardEntry, 'id' | 'revision' | 'pins' | 'aliases'>;

export interface ChosenPin {
  readonly pin: ShardPin;
  /** The alias it was found by. */
  readonly alias?: string | undefined;
  readonly notes: readonly string[];
}

/**
 * The revision that a pin means; without one that of the compact record, which is the latest.
 *
 * @throws Refusal `pin-unknown` where there is none, with what there is instead.
 */
export function choosePin(entry: Pinned, pin: Pin | undefined): ChosenPin {
  if (pin?.type === 'version') return byVersion(entry, pin.version) ?? unknown(entry, pin.version);
  if (pin?.type === 'alias') {
    const revision = Object.hasOwn(entry.aliases, pin.alias) ? entry.aliases[pin.alias] : undefined;
    const named = entry.pins.find((one) => one.revision === revision);
    // Some labels of publishers are words.
    return named
      ? { pin: named, alias: pin.alias, notes: [] }
      : (byVersion(entry, pin.alias) ?? unknown(entry, pin.alias));
  }
  const wanted = pin ?? { type: 'revision', revision: entry.revision };
  const found = entry.pins.findLast((one) =>
    // A digest that has come back is the newest revision that has it.
    wanted.type === 'digest' ? one.digest === wanted.digest : one.revision === wanted.revision,
  );
  return found ? { pin: found, notes: [] } : unknown(entry, pinText(wanted));
}

/** A publisher's label says little: many never change it. The newest revision that has it is meant, and that is said. */
function byVersion({ id, pins }: Pinned, version: string): ChosenPin | undefined {
  const plain = (label: string): string => label.replace(/^v(?=\d)/i, '');
  const labelled = pins.filter(({ version: own, versions = [] }) =>
    [own, ...versions].some((label) => label !== undefined && plain(label) === plain(version)),
  );
  const pin = labelled.at(-1);
  if (!pin) return undefined;
  const many = `${labelled.length} revisions of ${id} are called ${version}; the newest of them, ${pin.revision}, is meant. Pin @${pin.revision} to be sure.`;
  return { pin, notes: labelled.length > 1 ? [many] : [] };
}

function unknown({ id, pins, aliases }: Pinned, wanted: string): never {
  const revisions = pins.map(({ revision, version }) =>
    version === undefined ? `${revision}` : `${revision} (${version})`,
  );
  const names = Object.keys(aliases);
  const known = `Its revisions are ${revisions.slice(-10).join(', ')}${names.length > 0 ? `, its aliases ${names.slice(0, 10).join(', ')}` : ''}.`;
  throw new Refusal('pin-unknown', `${id} has no revision, version or alias "${wanted}". ${known}`);
}
