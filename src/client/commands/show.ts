import type { FormerEntry } from '../../domain/former.ts';
import type { FullEntry } from '../../domain/index-v1.ts';
import { notFound } from '../discovery/nearest-entries.ts';
import type { Dialogue } from '../model/dialogue.ts';
import { Refusal } from '../model/refusal.ts';
import type { Registry, Request } from '../model/registry.ts';
import { choosePin } from '../resolve/choose-pin.ts';
import { findCandidates } from '../resolve/find-candidates.ts';

/** What there is to say of one name. */
export type Shown = (
  | { readonly registry: Registry; readonly record: FullEntry; readonly revision: number; readonly former?: undefined }
  /** It was listed, and is not listed now. */
  | { readonly registry: Registry; readonly former: FormerEntry; readonly record?: undefined }
) & {
  /** Why registries before it could not be asked. */
  readonly unread: readonly Refusal[];
};

/**
 * Finds everything a marketplace knows of one entry: also of stubs, drafts, and what was deleted, withdrawn or is no longer
 * listed, for here it is only read about. A registry that is down is passed over, and told.
 *
 * @throws Refusal `not-found`, `name-ambiguous`, `pin-unknown`, and those of reading a registry.
 */
export async function showEntry(
  request: Request,
  registries: readonly Registry[],
  choose: Dialogue['choose'],
): Promise<Shown> {
  const unread: Refusal[] = [];
  for (const registry of registries) {
    const found = await findCandidates(registry, request, true).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      unread.push(error);
    });
    if (!found) continue;
    const { candidates, heldBack, former } = found;
    const all = [...candidates, ...heldBack.map((entry) => ({ registry, entry }))];
    const [first] = all;
    const chosen = all.length > 1 ? await choose(request, all) : first;
    if (chosen) {
      const { pin } = choosePin(chosen.entry, request.pin);
      return { registry, record: await registry.record(chosen.entry), revision: pin.revision, unread };
    }
    if (first)
      throw ambiguous(
        request,
        all.map(({ entry }) => entry.id),
      );
    if (former[0]) return { registry, former: former[0], unread };
  }
  throw unread[0] ?? (await notFound(request, registries));
}

function ambiguous({ text }: Request, ids: readonly string[]): Refusal {
  return new Refusal('name-ambiguous', `"${text}" can mean ${ids.length} entries. Say which: ${ids.join(', ')}.`);
}
