/** A tag of a repository that stands for a version. */
export interface VersionTag {
  /** As it is called, without `refs/tags/`. */
  readonly name: string;
  /** SemVer. */
  readonly version: string;
  /** 40 hex digits; of an annotated tag the commit it stands for. */
  readonly commit: string;
}
