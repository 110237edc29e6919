import type { Packing } from './archive.ts';
import type { Coordinate } from './coordinate.ts';
import type { CatalogEntry } from './entry.ts';
import type { Harness } from './harness.ts';

/** An entry under the name it has on one surface. */
export interface Offer {
  readonly entry: CatalogEntry;
  /** Unique on that surface. */
  readonly as: string;
}

/** A plugin of the repository that git clones. */
export interface RepositoryOffer extends Offer {
  /** Those that find it there, in the order of `Harness`. */
  readonly harnesses: readonly Harness[];
  /** Its files lie in the repository itself, because they have no address of their own. */
  readonly isEmbedded: boolean;
}

/** What the surfaces for harnesses offer: nothing here is a stub, a draft, deleted or withdrawn. */
export interface Offers {
  /** What is packed of every entry, by coordinate. */
  readonly packing: ReadonlyMap<Coordinate, Packing>;
  /** Skills of the discovery index at the root. */
  readonly root: readonly Offer[];
  /** Skills that have a discovery index of their own and stand in that of their source, by coordinate. */
  readonly scoped: readonly CatalogEntry[];
  /** Plugins and skills of the marketplace of Claude Code. */
  readonly claude: readonly Offer[];
  /** Plugins of the repository that git clones. */
  readonly repository: readonly RepositoryOffer[];
}
