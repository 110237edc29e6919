import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../../domain/digest.ts';
import type { Capability } from '../../domain/capability.ts';
import type { FoundEntry } from '../../domain/entry.ts';
import type { ContentFinding } from '../../domain/finding.ts';
import type { Reference } from '../../domain/reference.ts';
import { type Transport } from '../../domain/place.ts';
import { folderName } from '../../domain/place-folder.ts';
import type { Tree } from '../../domain/tree.ts';
import { introspectTree } from '../../introspect/introspect-tree.ts';
import { measureEntries } from '../../introspect/measure-entries.ts';
import { type OpenedPlace, openPlace, openRepository, type Wanted } from '../discovery/open-place.ts';
import type { Skipped } from '../model/action.ts';
import { Refusal } from '../model/refusal.ts';
import { type Collected, collectSource, type Refuse, type Taken } from './collect-source.ts';
import { type LockedSource, readSourceLock, type SourceLock, writeSourceLock } from './source-lock.ts';
import { hashesOf, replaceFolder } from './write-folder.ts';

/** What became of one source. */
export interface LoadedSource {
  /** As it was written: the address, or the folder. */
  readonly from: string;
  /** The canonical place; absent where it could not be had. */
  readonly place?: string | undefined;
  /** Below the destination. */
  readonly folder?: string | undefined;
  readonly commit?: string | undefined;
  /** `kept`: its folder was changed here, and is left as it is. `empty`: nothing in it can be loaded. */
  readonly state: 'loaded' | 'replaced' | 'unchanged' | 'kept' | 'empty' | 'failed';
  readonly entries: readonly Taken[];
  readonly skipped: readonly Skipped[];
  /** What its entries can do, and what was found in them. */
  readonly capabilities?: readonly Capability[];
  readonly findings?: readonly ContentFinding[];
  /** Why there is nothing of it, or why it was left as it is. */
  readonly problem?: string | undefined;
}

export interface LoadedWorkflow {
  readonly title: string;
  readonly path: string;
  readonly destination: string;
  /** The workflow itself first, then its sources in their order, then those that were added. */
  readonly sources: readonly LoadedSource[];
}

interface Options {
  readonly cwd: string;
  readonly cacheDir: string;
  readonly destination: string;
  /** How git may be reached for what the workflow names, and for what a person does. */
  readonly transports: readonly Transport[];
  readonly typedTransports: readonly Transport[];
  /** The digest the workflow must have, where a marketplace has listed it. */
  readonly digest?: string | undefined;
  readonly refuse: Refuse;
  readonly dryRun: boolean;
  /** Folders that were changed here are replaced; what was there is kept beside. */
  readonly force: boolean;
  /** Asks whether what is shown may be written; not called where nothing would be. */
  readonly agree: (plan: LoadedWorkflow) => Promise<boolean>;
  readonly step: (text: string) => void;
}

/**
 * Fetches a workflow and the sources it names, each into a folder of its own below the destination, in the layout that
 * Claude Code discovers: texts only, nothing executable, no hooks, servers or links. A source that cannot be had is told
 * and stops no other.
 *
 * @param opened The place of the workflow, which is closed.
 * @param extras Sources a person adds: addresses or folders.
 * @throws Refusal where there is no workflow, or more than one.
 */
export async function loadWorkflow(
  opened: OpenedPlace,
  extras: readonly string[],
  options: Options,
): Promise<LoadedWorkflow> {
  const lock = await readSourceLock(options.destination);
  const loading: Loading = { options, lock, seen: new Set(), writes: [] };
  const sources: LoadedSource[] = [];
  let found: FoundWorkflow;
  try {
    found = await findWorkflow(opened, options.digest);
    const { workflow } = found;
    const own = await collectOwn(opened, workflow, options.refuse);
    sources.push(await settle(loading, opened, opened.title, own));
  } finally {
    await opened.tree.close();
  }
  const { workflow } = found;
  sources.push(...found.refused);
  for (const reference of workflow.references)
    sources.push(await loadSource(loading, textOf(reference), () => openRepository(wantedOf(reference), options)));
  for (const extra of extras)
    sources.push(
      await loadSource(loading, extra, () => openPlace(extra, { ...options, transports: options.typedTransports })),
    );
  const loaded: LoadedWorkflow = {
    title: workflow.title,
    path: workflow.path,
    destination: options.destination,
    sources: sources.filter(
      ({ state, problem, skipped }) => state !== 'empty' || problem !== undefined || skipped.length > 0,
    ),
  };
  if (!options.dryRun) await writeAll(loading, loaded);
  return loaded;
}

/** @throws Refusal where nobody agrees to what would be written; nothing has been then. */
async function writeAll({ options, lock, writes }: Loading, loaded: LoadedWorkflow): Promise<void> {
  if (writes.length > 0 && !(await options.agree(loaded)))
    throw new Refusal(
      'not-agreed',
      'Nothing was written, because nobody agreed to it. Add --yes to agree without a question.',
    );
  options.step('Writing');
  for (const write of writes) await write();
  await writeSourceLock(options.destination, lock);
}

interface Loading {
  readonly options: Options;
  readonly lock: SourceLock;
  /** The folders of this run: a place that is named twice is loaded once. */
  readonly seen: Set<string>;
  /** What is done once somebody has agreed to all of it. */
  readonly writes: (() => Promise<void>)[];
}

interface FoundWorkflow {
  readonly workflow: FoundEntry;
  /** What it names as sources and are none. */
  readonly refused: readonly LoadedSource[];
}

async function findWorkflow(
  { source, tree, title }: OpenedPlace,
  expected: string | undefined,
): Promise<FoundWorkflow> {
  const selection = { path: source.path, include: ['**'], exclude: [] };
  const { entries, diagnostics } = await introspectTree(tree, { source: source.id, selection, bindings: new Map() });
  const workflows = entries.filter(({ kind }) => kind === 'workflow');
  // A workflow inside the one that was named belongs to another person's errand.
  const whole = workflows.find(({ path }) => (path === '.' ? '' : path) === source.path);
  const [only, ...others] = whole ? [whole] : workflows;
  if (only === undefined) {
    const broken = diagnostics.find(({ at }) => at.file.endsWith(MANIFEST));
    throw new Refusal(
      'workflow-none',
      broken
        ? `The workflow in ${title} cannot be read. ${broken.at.file}: ${broken.message}`
        : `There is no workflow in ${title}: no folder in it has an ${MANIFEST}.`,
    );
  }
  if (others.length > 0) {
    const paths = workflows.map(({ path }) => path).join(', ');
    throw new Refusal('workflow-several', `${title} holds several workflows: ${paths}. Name the folder of one.`);
  }
  await prove(tree, source.id, only, expected);
  const own = only.path === '.' ? MANIFEST : `${only.path}/${MANIFEST}`;
  const refused = diagnostics
    .filter(({ rule, at }) => rule === 'workflow-source-invalid' && at.file === own)
    .map(({ at, message }): LoadedSource => {
      const from = `${at.file}:${at.line ?? 1}`;
      return { from, state: 'failed', entries: [], skipped: [], problem: message };
    });
  return { workflow: only, refused };
}

const MANIFEST = '.ambient/ambient.json';

/** What a marketplace has listed has to be what it says. */
async function prove(tree: Tree, source: string, workflow: FoundEntry, expected: string | undefined): Promise<void> {
  if (expected === undefined) return;
  const [measured] = (await measureEntries(tree, source, [workflow])).entries;
  if (measured?.digest === expected) return;
  throw new Refusal(
    'digest-wrong',
    `The workflow ${workflow.title} is not what its digest says: ${measured?.digest.slice(0, 12) ?? 'it cannot be read'} instead of ${expected.slice(0, 12)}. Tell the operator of the registry, and do not use it.`,
  );
}

/** The prompt of a workflow, and the entries that lie beside it. */
async function collectOwn(opened: OpenedPlace, workflow: FoundEntry, refuse: Refuse): Promise<Collected> {
  const own = await collectSource(opened, { only: workflow.members, refuse });
  const { path, format } = workflow.definition;
  if (format !== 'markdown') {
    const why = 'It is a text in ambient.json, and no CLAUDE.md.';
    return { ...own, skipped: [...own.skipped, { what: 'The prompt', why }] };
  }
  const { bytes } = await opened.tree.read(path);
  return bytes === undefined ? own : { ...own, files: new Map([['CLAUDE.md', bytes], ...own.files]) };
}

async function loadSource(loading: Loading, from: string, open: () => Promise<OpenedPlace>): Promise<LoadedSource> {
  try {
    const opened = await open();
    try {
      return await settle(loading, opened, from, await collectSource(opened, { refuse: loading.options.refuse }));
    } finally {
      await opened.tree.close();
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { from, state: 'failed', entries: [], skipped: [], problem: error.message };
  }
}

/** Decides what is written of what was collected: nothing where it is there already or was changed here. */
async function settle(
  { options, lock, seen, writes }: Loading,
  { source, tree }: OpenedPlace,
  from: string,
  { files, taken, skipped, capabilities, findings }: Collected,
): Promise<LoadedSource> {
  const { place } = source;
  const folder = folderName(place);
  const told = { from, place, folder, commit: tree.commit, entries: taken, skipped, capabilities, findings };
  if (seen.has(folder)) return { ...told, skipped: [], state: 'empty' };
  seen.add(folder);
  if (files.size === 0) return { ...told, folder: undefined, state: 'empty', problem: 'Nothing in it can be loaded.' };
  const target = join(options.destination, folder);
  const wanted = Object.fromEntries(Array.from(files, ([path, bytes]) => [path, sha256(bytes)]));
  const locked: LockedSource = {
    place,
    ...('remote' in source.origin && { url: source.origin.remote.url }),
    ...(tree.commit !== undefined && { commit: tree.commit }),
    entries: [...taken],
    files: wanted,
  };
  const is = await hashesOf(target);
  if (is !== undefined && isSame(is, wanted)) {
    lock.sources[folder] = locked;
    return { ...told, state: 'unchanged' };
  }
  const was = lock.sources[folder];
  const isOwn = !(await exists(target)) || (is !== undefined && was !== undefined && isSame(is, was.files));
  if (!isOwn && !options.force) {
    const problem =
      'Its folder was changed here and is left as it is; --force replaces it and keeps what was there beside it.';
    return { ...told, state: 'kept', problem };
  }
  writes.push(async () => replaceFolder(target, files, isOwn ? undefined : await freeName(`${target}.backup`)));
  lock.sources[folder] = locked;
  return { ...told, state: is === undefined ? 'loaded' : 'replaced' };
}

/** A source as its file says it: `https://… (main), skills/lint`. */
function textOf({ url, name, ref, sha, path }: Reference): string {
  const state = sha ?? ref;
  return `${url ?? name}${state === undefined ? '' : ` (${state})`}${path === undefined ? '' : `, ${path}`}`;
}

function wantedOf({ url = '', ref, sha, path }: Reference): Wanted {
  return {
    url,
    ...(ref !== undefined && { ref }),
    ...(sha !== undefined && { sha }),
    ...(path !== undefined && { path }),
  };
}

function isSame(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const paths = Object.keys(a);
  return paths.length === Object.keys(b).length && paths.every((path) => Object.hasOwn(b, path) && a[path] === b[path]);
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function freeName(path: string): Promise<string> {
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? path : `${path}-${n}`;
    if (!(await exists(name))) return name;
  }
}
