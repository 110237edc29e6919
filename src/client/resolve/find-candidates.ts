import type { FormerEntry } from '../../domain/former.ts';
import type { ShardEntry } from '../../domain/index-v1.ts';
import type { Candidate } from '../model/dialogue.ts';
import type { ReadShard, Registry, Request } from '../model/registry.ts';

/** What one registry has under a name. */
export interface Found {
  readonly registry: Registry;
  /** Everything that can be meant, copies taken together. */
  readonly candidates: readonly Candidate[];
  /** Stubs, drafts and deleted entries, which are meant only where somebody says so. */
  readonly heldBack: readonly ShardEntry[];
  readonly former: readonly FormerEntry[];
  /** Of a kind this client does not know. */
  readonly unread: readonly string[];
}

/** Looks a name up in one registry: its root and one shard. */
export async function findCandidates(registry: Registry, request: Request, includeStubs: boolean): Promise<Found> {
  const shard = await registry.shard(request.name);
  const entries = shard.entries.filter((entry) => fits(entry, request));
  const isHeldBack = ({ stub, status }: ShardEntry): boolean =>
    (stub && !includeStubs) || status === 'deleted' || (status === 'draft' && request.pin === undefined);
  return {
    registry,
    candidates: withoutCopies(entries.filter((entry) => !isHeldBack(entry))).map((entry) => ({ registry, entry })),
    heldBack: entries.filter(isHeldBack),
    former: (shard.former ?? []).filter((entry) => fits(entry, request)),
    unread: unreadOf(shard, request),
  };
}

function fits(entry: Pick<ShardEntry, 'kind' | 'source' | 'name'>, { kind, source, name }: Request): boolean {
  return entry.name === name && (kind ?? entry.kind) === entry.kind && (source ?? entry.source) === entry.source;
}

/** Of several entries with the same content the one that goes first, where it is among them. */
function withoutCopies(entries: readonly ShardEntry[]): ShardEntry[] {
  const ids = new Set(entries.map(({ id }) => id));
  return entries.filter(({ copyOf }) => copyOf === undefined || !ids.has(copyOf));
}

function unreadOf({ unread }: ReadShard, { source, name }: Request): string[] {
  return unread.filter((id) => id.endsWith(`/${name}`) && (source === undefined || id.endsWith(`:${source}/${name}`)));
}
