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
  /** What an update changes beside what is shown of any entry; absent where nothing is installed of it. */
  readonly change?: Change | undefined;
  /** What it can do and the installed revision could not. */
  readonly gained: readonly Capability[];
  /** What is written for each harness, and what each cannot hold. */
  readonly placements: readonly { readonly harness: string; readonly placement: Placement }[];
  /** What the person should know besides: an advisory, another name, a deprecation. One sentence each. */
  readonly notes: readonly string[];
}

/** From what is installed to what would be. */
export interface Change {
  /** Files that would be written, changed or removed, one line each: `changed .claude/skills/moor/SKILL.md`. */
  readonly files: readonly string[];
  /** How it would weigh more: a higher risk tier, raw where it was not. One sentence each. */
  readonly heavier: readonly string[];
}

/** True where an update lets an entry do more than it could, or is judged more severely. */
export function doesMore({ gained, change }: Proposal): boolean {
  return gained.length > 0 || (change !== undefined && change.heavier.length > 0);
}

/** How a command speaks with the person who runs it. Off a terminal nobody answers. */
export interface Dialogue {
  /** @returns The candidate that is meant, or undefined where nobody can say: the caller then refuses, and names them. */
  choose(request: Request, candidates: readonly Candidate[]): Promise<Candidate | undefined>;
  /**
   * Shows what would be done, and asks.
   *
   * @returns True with `--yes`, and where the person agrees; false where there is no one to ask.
   * @throws Refusal `not-agreed` where the person says no.
   */
  agree(proposals: readonly Proposal[]): Promise<boolean>;
  /** The same for what is no entry of a marketplace: the text says what would be written. */
  confirm(text: (layout: { readonly color: boolean; readonly width: number }) => string): Promise<boolean>;
  /** Shows what would be done where nothing will be. */
  show(proposals: readonly Proposal[]): Promise<void>;
  /** Says what is being done, on a terminal only. */
  readonly step: (text: string) => void;
}
