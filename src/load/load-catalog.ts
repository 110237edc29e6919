import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { z } from 'zod';
import type { Advisory } from '../domain/advisory-file.ts';
import type { PluginDefinition } from '../domain/plugin-file.ts';
import { CatalogFile, GovernanceFile, type Policy, SourceFile } from '../domain/catalog.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { suggest } from '../domain/did-you-mean.ts';
import type { Lock } from '../domain/lock.ts';
import { canonicalPlace, parseRemote } from '../domain/place.ts';
import { isRuleId, rules } from '../domain/rules/index.ts';
import type { ScanRun } from '../domain/scan.ts';
import { type Locate, localRepository, selectionOf, type Source } from '../domain/source.ts';
import { type CatalogText, checkTop, isMissing, readCatalogText, readFolder } from './catalog-files.ts';
import { addressSlip, refusedAddress } from '../domain/address-slips.ts';
import { delistedSources, type DelistedSource } from './delisted-sources.ts';
import { loadAdvisories } from './load-advisories.ts';
import { isPluginLock, loadPlugins, type PluginLedger } from './load-plugins.ts';
import { parseLock } from './load-lock.ts';
import { loadScans } from './load-scans.ts';
import { type LoadedSite, loadSite } from './load-site.ts';
import { type ParsedFile, parseYaml } from './parse-yaml.ts';
import { isSourceId } from '../domain/source-id.ts';
import { reservedBy, reservedCatalogIds } from './reserved-ids.ts';

/** Everything an operator and contributors have written. */
export interface Catalog {
  /** The folder, absolute. */
  readonly dir: string;
  readonly file: CatalogFile;
  /** An error at its top, such as a misspelt folder: it is looked at, and nothing of it is published or locked. */
  readonly faulty: boolean;
  /** By id; without those whose files cannot be understood at all. */
  readonly sources: readonly Source[];
  /** Ledgers without a usable source, by id. */
  readonly delisted: readonly DelistedSource[];
  /** What outside scanners have said, in the order of their files. */
  readonly scans: readonly ScanRun[];
  /** What is taken back, by id. */
  readonly advisories: readonly Advisory[];
  /** Files of advisories that do not take back what they were meant to: nothing is published beside them. */
  readonly brokenAdvisories: readonly string[];
  /** What the operator puts together, by name. */
  readonly plugins: readonly PluginDefinition[];
  /** The ledger of those plugins. */
  readonly pluginLedger: PluginLedger;
  /** How its site looks, and what it adds to it. */
  readonly look: LoadedSite;
}

/**
 * Reads a whole catalog folder. Every problem of every file is reported in one go. A source with an error in one of its
 * files is marked as faulty, because half of what was said about it might be the half that matters.
 *
 * @param policy Holds instead of the one that `catalog.yaml` asks for.
 * @returns No catalog where `catalog.yaml` cannot be understood at all.
 */
export async function loadCatalog(
  dir: string,
  policy?: Policy,
): Promise<{ catalog?: Catalog; diagnostics: readonly Diagnostic[] }> {
  const main = await loadCatalogFile(dir, policy);
  const sources = await readFolder(dir, 'sources', '.yaml');
  const governance = await readFolder(dir, 'governance', '.yaml');
  const locks = await readFolder(dir, 'lock', '.json');
  const scans = await loadScans(dir);
  const advisories = await loadAdvisories(dir);
  const plugins = await loadPlugins(dir, locks.files.find(isPluginLock));
  const { diagnostics: ofLook, ...look } = await loadSite(dir, main);
  const diagnostics: Diagnostic[] = [
    ...main.diagnostics,
    ...sources.diagnostics,
    ...governance.diagnostics,
    ...locks.diagnostics,
    ...scans.diagnostics,
    ...advisories.diagnostics,
    ...plugins.diagnostics,
    ...ofLook,
    ...strays(sources.files, governance.files, 'governance-without-source'),
    ...governance.files.flatMap((text) =>
      named(sources.files, text.id) ? [] : parseYaml(text.file, text.text, GovernanceFile).diagnostics,
    ),
    ...strays(
      sources.files,
      locks.files.filter((lock) => !isPluginLock(lock)),
      'lock-without-source',
    ),
  ];

  const listed: Source[] = [];
  for (const text of sources.files) {
    const read = await readSource(dir, text, named(governance.files, text.id), named(locks.files, text.id), main.value);
    diagnostics.push(...read.diagnostics);
    if (read.source) listed.push(read.source);
  }
  const top = await checkTop(dir, contentFolders(listed));
  diagnostics.push(...top);
  const unique = withoutDuplicates(listed);
  diagnostics.push(...unique.diagnostics);
  const catalog = main.value && {
    dir,
    file: main.value,
    faulty: main.diagnostics.length > 0 || top.length > 0,
    sources: unique.sources,
    delisted: delistedSources(
      { sources: sources.files, governance: governance.files, locks: locks.files },
      new Set(unique.sources.map(({ id }) => id)),
    ),
    scans: scans.runs,
    advisories: advisories.advisories,
    brokenAdvisories: advisories.broken,
    plugins: plugins.plugins,
    pluginLedger: plugins.ledger,
    look,
  };
  return { ...(catalog && { catalog }), diagnostics };
}

/** The folders at the top that local sources are read from. */
function contentFolders(listed: readonly Source[]): Set<string> {
  return new Set(listed.flatMap(({ origin }) => ('local' in origin ? (origin.local.split('/')[0] ?? []) : [])));
}

/** For the required keys of a `catalog.yaml` that lacks one. Nothing is ever published under them. */
const standIn = { id: 'unnamed', title: 'Unnamed', description: 'Unnamed.', url: 'https://unnamed.invalid' };

async function loadCatalogFile(dir: string, judgedBy?: Policy): Promise<ParsedFile<CatalogFile>> {
  const file = 'catalog.yaml';
  const text = await readCatalogText(dir, file);
  if (typeof text !== 'string') return { locate: () => undefined, diagnostics: [text] };
  const parsed = parseYaml(file, text, CatalogFile, standIn);
  const diagnostics = [...parsed.diagnostics];
  if (parsed.value) {
    const at = (path: readonly string[]) => ({ root: 'catalog', file, ...parsed.locate(path) }) as const;
    const { id, policy } = parsed.value;
    if (reservedCatalogIds.has(id))
      diagnostics.push(
        diagnose('catalog-id-reserved', { message: `"${id}" is reserved by ${reservedBy(id)}.`, at: at(['id']) }),
      );
    for (const rule of Object.keys(policy.severities)) {
      diagnostics.push(...unknownRule(rule, at(['policy', 'severities', rule])));
    }
  }
  const value = parsed.value && { ...parsed.value, policy: judgedBy ?? parsed.value.policy };
  return { ...parsed, ...(value && { value }), diagnostics };
}

function unknownRule(rule: string, at: Diagnostic['at']): Diagnostic[] {
  if (isRuleId(rule)) return [];
  return [
    diagnose('rule-unknown', { message: `There is no rule "${rule}".`, hint: suggest(rule, Object.keys(rules)), at }),
  ];
}

function named(files: readonly CatalogText[], id: string): CatalogText | undefined {
  return files.find((file) => file.id === id);
}

function strays(
  sources: readonly CatalogText[],
  files: readonly CatalogText[],
  rule: 'governance-without-source' | 'lock-without-source',
): Diagnostic[] {
  const ids = sources.map(({ id }) => id);
  const without = ids.filter((id) => !files.some((file) => file.id === id));
  return files
    .filter(({ id }) => !ids.includes(id))
    .map(({ id, file }) =>
      diagnose(rule, {
        message: `There is no sources/${id}.yaml.`,
        hint: suggest(id, without),
        at: { root: 'catalog', file },
      }),
    );
}

async function readSource(
  dir: string,
  text: CatalogText,
  governanceText: CatalogText | undefined,
  lockText: CatalogText | undefined,
  catalog: CatalogFile | undefined,
): Promise<{ source?: Source; diagnostics: readonly Diagnostic[] }> {
  const { id, file } = text;
  const parsed = parseYaml(file, text.text, SourceFile);
  const governance = governanceText && parseYaml(governanceText.file, governanceText.text, GovernanceFile);
  const read = lockText && parseLock(lockText.file, lockText.text);
  const diagnostics = [...parsed.diagnostics, ...(governance?.diagnostics ?? []), ...(read?.diagnostics ?? [])];
  if (!isSourceId(id)) {
    diagnostics.push(
      diagnose('source-id-invalid', {
        message: `"${id}" cannot be the id of a source.`,
        at: { root: 'catalog', file },
      }),
    );
  }
  for (const [index, { rule }] of (governance?.value?.exceptions ?? []).entries()) {
    const place = governance?.locate(['exceptions', index, 'rule']);
    diagnostics.push(...unknownRule(rule, { root: 'catalog', file: governanceText?.file ?? file, ...place }));
  }
  const origin = await readOrigin(dir, file, parsed, catalog);
  diagnostics.push(...origin.diagnostics);
  // What cannot have its id must not stand in the way of another source of the same place either.
  const isUnreadable = !isSourceId(id) || (governance && !governance.value) || (read && !read.lock);
  if (!parsed.value || !origin.origin || isUnreadable) return { diagnostics };

  const source = toSource(id, parsed.value, origin.origin, governance?.value, read?.lock);
  const locateGovernance: Locate = governance?.locate ?? (() => undefined);
  const faulty = diagnostics.some(({ rule }) => rule !== 'rule-unknown');
  return { source: { ...source, faulty, locate: parsed.locate, locateGovernance }, diagnostics };
}

function toSource(
  id: string,
  file: SourceFile,
  origin: Source['origin'],
  governance: GovernanceFile | undefined,
  lock: Lock | undefined,
) {
  const { ref, path } = selectionOf(file);
  const repository = 'remote' in origin ? origin.remote.repository : localRepository(origin.local);
  const place = canonicalPlace(repository, { ref, path });
  return { id, origin, ref, path, place, file, governance: governance ?? GovernanceFile.parse({}), lock };
}

/** The address is looked at even where other keys of the file are wrong, so that all of it is said in one run. */
const Address = z.object({ git: z.string() });

async function readOrigin(
  dir: string,
  file: string,
  { value, written, locate }: ParsedFile<SourceFile>,
  catalog: CatalogFile | undefined,
): Promise<{ origin?: Source['origin']; diagnostics: readonly Diagnostic[] }> {
  const { git, local } = value ?? { git: Address.safeParse(written).data?.git, local: undefined };
  if (git === undefined && local === undefined) return { diagnostics: [] };
  const at = { root: 'catalog', file, ...locate([git === undefined ? 'local' : 'git']) } as const;
  if (local !== undefined) {
    if (await isFolderInside(dir, local)) return { origin: { local }, diagnostics: [] };
    return {
      diagnostics: [diagnose('source-local-missing', { message: `There is no folder ${local} in the catalog.`, at })],
    };
  }
  const remote = parseRemote(git ?? '');
  const slip = remote ? addressSlip(remote) : refusedAddress(git ?? '');
  if (slip) return { diagnostics: [diagnose('source-address-invalid', { ...slip, at })] };
  if (!remote) return { diagnostics: [] };
  const allowed = catalog?.policy.transports ?? [];
  if (catalog && !allowed.includes(remote.transport)) {
    const message = `The source is reached by ${remote.transport}; this catalog allows ${allowed.join(', ')}.`;
    return { diagnostics: [diagnose('source-transport-refused', { message, at })] };
  }
  return { origin: { remote }, diagnostics: [] };
}

async function isFolderInside(dir: string, path: string): Promise<boolean> {
  try {
    const real = await realpath(join(dir, path));
    return real.startsWith((await realpath(dir)) + sep) && (await stat(real)).isDirectory();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function withoutDuplicates(sources: readonly Source[]): { sources: Source[]; diagnostics: Diagnostic[] } {
  const first = new Map<string, Source>();
  const diagnostics: Diagnostic[] = [];
  for (const source of sources) {
    const other = first.get(source.place);
    if (!other) {
      first.set(source.place, source);
      continue;
    }
    const key = 'remote' in source.origin ? 'git' : 'local';
    const at = { root: 'catalog', file: `sources/${source.id}.yaml`, ...source.locate([key]) } as const;
    diagnostics.push(
      diagnose('source-duplicate', {
        message: `It is the same place as sources/${other.id}.yaml.`,
        at,
        source: source.id,
      }),
    );
  }
  return { sources: [...first.values()], diagnostics };
}
