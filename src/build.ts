import { join } from 'node:path';
import pLimit from 'p-limit';
import { assembleCatalog } from './assemble/assemble-catalog.ts';
import { deliver } from './deliver.ts';
import type { AssembledCatalog, FormerFacts, SourceOutcome } from './domain/assembled.ts';
import type { Policy } from './domain/catalog.ts';
import { type Diagnostic, sortDiagnostics } from './domain/diagnostic.ts';
import { emitFolders } from './emit/emit-folders.ts';
import { emitIndex } from './emit/emit-index.ts';
import { emitSurfaces } from './emit/surfaces/emit-surfaces.ts';
import type { DelistedSource } from './load/delisted-sources.ts';
import { catalogDate } from './load/catalog-date.ts';
import { type Catalog, loadCatalog } from './load/load-catalog.ts';
import { readHistory } from './load/read-history.ts';
import { moveInto, openStaging, swap, writeFiles } from './publish.ts';
import { readPlugins } from './read/read-plugins.ts';
import { readLockedSource } from './read/read-source.ts';
import { renderSite } from './site/render-site.ts';
import type { ReadAhead } from './sync/read-ahead.ts';

/** How many sources are read at once: more saturate neither two cores nor a network. */
const CONCURRENCY = 8;

export interface BuildOptions {
  readonly catalogDir: string;
  readonly outDir: string;
  readonly cacheDir: string;
  /** Instead of `url` of the catalog. */
  readonly baseUrl?: string | undefined;
  /** Publish nothing when a locked object cannot be had. */
  readonly frozen: boolean;
  /** Called with the name of each step as it begins. */
  readonly onStep: (step: string) => void;
}

export interface BuildResult {
  /** Absent where `catalog.yaml` cannot be used. */
  readonly assembled?: AssembledCatalog;
  readonly diagnostics: readonly Diagnostic[];
  /** Why nothing was published; empty where it was. */
  readonly refused: readonly string[];
}

/** The whole generator, in order: load, fetch, introspect, validate, assemble, emit, site. */
export async function build({
  catalogDir,
  outDir,
  cacheDir,
  baseUrl,
  frozen,
  onStep,
}: BuildOptions): Promise<BuildResult> {
  const assembled = await assemble({ catalogDir, cacheDir, onStep });
  if (!assembled.catalog || !assembled.loaded || assembled.loaded.faulty) {
    return {
      diagnostics: assembled.diagnostics,
      refused: ['Errors at the top of the catalog decide about everything in it.'],
    };
  }
  const { catalog } = assembled;
  const refused = obstacles(catalog, assembled.loaded, frozen);
  if (refused.length > 0) return { assembled: catalog, diagnostics: catalog.diagnostics, refused };

  const staging = await openStaging(outDir);
  try {
    const packedDir = join(staging.folder, 'packed');
    onStep('Packing archives');
    const context = { catalog: assembled.loaded, cacheDir, today: catalog.date.slice(0, 10) };
    const delivery = await deliver(catalog, context, packedDir);
    const { diagnostics } = delivery.catalog;
    if (frozen && delivery.lost.length > 0)
      return { assembled: delivery.catalog, diagnostics, refused: delivery.lost.map(({ message }) => message) };

    // Pages read the emitted index and nothing else, so the index is written first.
    const [indexDir, siteDir] = [join(staging.folder, 'index'), join(staging.folder, 'site')];
    const url = baseUrl ?? catalog.file.url;
    onStep('Writing the index');
    const files = emitIndex(delivery.catalog, url, delivery.archives);
    await writeFiles(indexDir, files);
    const { site: look } = assembled.loaded.look;
    await renderSite({ indexDir, outDir: siteDir, baseUrl: url, cacheDir, look, onProgress: onStep });
    await writeFiles(siteDir, files);
    await writeFiles(siteDir, emitFolders(delivery.catalog));
    await writeFiles(siteDir, emitSurfaces(delivery.catalog, url, delivery.archives, delivery.embedded));
    await moveInto(packedDir, siteDir);
    await swap(siteDir, outDir);
    return { assembled: delivery.catalog, diagnostics, refused: [] };
  } finally {
    await staging.discard();
  }
}

/** Why a catalog must not be published as it is. */
function obstacles(catalog: AssembledCatalog, loaded: Catalog, frozen: boolean): string[] {
  return [
    ...loaded.brokenAdvisories.map(
      (file) => `${file} does not withdraw what it was meant to, and what it means must not be published again.`,
    ),
    ...catalog.diagnostics
      .filter(({ rule }) => rule === 'advisory-target-unknown')
      .map(({ at, message }) => `${at.file}: ${message} A withdrawal that meets nothing is a mistake.`),
    ...(frozen ? missingLocked(catalog, loaded) : []),
  ];
}

/** Everything up to the index: what `check` looks at and `build` publishes. */
export async function assemble(options: {
  readonly catalogDir: string;
  readonly cacheDir: string;
  readonly onStep: (step: string) => void;
  /** For a check: holds instead of the policy of `catalog.yaml`. */
  readonly policy?: Policy | undefined;
  /** For a check: sources to be read as if they were locked where they stand now. */
  readonly readAhead?: ((catalog: Catalog) => Promise<ReadAhead>) | undefined;
}): Promise<{ catalog?: AssembledCatalog; loaded?: Catalog; diagnostics: readonly Diagnostic[] }> {
  options.onStep('Reading the catalog');
  const { catalog, diagnostics } = await loadCatalog(options.catalogDir, options.policy);
  if (!catalog) return { diagnostics: sortDiagnostics(diagnostics) };

  const date = await catalogDate(catalog);
  const context = { catalog, cacheDir: options.cacheDir, today: date.slice(0, 10) };
  const ahead = await options.readAhead?.(catalog);
  const limit = pLimit(CONCURRENCY);
  const outcomes = await Promise.all(
    catalog.sources.map((source) =>
      limit(() => {
        options.onStep(`Reading ${source.id}`);
        return readLockedSource(ahead?.sources.get(source.id) ?? source, context);
      }),
    ),
  );
  const assembledPlugins = await readPlugins(context);
  const decided = await readHistory(catalog);
  const assembled = assembleCatalog({
    file: catalog.file,
    read: assembledPlugins ? [...outcomes, assembledPlugins] : outcomes,
    delisted: catalog.delisted.map(withoutContent),
    loading: [...diagnostics, ...(ahead?.diagnostics ?? []), ...decided.diagnostics],
    date,
    scans: catalog.scans,
    advisories: catalog.advisories,
    shows: catalog.look.shows,
    history: decided.history,
  });
  return { catalog: assembled, loaded: catalog, diagnostics: assembled.diagnostics };
}

/** A ledger without a usable source, as the stages after reading take it. */
function withoutContent({ source, isBroken }: DelistedSource): SourceOutcome {
  const state = isBroken ? 'unavailable' : 'published';
  return { source, state, entries: [], quarantined: [], references: [], diagnostics: [] };
}

/**
 * What was locked and cannot be published: whole sources, and entries whose content is not to be had. A source of which
 * something is withdrawn is not missed: a kill switch has to work when its publisher takes all of it away.
 */
function missingLocked({ outcomes, former }: AssembledCatalog, { delisted }: Catalog): string[] {
  const lost = new Set(['entry-not-locked', 'object-unavailable', 'revision-unavailable']);
  const withdrawn = former.filter((gone) => gone.withdrawn !== undefined);
  const broken = delisted.filter(({ isBroken }) => isBroken);
  const unusable = broken.map(({ source }) => `What is said of the source "${source.id}" cannot be understood.`);
  const missing = outcomes.flatMap(({ source, state, quarantined }) => {
    const ofSource = (gone: FormerFacts): boolean => gone.source === source.id;
    if (state === 'unavailable') return withdrawn.some(ofSource) ? [] : [`The source "${source.id}" cannot be had.`];
    return quarantined
      .filter(({ kind, path, rule }) => {
        const isTakenBack = withdrawn.some((gone) => ofSource(gone) && gone.kind === kind && gone.path === path);
        return lost.has(rule) && !isTakenBack;
      })
      .map(({ kind, path, message }) => `${source.id}: ${kind} at ${path}: ${message}`);
  });
  return [...unusable, ...missing];
}
