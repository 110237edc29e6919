import type { Coordinate } from '../../domain/coordinate.ts';
import { suggest } from '../../domain/did-you-mean.ts';
import type { Scope } from '../model/action.ts';
import type { Adapter } from '../model/adapter.ts';
import { Refusal } from '../model/refusal.ts';
import type { LockedInstall } from '../model/lock.ts';
import type { CommandContext } from './context.ts';
import { foundHarnesses } from './found-harnesses.ts';

/** The harness that most others read too. */
const SHARED = 'agents';

interface Chosen {
  readonly adapters: readonly Adapter[];
  readonly notes: readonly string[];
}

/** The adapters with these ids. */
export function adaptersNamed(ids: readonly string[], { adapters }: Pick<CommandContext, 'adapters'>): Adapter[] {
  return [...new Set(ids)].map((id) => {
    const adapter = adapters.find((one) => one.id === id);
    if (adapter) return adapter;
    const known = adapters.map((one) => one.id);
    throw new Refusal(
      'harness-unknown',
      `There is no harness "${id}". ${suggest(id, known) ?? `Known are ${known.join(', ')}.`}`,
    );
  });
}

/** The adapters of the harnesses that are used here; where none is, the shared folder that several of them read. */
export function detectAdapters(
  root: string,
  scope: Scope,
  installed: ReadonlyMap<Coordinate, LockedInstall>,
  { adapters }: Pick<CommandContext, 'adapters'>,
): Chosen {
  const found = foundHarnesses(adapters, root, scope, installed);
  if (found.length > 0) return { adapters: found, notes: [] };
  return {
    adapters: adapters.filter(({ id }) => id === SHARED),
    notes: [
      'No harness was found here, so it goes into the shared folder .agents. Name one with --harness: "skillyard harnesses" lists them.',
    ],
  };
}
