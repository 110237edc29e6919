import type { FoundEntry } from '../domain/entry.ts';
import type { Kind } from '../domain/kind.ts';
import type { Place } from '../domain/diagnostic.ts';

/** An entry that has been read and not yet been named. */
export interface Draft extends Omit<FoundEntry, 'name' | 'files' | 'variants'> {
  /** The real folder whose files are its own; absent for what is a file or a part of one. */
  readonly root?: string | undefined;
  /** Files that are its own where it has no root. */
  readonly ownFiles: readonly string[];
  /** What it wants to be called. */
  readonly wanted: string;
  /** Where it says so. */
  readonly at: Place;
  readonly variants?: readonly string[];
}

/** Equal for the same thing found twice. */
export function draftKey({ kind, path }: { readonly kind: Kind; readonly path: string }): string {
  return `${kind} ${path}`;
}
