import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { appendLedger, type LedgerChange, type Sighting } from './assemble/append-ledger.ts';
import { type Diagnostic, sortDiagnostics } from './domain/diagnostic.ts';
import { suggest } from './domain/did-you-mean.ts';
import type { FoundEntry } from './domain/entry.ts';
import { ledgerBreaks, type Lock, READER } from './domain/lock.ts';
import { selectionDigest, type Source } from './domain/source.ts';
import type { Tree } from './domain/tree.ts';
import { resolveRef } from './fetch/resolve-ref.ts';
import { measureEntries } from './introspect/measure-entries.ts';
import { loadCatalog } from './load/load-catalog.ts';
import { introspectSource, openSource, type ReadContext } from './read-source.ts';

/** More sources at once saturate neither two cores nor a network. */
const CONCURRENCY = 8;

export interface SyncOptions {
  readonly catalogDir: string;
  readonly cacheDir: string;
  /** Ids of the sources to sync; all where empty. */
  readonly only: readonly string[];
  /** The moment of the sync, for local sources, which have no commit of their own. ISO 8601, UTC. */
  readonly now: string;
  readonly onStep: (step: string) => void;
}

/** What a sync did with one source. */
export interface SyncedSource {
  readonly id: string;
  readonly state: 'unchanged' | 'locked' | 'failed';
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly changes: readonly LedgerChange[];
  readonly bytesFetched: number;
  readonly diagnostics: readonly Diagnostic[];
}

export interface SyncResult {
  readonly sources: readonly SyncedSource[];
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
  const unknown = only.find((id) => !ids.includes(id));
  if (unknown !== undefined)
    return refuse(`There is no usable source "${unknown}". ${suggest(unknown, ids) ?? ''}`.trim());
  const context: ReadContext = { catalog, cacheDir, today: now.slice(0, 10) };
  const limit = pLimit(CONCURRENCY);
  const wanted = catalog.sources.filter(({ id }) => only.length === 0 || only.includes(id));
  const sources = await Promise.all(
    wanted.map((source) =>
      limit(() => {
        onStep(`Syncing ${source.id}`);
        return syncSource(source, context, now);
      }),
    ),
  );
  return {
    sources,
    diagnostics: sortDiagnostics([...diagnostics, ...sources.flatMap((source) => source.diagnostics)]),
  };
}

async function syncSource(source: Source, context: ReadContext, now: string): Promise<SyncedSource> {
  const from = source.lock?.commit;
  const result = (state: SyncedSource['state'], more: Partial<SyncedSource> = {}): SyncedSource => ({
    id: source.id,
    state,
    from,
    changes: [],
    bytesFetched: 0,
    diagnostics: [],
    ...more,
  });
  // Its files are wrong, and the diagnostics of loading say how.
  if (source.faulty) return result('failed');
  const { catalog, cacheDir } = context;
  const { limits, transports } = catalog.file.policy;
  const isLocal = 'local' in source.origin;
  const resolved = isLocal
    ? { diagnostics: [] }
    : await resolveRef(source, { cacheDir, catalogDir: catalog.dir, limits, transports });
  if (!isLocal && resolved.commit === undefined) return result('failed', { diagnostics: resolved.diagnostics });
  if (!isLocal && isCurrent(source) && source.lock?.commit === resolved.commit)
    return result('unchanged', { to: resolved.commit });

  const opened = await openSource(source, resolved.commit, context);
  const { tree } = opened;
  if (!tree) return result('failed', { diagnostics: opened.diagnostics, ...opened.stats });
  let seen: Seen;
  try {
    seen = await look(source, tree);
  } finally {
    await tree.close();
  }
  if (seen.diagnostics.some(({ rule }) => rule === 'source-path-missing')) {
    return result('failed', { to: tree.commit, ...opened.stats, diagnostics: seen.diagnostics });
  }
  const { lock, changes } = appendLedger(source, seen.sightings, { commit: tree.commit, date: opened.date ?? now });
  const diagnostics = [...opened.diagnostics, ...seen.diagnostics];
  // A local source has no commit that could move: without changes there is nothing to write.
  if (isLocal && isCurrent(source) && changes.length === 0) return result('unchanged', { diagnostics });
  await writeLock(catalog.dir, source, lock);
  return result('locked', { to: tree.commit, changes, ...opened.stats, diagnostics });
}

function isCurrent(source: Source): boolean {
  return (
    source.lock?.reader === READER &&
    source.lock.selection === selectionDigest(source) &&
    source.lock.place === source.place
  );
}

interface Seen {
  readonly sightings: readonly Sighting[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The digests of all entries; those whose git id the ledger knows are not read again. */
async function look(source: Source, tree: Tree): Promise<Seen> {
  const found = await introspectSource(source, tree);
  const known = knownDigests(source);
  const outer = foldersAroundSkills(tree);
  const digestOf = ({ kind, path, treeId }: FoundEntry): string | undefined =>
    treeId === undefined || outer.has(path) ? undefined : known.get(`${kind} ${path} ${treeId}`);
  const moved = found.entries.filter((entry) => digestOf(entry) === undefined);
  const measured = await measureEntries(tree, source.id, moved);
  const fresh = new Map(measured.entries.map((entry) => [`${entry.kind} ${entry.path}`, entry]));
  const sightings = found.entries.flatMap((entry): Sighting[] => {
    const read = fresh.get(`${entry.kind} ${entry.path}`);
    const digest = digestOf(entry) ?? read?.digest;
    const { kind, name, path, treeId, version } = entry;
    return digest === undefined ? [] : [{ kind, name, path, digest, tree: treeId, version, evidence: read?.evidence }];
  });
  return { sightings, diagnostics: [...found.diagnostics, ...measured.diagnostics] };
}

/**
 * Folders with a skill somewhere below them. What of a nested skill belongs to the one around it can change with a
 * manifest elsewhere, while the folder and its git id stay the same.
 */
function foldersAroundSkills(tree: Tree): Set<string> {
  const parent = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.');
  const folders = new Set<string>();
  for (const path of tree.nodes.keys()) {
    if (!/\/skill\.md$/i.test(path)) continue;
    for (let folder = parent(parent(path)); !folders.has(folder); folder = parent(folder)) folders.add(folder);
  }
  return folders;
}

function knownDigests(source: Source): Map<string, string> {
  const known = new Map<string, string>();
  // Another reader, or another selection of nested skills, may take other digests from the same bytes.
  for (const [key, { path, revisions }] of Object.entries(isCurrent(source) ? (source.lock?.entries ?? {}) : {})) {
    const newest = revisions.at(-1);
    // A skill and the plugin around it can share a folder and still differ in their files.
    if (newest?.tree !== undefined) known.set(`${key.split(':', 1)[0]} ${path} ${newest.tree}`, newest.digest);
  }
  return known;
}

async function writeLock(dir: string, source: Source, lock: Lock): Promise<void> {
  const breaks = source.lock ? ledgerBreaks(source.lock, lock) : [];
  if (breaks.length > 0) throw new Error(`The ledger of ${source.id} would not only grow: ${breaks.join(' ')}`);
  const file = join(dir, 'lock', `${source.id}.json`);
  await mkdir(join(dir, 'lock'), { recursive: true });
  await writeFile(`${file}.next`, `${JSON.stringify(lock, null, 2)}\n`);
  await rename(`${file}.next`, file);
}
