import type { Coordinate } from './coordinate.ts';
import type { ArchiveFormat } from './paths.ts';
import type { NoArchive } from './distribution.ts';

/** One packed copy of the files of an entry. */
export interface Archive {
  readonly format: ArchiveFormat;
  /** Relative to the site's base. */
  readonly path: string;
  /** 64 lower-case hex digits, of the archive itself. */
  readonly sha256: string;
  readonly bytes: number;
}

/** By coordinate the archives that are published; what is missing has none. */
export type Archives = ReadonlyMap<Coordinate, readonly Archive[]>;

/** What becomes of the files of an entry: formats to pack, or why there are none. */
export type Packing =
  | { readonly formats: readonly ArchiveFormat[]; readonly isStub: boolean }
  | { readonly formats?: undefined; readonly why: NoArchive };
