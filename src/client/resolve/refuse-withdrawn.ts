import type { FormerEntry } from '../../domain/former.ts';
import type { ShardEntry } from '../../domain/index-v1.ts';
import type { Withdrawal } from '../../domain/withdrawal.ts';
import { Refusal } from '../model/refusal.ts';
import type { Registry } from '../model/registry.ts';

/** Refuses a revision that was taken back or deleted. Nothing on the command line changes that. */
export async function refuseWithdrawn(
  registry: Registry,
  entry: ShardEntry,
  pin: ShardEntry['pins'][number],
): Promise<void> {
  const what = `${entry.id}@${pin.revision}`;
  const isLatest = pin.revision === entry.revision;
  const fine = fineRevision(entry, pin.revision);
  if (isLatest && entry.withdrawn) throw withdrawn(what, entry.withdrawn, fine);
  if (pin.withdrawn !== undefined) {
    const { advisories } = await registry.advisories();
    const { reason = 'The registry gives no reason.', replacement } =
      advisories.find(({ id }) => id === pin.withdrawn) ?? {};
    throw withdrawn(what, { advisory: pin.withdrawn, reason, replacement }, fine);
  }
  if (pin.status === 'deleted' || (isLatest && entry.status === 'deleted'))
    throw new Refusal(
      'deleted',
      `${what} has been deleted and is not installed. Ask for another revision, or search for another entry.`,
    );
}

/** The newest revision that may be had in its place, as it is asked for. */
function fineRevision({ id, pins }: ShardEntry, revision: number): string | undefined {
  const fine = pins.findLast(
    (pin) =>
      pin.revision !== revision &&
      pin.withdrawn === undefined &&
      (pin.status === 'active' || pin.status === 'deprecated'),
  );
  return fine && `Revision ${fine.revision} has not been withdrawn: ask for ${id}@${fine.revision}.`;
}

/** The same of a name that is no longer listed. */
export function withdrawnFormer({ id, withdrawn: taken }: FormerEntry): Refusal | undefined {
  return taken && withdrawn(id, taken);
}

function withdrawn(
  what: string,
  {
    advisory,
    reason,
    replacement,
    member,
    copyOf,
  }: Pick<Withdrawal, 'advisory' | 'reason' | 'replacement' | 'member' | 'copyOf'>,
  fine?: string,
): Refusal {
  const through =
    member === undefined
      ? copyOf === undefined
        ? ''
        : ` It has the same content as ${copyOf}.`
      : ` It brings ${member}.`;
  const instead = replacement === undefined ? 'Do not use it.' : `Use ${replacement} instead.`;
  const next = fine === undefined ? instead : `${instead} ${fine}`;
  return new Refusal('withdrawn', `${what} has been withdrawn (${advisory}): ${sentence(reason)}${through} ${next}`);
}

/** In one line, so that no reason can look like more than one. */
function sentence(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
