import type { CatalogEntry } from './entry.ts';
import type { Coordinate } from './coordinate.ts';
import type { Packing } from './archive.ts';

/** An entry under the name it has on one surface. */
export interface Offer {
  readonly entry: CatalogEntry;
  /** Unique on that surface. */
  readonly as: string;
}

/** What the surfaces for harnesses offer: nothing here is a stub, a draft, deleted or withdrawn. */
export interface Offers {
  /** What is packed of every entry, by coordinate. */
  readonly packing: ReadonlyMap<Coordinate, Packing>;
  /** Skills of the discovery index at the root. */
  readonly root: readonly Offer[];
  /** Plugins and skills of the marketplace of Claude Code. */
  readonly claude: readonly Offer[];
  /** Plugins of the repository that git clones. */
  readonly repository: readonly Offer[];
}
