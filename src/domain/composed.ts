import type { MeasuredEntry } from './entry.ts';
import type { LockedMember } from './lock.ts';

/** A file with its content. */
export interface ContentFile {
  /** Relative to the root of what it belongs to. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly executable: boolean;
}

/** A member of an assembled plugin as it was frozen. */
export interface MemberContent {
  readonly member: LockedMember;
  /** What it is called in the plugin. */
  readonly name: string;
  readonly entry: MeasuredEntry;
  /** Empty for a part of a file. */
  readonly files: readonly ContentFile[];
}
