import type { AdvisoryList } from '../../domain/withdrawal.ts';
import type { EntryList, FullEntry, Root, Shard, ShardEntry } from '../../domain/index-v1.ts';
import type { FormerEntry } from '../../domain/former.ts';

/** One marketplace the client reads from: an address, or a folder with a built site. */
export interface Registry {
  /** As it stands in locks: an address with a slash at its end, or an absolute folder. */
  readonly address: string;
  readonly kind: 'http' | 'folder';
  /** The root of the index, read once. */
  root(): Promise<Root>;
  /** The shard of a bare name, proven against the root. */
  shard(name: string): Promise<ReadShard>;
  /** A full record, checked against its hash and what else its shard says. */
  record(entry: ShardEntry): Promise<FullEntry>;
  /** The default list, or with stubs, drafts and withdrawn entries; checked against the root. */
  entries(all: boolean): Promise<EntryList>;
  advisories(): Promise<AdvisoryList>;
  /**
   * Any file by its address relative to `api/v1/`, which may begin with `../`, but never leads out of the registry.
   *
   * @param expected Its hash and size: what differs is refused.
   */
  file(url: string, expected: { readonly sha256: string; readonly bytes: number }): Promise<Uint8Array>;
}

/** A shard as far as this client reads it. */
export interface ReadShard extends Shard {
  /** The ids of entries that it cannot read: of a kind it does not know. */
  readonly unread: readonly string[];
}

/** What a person asked for: `pdf`, `skill:anthropic/pdf@production`. */
export interface Request {
  readonly text: string;
  readonly kind?: string | undefined;
  readonly source?: string | undefined;
  readonly name: string;
  readonly pin?: Pin | undefined;
}

export type Pin =
  | { readonly type: 'revision'; readonly revision: number }
  | { readonly type: 'version'; readonly version: string }
  | { readonly type: 'alias'; readonly alias: string }
  | { readonly type: 'digest'; readonly digest: string };

/** One revision of one entry, decided. */
export interface Resolved {
  readonly request: Request;
  readonly registry: Registry;
  /** As the shard has it. */
  readonly entry: ShardEntry;
  readonly pin: ShardEntry['pins'][number];
  /** The alias it was asked for by: `update` resolves it again. */
  readonly alias?: string | undefined;
  /** The request spoke of a name that has moved here. */
  readonly renamedFrom?: FormerEntry | undefined;
}
