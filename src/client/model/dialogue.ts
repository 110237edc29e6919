import type { Capability } from '../../domain/capability.ts';
import type { Origin } from '../../domain/governance.ts';
import type { ShardEntry } from '../../domain/index-v1.ts';
import type { Placement } from './action.ts';
import type { Content } from './content.ts';
import type { Registry, Request } from './registry.ts';

/** One of several entries that a name can mean. */
export interface Candidate {
  readonly registry: Registry;
  readonly entry: ShardEntry;
}

/** What would be done with one entry, before anything is written. */
export interface Proposal {
  readonly content: Content;
  /** Who set the tier: `defaults` and `policy` mean that nobody did for this entry. */
  readonly tierOrigin: Origin;
  /** The revision that is installed now. */
  readonly installed?: number | undefined;
  /** What it can do and the installed revision could not. */
  readonly gained: readonly Capability[];
  /** What is written for each harness, and what each cannot hold. */
  readonly placements: readonly { readonly harness: string; readonly placement: Placement }[];
  /** What the person should know besides: an advisory, another name, a deprecation. One sentence each. */
  readonly notes: readonly string[];
}

/** How a command speaks with the person who runs it. Off a terminal nobody answers. */
export interface Dialogue {
  /** @returns The candidate that is meant, or undefined where nobody can say: the caller then refuses, and names them. */
  choose(request: Request, candidates: readonly Candidate[]): Promise<Candidate | undefined>;
  /**
   * Shows what would be done, and asks.
   *
   * @returns True with `--yes`, and where the person agrees; false where they do not, or where there is no one to ask.
   */
  agree(proposals: readonly Proposal[]): Promise<boolean>;
  /** Says what is being done, on a terminal only. */
  readonly step: (text: string) => void;
}
