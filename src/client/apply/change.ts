import type { ContentFile } from '../../domain/composed.ts';

/** One thing that is done to one path of a root. Targets are relative to the root, with `/`. */
export type Change =
  | {
      readonly type: 'put-folder';
      readonly target: string;
      readonly files: readonly ContentFile[];
      readonly before: string;
    }
  | {
      readonly type: 'put-file';
      readonly target: string;
      readonly bytes: Uint8Array;
      /** Permissions: those of the file it replaces, where that is somebody's own. */
      readonly mode: number;
      readonly before: string;
    }
  | { readonly type: 'remove'; readonly target: string; readonly before: string }
  /** Keeps what is there under another name. */
  | { readonly type: 'back-up'; readonly target: string; readonly to: string; readonly before: string }
  /** Removes a folder where it is empty. */
  | { readonly type: 'remove-if-empty'; readonly target: string };

/*
 * `before` is the `stateKey` of what was at the target when the change was planned: what is there when it is carried out
 * and differs is somebody else's, and is kept under another name.
 */

/** The permissions of a file of an entry. */
export function modeOf(executable: boolean): number {
  return executable ? 0o755 : 0o644;
}
