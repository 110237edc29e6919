import type { GovernanceFile, SourceFile } from './catalog.ts';
import { canonicalJson, sha256 } from './digest.ts';
import type { Lock } from './lock.ts';
import { canonicalPlace, parseRemote, type Remote, type Selection } from './place.ts';

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

/** What of its repository a source file selects. */
export function selectionOf({ versions, commit, ref, path }: SourceFile): Selection {
  // No ref has a star in its name, so this place is none of a branch or a tag.
  return { ref: versions ? `tags/${versions.pattern}` : (commit ?? ref ?? 'HEAD'), path: path ?? '' };
}

/**
 * Where a source file leads, whatever the catalog allows.
 *
 * @returns The repository, equal for two spellings of one, and the canonical place; undefined where the address has no
 *   known form.
 */
export function placeOf(file: SourceFile): { readonly repository: string; readonly place: string } | undefined {
  const repository = file.local === undefined ? parseRemote(file.git ?? '')?.repository : localRepository(file.local);
  return repository === undefined ? undefined : { repository, place: canonicalPlace(repository, selectionOf(file)) };
}

/** The repository of a local source in its place: a folder of the catalog. */
export function localRepository(folder: string): string {
  return `local:${folder}`;
}
