import { coordinateParts } from '../../domain/coordinate.ts';
import type { FormerEntry } from '../../domain/former.ts';
import type { ShardEntry } from '../../domain/index-v1.ts';
import type { Candidate, Dialogue } from '../model/dialogue.ts';
import { notFound } from '../discovery/nearest-entries.ts';
import { Refusal } from '../model/refusal.ts';
import type { Pin, Registry, Request, Resolved } from '../model/registry.ts';
import { choosePin } from './choose-pin.ts';
import { type Found, findCandidates } from './find-candidates.ts';
import { refuseWithdrawn, withdrawnFormer } from './refuse-withdrawn.ts';

export interface ResolveOptions {
  readonly includeStubs: boolean;
  /** Asks a person where a name means several entries; nobody answers off a terminal. */
  readonly choose?: Dialogue['choose'] | undefined;
}

/** One request, decided, with what the person should know of it. */
export interface Resolution {
  readonly resolved: Resolved;
  readonly notes: readonly string[];
}

/** How often a name may have moved on. */
const MOST_RENAMES = 5;

/**
 * Finds the entry and the revision that a request means. Registries are asked in order; the first that knows the name
 * decides.
 *
 * @throws Refusal `not-found`, `name-ambiguous`, `stub`, `draft`, `deleted`, `withdrawn`, `kind-unknown`, `pin-unknown`,
 *   `no-longer-listed`, and those of reading a registry.
 */
export async function resolve(
  request: Request,
  registries: readonly Registry[],
  options: ResolveOptions,
): Promise<Resolution> {
  const gone: FormerEntry[] = [];
  const heldBack: ShardEntry[] = [];
  for (const registry of registries) {
    const found = await findCandidates(registry, request, options.includeStubs);
    const candidate = await pick(found, request, options);
    if (candidate) return decide(request, candidate, gone);
    refuseUnread(found, request);
    for (const former of found.former) {
      const refusal = withdrawnFormer(former);
      if (refusal) throw refusal;
    }
    const moved = found.former.find(({ renamedTo }) => renamedTo !== undefined);
    if (moved) return follow(request, moved, registry, options);
    gone.push(...found.former);
    heldBack.push(...found.heldBack);
    // A full name is one entry: another registry that has one of the same name has another entry.
    if (request.source !== undefined && (found.former.length > 0 || found.heldBack.length > 0)) break;
  }
  throw explain(request, gone, heldBack) ?? (await notFound(request, registries));
}

async function pick(
  { candidates }: Found,
  request: Request,
  { choose }: ResolveOptions,
): Promise<Candidate | undefined> {
  if (candidates.length <= 1) return candidates[0];
  const chosen = await choose?.(request, candidates);
  if (chosen) return chosen;
  const lines = candidates.map(({ entry }) => `  ${describe(entry)}`).join('\n');
  throw new Refusal('name-ambiguous', `"${request.text}" can mean ${candidates.length} entries. Say which:\n${lines}`);
}

function describe({ id, riskTier, category, withdrawn, source }: ShardEntry): string {
  const marks = [
    `${riskTier} risk`,
    ...(category === 'raw' ? ['raw'] : []),
    ...(withdrawn ? ['withdrawn'] : []),
    `from ${source}`,
  ];
  return `${id} (${marks.join(', ')})`;
}

async function decide(
  request: Request,
  { registry, entry }: Candidate,
  before: readonly FormerEntry[],
): Promise<Resolution> {
  const { pin, alias, notes } = choosePin(entry, request.pin);
  await refuseWithdrawn(registry, entry, pin);
  if (pin.status === 'draft' && request.pin === undefined)
    throw new Refusal(
      'draft',
      `${entry.id}@${pin.revision} is a draft: ask for it by its revision, ${entry.id}@${pin.revision}, if you mean it.`,
    );
  const said = [
    ...notes,
    ...(pin.status === 'draft' ? [`${entry.id}@${pin.revision} is a draft.`] : []),
    ...(pin.status === 'deprecated'
      ? [`${entry.id}@${pin.revision} is deprecated. "skillyard show ${entry.id}" says why.`]
      : []),
    ...(entry.withdrawn ? [`The latest revision of ${entry.id} has been withdrawn: ${entry.withdrawn.reason}`] : []),
    ...(entry.copyOf === undefined ? [] : [`${entry.id} has the same content as ${entry.copyOf}.`]),
    ...before.map(
      ({ id }) => `${id} is no longer listed; this is another entry of the same name, from ${registry.address}.`,
    ),
  ];
  return { resolved: { request, registry, entry, pin, alias }, notes: said };
}

/** A name that has moved leads to where it is listed now, in the same registry. */
async function follow(
  request: Request,
  first: FormerEntry,
  registry: Registry,
  options: ResolveOptions,
): Promise<Resolution> {
  let former = first;
  for (let hop = 0; hop < MOST_RENAMES && former.renamedTo !== undefined; hop += 1) {
    const target = { ...request, ...coordinateParts(former.renamedTo), pin: movedPin(former, request.pin) };
    const found = await findCandidates(registry, target, options.includeStubs);
    const [candidate] = found.candidates;
    if (candidate) {
      const { resolved, notes } = await decide(target, candidate, []);
      const note = `${first.id} is called ${candidate.entry.id} now.`;
      return { resolved: { ...resolved, request, renamedFrom: first }, notes: [note, ...notes] };
    }
    const [next] = found.former;
    const refusal = next && withdrawnFormer(next);
    if (refusal) throw refusal;
    if (!next) throw explain(target, [], found.heldBack) ?? (await notFound(target, [registry]));
    former = next;
  }
  throw new Refusal(
    'no-longer-listed',
    `${first.id} has been renamed, and what it became is not listed: "skillyard search ${request.name}" shows what there is.`,
  );
}

/** Revisions are counted under each name: what was pinned under the old one is the same content under the new one. */
function movedPin(former: FormerEntry, pin: Pin | undefined): Pin | undefined {
  if (pin === undefined || pin.type === 'alias' || pin.type === 'digest') return pin;
  const revision = former.pins.at(-1)?.revision ?? 0;
  return { type: 'digest', digest: choosePin({ ...former, revision }, pin).pin.digest };
}

function refuseUnread({ unread, registry }: Found, { kind }: Request): void {
  const [id] = unread;
  if (id === undefined || kind !== undefined) return;
  throw new Refusal(
    'kind-unknown',
    `${id} in ${registry.address} is of a kind that this client does not know: update skillyard.`,
  );
}

function explain(request: Request, gone: readonly FormerEntry[], heldBack: readonly ShardEntry[]): Refusal | undefined {
  const stub = heldBack.find((entry) => entry.stub && entry.status !== 'deleted');
  if (stub)
    return new Refusal(
      'stub',
      `${stub.id} is a stub: a placeholder that will be replaced. Add --include-stubs if you mean it.`,
    );
  const [held] = heldBack;
  if (held?.status === 'draft')
    return new Refusal(
      'draft',
      `${held.id} is a draft: ask for it by its revision, ${held.id}@${held.revision}, if you mean it.`,
    );
  if (held)
    return new Refusal(
      'deleted',
      `${held.id} has been deleted and is not installed. "skillyard search ${request.name}" shows what there is.`,
    );
  const [former] = gone;
  if (former) {
    const why = former.state === 'unavailable' ? 'its source cannot be had' : 'it is gone from its source';
    return new Refusal(
      'no-longer-listed',
      `${former.id} is no longer listed: ${why}. "skillyard search ${request.name}" shows what there is.`,
    );
  }
  return undefined;
}
