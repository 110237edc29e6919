import { lstat } from 'node:fs/promises';
import { sep } from 'node:path';
import { applyPolicy } from './assemble/apply-policy.ts';
import { findLookAlikes } from './assemble/find-look-alikes.ts';
import { listChanges } from './assemble/list-changes.ts';
import { assemble } from './build.ts';
import { checkChanges, withoutRepeats } from './check-changes.ts';
import type { AssembledCatalog } from './domain/assembled.ts';
import { CatalogFile, type Policy } from './domain/catalog.ts';
import type { CatalogChanges, CheckReport } from './domain/check-report.ts';
import type { Comparison } from './domain/comparison.ts';
import { type Diagnostic, diagnose, sortDiagnostics } from './domain/diagnostic.ts';
import { hostOf, parseRemote } from './domain/place.ts';
import { readBaseRules } from './load/base-rules.ts';
import { catalogPrefix } from './load/catalog-git.ts';
import { changedFiles } from './load/changed-files.ts';
import type { Catalog } from './load/load-catalog.ts';
import { readAhead, type ReadAhead } from './sync/read-ahead.ts';
import { compareOwners } from './validate/compare-owners.ts';
import { listJudgements } from './validate/list-judgements.ts';
import { listSteps } from './validate/list-steps.ts';

export interface CheckOptions {
  /** Absolute. */
  readonly catalogDir: string;
  readonly cacheDir: string;
  /** Look at what a change brings: compare with the point at which this revision and the current branch part. */
  readonly base?: string | undefined;
  /** ISO 8601, UTC: the moment at which sources that are not locked are read. */
  readonly now: string;
  readonly onStep: (step: string) => void;
}

type Checked =
  | { readonly report: CheckReport; readonly refused?: undefined }
  /** A sentence: the base is not to be had. */
  | { readonly report?: undefined; readonly refused: string };

/**
 * Checks a catalog and everything it lists, and what has changed in it. With a base, sources that the change adds or
 * edits are read where they stand now, and the policy is the one of the base: whoever asks for a change does not decide
 * by which rules it is looked at. Nothing is written, and nothing of the catalog is run.
 */
export async function check(options: CheckOptions): Promise<Checked> {
  const { catalogDir, cacheDir, base, onStep } = options;
  const changed = await checkChanges(catalogDir, base);
  if (changed.refused !== undefined) return { refused: changed.refused };
  // What cannot be compared must not be judged by the policy that it brings.
  if (base !== undefined && !changed.comparison) return { refused: notThere(base) };
  const prefix = await catalogPrefix(catalogDir);
  if (base === undefined || !changed.comparison) {
    const { catalog, diagnostics } = await assemble({ catalogDir, cacheDir, onStep });
    const all = sortDiagnostics(withoutRepeats(diagnostics, changed.diagnostics));
    return { report: { diagnostics: all, catalog, url: catalog?.file.url, prefix: prefix ?? '' } };
  }
  if (await isReachedByLink(catalogDir, changed.comparison)) return { refused: LINKED };
  return { report: await checkChange(changed.comparison, changed.diagnostics, { ...options, base }) };
}

function notThere(base: string): string {
  return `What the catalog was at "${base}" is not in this clone. Compare in one that has all objects: without "--filter", and not damaged.`;
}

const LINKED = 'The catalog folder is a link, or lies behind one. Name the folder that the base has.';

/** A change could put a link where the catalog was, and be looked at beside nothing. */
async function isReachedByLink(dir: string, { prefix }: Comparison): Promise<boolean> {
  return (await lstat(dir)).isSymbolicLink() || !`${dir}/`.replaceAll(sep, '/').endsWith(`/${prefix}`);
}

/** Of a catalog that was not there before, or whose `catalog.yaml` could not be read. */
const DEFAULT_POLICY: Policy = CatalogFile.shape.policy.parse(undefined);

async function checkChange(
  comparison: Comparison,
  compared: readonly Diagnostic[],
  { catalogDir, cacheDir, base, now, onStep }: CheckOptions & { readonly base: string },
): Promise<CheckReport> {
  const { file: before, wanted, said } = await readBaseRules(catalogDir, base);
  const policy = before?.policy ?? DEFAULT_POLICY;
  const touched = new Set(comparison.sources.filter(({ now: { source } }) => source).map(({ id }) => id));
  let ahead: ReadAhead = { sources: new Map(), diagnostics: [] };
  const readTouched = async (catalog: Catalog): Promise<ReadAhead> => {
    onStep('Reading what the change adds');
    const context = { catalog, cacheDir, today: now.slice(0, 10), now };
    const candidates = catalog.sources.filter(({ id }) => touched.has(id));
    return (ahead = await readAhead(candidates, context, hostsBefore(comparison, catalog, touched)));
  };
  const options = { catalogDir, cacheDir, onStep, policy, readAhead: readTouched };
  const { catalog, diagnostics: found } = await assemble(options);
  const files = await changedFiles(catalogDir, comparison);
  const owners = files ? judged(compareOwners(files, comparison, said), policy, now) : [filesUnknown];
  const changes: CatalogChanges | undefined = catalog && {
    ...listChanges(
      comparison,
      catalog,
      new Set([...ahead.sources].flatMap(([id, { lock }]) => (lock ? [id] : []))),
      before?.url ?? catalog.file.url,
    ),
    files: files ?? [],
    steps: listSteps(comparison),
    judgements: listJudgements(comparison, { base: before, now: wanted }),
  };
  const all = withoutRepeats(once(found), [...compared, ...owners]);
  return {
    diagnostics: sortDiagnostics(catalog && changes ? withoutOldLikenesses(all, catalog, changes) : all),
    catalog,
    changes,
    url: before?.url ?? catalog?.file.url,
    prefix: comparison.prefix,
  };
}

/** The hosts of the sources that were listed before a change. */
function hostsBefore({ sources }: Comparison, catalog: Catalog, touched: ReadonlySet<string>): Set<string> {
  const remotes = [
    ...catalog.sources.flatMap(({ id, origin }) => ('remote' in origin && !touched.has(id) ? [origin.remote] : [])),
    ...sources.flatMap(({ base }) => parseRemote(base.source?.value?.git ?? '') ?? []),
  ];
  return new Set(remotes.map(hostOf).filter((host) => host !== undefined));
}

const filesUnknown = diagnose('base-not-compared', {
  message: 'Git does not tell which files the change touches.',
  // Green would mean that nothing of the operator's is touched.
  severity: 'error',
  at: { root: 'catalog', file: 'catalog.yaml' },
});

/** With the weights that the operator gives to rules: who wants it strict makes errors of them. No exception covers them. */
function judged(diagnostics: readonly Diagnostic[], { severities }: Policy, now: string): Diagnostic[] {
  return applyPolicy(diagnostics, { severities, sources: [], entries: [], today: now.slice(0, 10) });
}

/** What reading ahead and reading have both said is told once, by the one that knows the entry. */
function once(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const text = ({ rule, source, at, message }: Diagnostic): string => JSON.stringify([rule, source, at, message]);
  const known = new Map<string, Diagnostic>();
  for (const one of diagnostics) if (!known.get(text(one))?.entry) known.set(text(one), one);
  const kept = new Set(known.values());
  return diagnostics.filter((one) => kept.has(one));
}

/** Names that look alike also without what is new are not the matter of this change. */
function withoutOldLikenesses(
  diagnostics: readonly Diagnostic[],
  { entries, outcomes }: AssembledCatalog,
  { sources }: CatalogChanges,
): readonly Diagnostic[] {
  const isNew = new Set<string>(
    sources.flatMap(({ entries: own }) => own.flatMap(({ id, change }) => (change === 'new' ? [id] : []))),
  );
  const newSources = new Set(sources.flatMap(({ id, change }) => (change === 'new' ? [id] : [])));
  const text = ({ rule, source, entry, message }: Diagnostic): string => JSON.stringify([rule, source, entry, message]);
  const old = findLookAlikes(
    entries.filter(({ id }) => !isNew.has(id)),
    outcomes.flatMap(({ source }) => (newSources.has(source.id) ? [] : [source])),
  );
  const known = new Set(old.map(text));
  return diagnostics.filter((one) => !known.has(text(one)));
}
