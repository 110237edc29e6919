import type { GovernanceFile, SourceFile } from './catalog.ts';
import { canonicalJson, sha256 } from './digest.ts';
import type { Lock } from './lock.ts';
import type { Remote } from './place.ts';

/** Line and column of a key of one YAML file, by its path of keys; the file itself where it is not the usual one. */
export type Locate = (
  path: readonly (string | number)[],
) => { readonly line: number; readonly column: number; readonly file?: string } | undefined;

/** One listed source with everything the catalog says about it. */
export interface Source {
  /** The name of its files below `sources/`, `governance/` and `lock/`. */
  readonly id: string;
  /** Where its content is. */
  readonly origin: { readonly remote: Remote } | { readonly local: string };
  /** A branch, tag or commit id; `HEAD` where the file names none. */
  readonly ref: string;
  /** Only what lies below this path is listed; empty for everything. */
  readonly path: string;
  /** The canonical place. */
  readonly place: string;
  readonly file: SourceFile;
  readonly governance: GovernanceFile;
  readonly lock?: Lock | undefined;
  /** One of its files has an error: it is looked at, and nothing of it is published or locked. */
  readonly faulty: boolean;
  /** Places in `sources/<id>.yaml`. */
  readonly locate: Locate;
  /** Places in `governance/<id>.yaml`; knows none where there is no such file. */
  readonly locateGovernance: Locate;
}

/** A fingerprint of what the source file selects: a lock made for another selection has to be made anew. */
export function selectionDigest({ place, file }: Pick<Source, 'place' | 'file'>): string {
  return sha256(canonicalJson({ place, include: file.include, exclude: file.exclude }));
}
