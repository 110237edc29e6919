import { posix } from 'node:path';
import type { Diagnostic } from '../domain/diagnostic.ts';
import { CATALOG_SOURCE } from '../domain/plugin-file.ts';

/** Where a diagnostic stands in the repository of the catalog. */
export interface CatalogPlace {
  /** From the top of the repository. */
  readonly path: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** For a file of a source: its path and line in there. */
  readonly elsewhere?: string | undefined;
}

/**
 * Finds the file of the catalog's repository at which a diagnostic can be shown. A file of a source is none of it: the
 * diagnostic then stands at the file that lists the source.
 *
 * @param prefix The catalog folder from the top of its repository, with a slash at its end; empty for the top itself.
 */
export function catalogPlace({ at, source }: Pick<Diagnostic, 'at' | 'source'>, prefix: string): CatalogPlace {
  const { root, file, line, column } = at;
  // What lies beside the catalog folder is named from there.
  if (root === 'catalog') return { path: posix.normalize(`${prefix}${file}`), line, column };
  const isListed = source !== undefined && source !== CATALOG_SOURCE;
  return {
    path: `${prefix}${isListed ? `sources/${source}.yaml` : 'catalog.yaml'}`,
    elsewhere: `${file}${line === undefined ? '' : `:${line}`}`,
  };
}
