import pLimit from 'p-limit';
import { type Diagnostic, sortDiagnostics } from './domain/diagnostic.ts';
import { suggest } from './domain/did-you-mean.ts';
import { CATALOG_SOURCE } from './domain/plugin-file.ts';
import { type Catalog, loadCatalog } from './load/load-catalog.ts';
import { syncPlugins } from './sync/sync-plugins.ts';
import { syncSource } from './sync/sync-source.ts';
import type { SyncContext, SyncedSource } from './sync/synced-source.ts';
import { writeLock } from './sync/write-lock.ts';

/** More sources at once saturate neither two cores nor a network. */
const CONCURRENCY = 8;

export interface SyncOptions {
  readonly catalogDir: string;
  readonly cacheDir: string;
  /** Ids of the sources to sync; all where empty. */
  readonly only: readonly string[];
  /** The moment of the sync: revisions are dated by it, and local sources, which have no commit of their own. ISO 8601, UTC. */
  readonly now: string;
  readonly onStep: (step: string) => void;
}

export interface SyncResult {
  readonly sources: readonly SyncedSource[];
  /** Those of the catalog's files and of all sources. */
  readonly diagnostics: readonly Diagnostic[];
  /** Why nothing was looked at. */
  readonly refused?: string;
}

/** Asks every source what is new, and appends it to the locks. The only command that does either. */
export async function sync({ catalogDir, cacheDir, only, now, onStep }: SyncOptions): Promise<SyncResult> {
  const { catalog, diagnostics } = await loadCatalog(catalogDir);
  const refuse = (refused: string): SyncResult => ({ sources: [], diagnostics: sortDiagnostics(diagnostics), refused });
  if (!catalog || catalog.faulty)
    return refuse('Nothing was synced: errors at the top of the catalog decide about everything in it.');
  const ids = catalog.sources.map(({ id }) => id);
  const unknown = only.find((id) => id !== CATALOG_SOURCE && !ids.includes(id));
  if (unknown !== undefined)
    return refuse(`There is no usable source "${unknown}". ${suggest(unknown, ids) ?? ''}`.trim());
  const context: SyncContext = { catalog, cacheDir, today: now.slice(0, 10), now };
  const limit = pLimit(CONCURRENCY);
  const wanted = catalog.sources.filter(({ id }) => only.length === 0 || only.includes(id));
  const sources = await Promise.all(
    wanted.map((source) =>
      limit(async () => {
        onStep(`Syncing ${source.id}`);
        const result = await syncSource(source, context);
        if (result.lock && result.lock !== source.lock)
          await writeLock(catalog.dir, source.id, result.lock, source.lock);
        return result;
      }),
    ),
  );
  // What the catalog puts together comes last: its members are resolved in the locks of this run (`withLocks`). What it
  // did is one more `SyncedSource`, of the id `catalog`.
  const isWanted = only.length === 0 || only.includes(CATALOG_SOURCE);
  const plugins = isWanted ? await syncPlugins({ ...context, catalog: withLocks(catalog, sources) }) : undefined;
  const assembled: readonly SyncedSource[] = plugins ? [plugins] : [];
  const all = [...sources, ...assembled];
  return { sources: all, diagnostics: sortDiagnostics([...diagnostics, ...all.flatMap((each) => each.diagnostics)]) };
}

/** The catalog with the locks that its sources have now. */
function withLocks(catalog: Catalog, synced: readonly SyncedSource[]): Catalog {
  const locks = new Map(synced.map(({ id, lock }) => [id, lock]));
  return {
    ...catalog,
    sources: catalog.sources.map((source) => ({ ...source, lock: locks.get(source.id) ?? source.lock })),
  };
}
