import { foldedPath, unfitPath } from '../../domain/archive-path.ts';
import { capabilitiesOf } from '../../domain/capability-diff.ts';
import type { Capability } from '../../domain/capability.ts';
import type { ContentFile } from '../../domain/composed.ts';
import { configuresHarness } from '../../domain/configures-harness.ts';
import { sha256 } from '../../domain/digest.ts';
import type { FoundEntry, MeasuredEntry } from '../../domain/entry.ts';
import type { ContentFinding } from '../../domain/finding.ts';
import { harnessFacts, placeFor } from '../../domain/harness.ts';
import type { Kind } from '../../domain/kind.ts';
import type { Tree } from '../../domain/tree.ts';
import { introspectTree } from '../../introspect/introspect-tree.ts';
import { measureEntries } from '../../introspect/measure-entries.ts';
import type { OpenedPlace } from '../discovery/open-place.ts';
import { whyItRuns } from '../harnesses/running-keys.ts';
import type { Skipped } from '../model/action.ts';

/** What is taken of a source: files at the places where Claude Code looks below a folder it is given. */
export interface Collected {
  /** By path below the folder of the source; none of them is executable. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly taken: readonly Taken[];
  readonly skipped: readonly Skipped[];
  /** What the entries that are taken can do, and what was found in them. */
  readonly capabilities: readonly Capability[];
  readonly findings: readonly ContentFinding[];
}

export interface Taken {
  readonly kind: Kind;
  readonly name: string;
  readonly digest: string;
  /** The folder or file below the folder of the source. */
  readonly target: string;
}

/** Says why an entry is not wanted, or nothing where it is. */
export type Refuse = (entry: MeasuredEntry) => string | undefined;

interface Options {
  /** Only these entries, by kind and path; all where it is absent. */
  readonly only?: FoundEntry['members'] | undefined;
  readonly refuse: Refuse;
}

/** What can be loaded into a session. Hooks and servers are settings that run programs; plugins and workflows are what is in them. */
const loadable: ReadonlySet<Kind> = new Set(['skill', 'subagent', 'command']);

/** Files by which harnesses find hooks, servers and plugins, also inside a skill. */
const CONFIGURES = /(?:^|\/)(?:\.[^/]+|hooks\.json|mcp\.json|plugin\.json)(?:\/|$)/i;

/** Keys of front matter that run programs or start servers when the file is loaded. */
const RUNS = ['hooks', 'mcpServers'];

/** Reads the skills, subagents and commands of an opened place. It stays open. */
export async function collectSource({ source, tree }: OpenedPlace, { only, refuse }: Options): Promise<Collected> {
  const file = wholeFile(source.path, tree);
  const selection = { path: file === undefined ? source.path : parentOf(file), include: ['**'], exclude: [] };
  const found = await introspectTree(tree, { source: source.id, selection, bindings: new Map() });
  const { entries, quarantined } = await measureEntries(tree, source.id, found.entries);
  const wanted = entries.filter(
    (entry) =>
      (only === undefined || only.some(({ kind, path }) => kind === entry.kind && path === entry.path)) &&
      (file === undefined || entry.path === file),
  );
  const collection: Collection = { files: new Map(), taken: [], entries: [], skipped: [], folded: new Set() };
  for (const entry of wanted) await take(collection, entry, tree, refuse);
  const broken = [...found.quarantined, ...quarantined].map(({ kind, path, message }) => ({
    what: `${kind} ${path}`,
    why: message,
  }));
  const { files, taken, skipped } = collection;
  return {
    files,
    taken,
    skipped: [...skipped, ...(only === undefined ? broken : [])],
    capabilities: unique(collection.entries.flatMap(({ evidence }) => capabilitiesOf(evidence))),
    findings: collection.entries.flatMap(({ findings }) => findings),
  };
}

function unique(capabilities: readonly Capability[]): Capability[] {
  return [...new Map(capabilities.map((one) => [`${one.kind} ${one.value}`, one])).values()];
}

interface Collection {
  readonly files: Map<string, Uint8Array>;
  readonly taken: Taken[];
  /** The same as they were measured. */
  readonly entries: MeasuredEntry[];
  readonly skipped: Skipped[];
  /** The places that are taken, in the spelling of file systems that pass over case. */
  readonly folded: Set<string>;
}

async function take(collection: Collection, entry: MeasuredEntry, tree: Tree, refuse: Refuse): Promise<void> {
  const what = `${entry.kind} ${entry.name}`;
  const place = placeOf(entry);
  const why = place === undefined ? whyNoPlace(entry) : (whyNot(entry) ?? refuse(entry));
  if (place === undefined || why !== undefined) {
    // What is in a plugin or workflow is taken by itself.
    if (entry.kind !== 'plugin' && entry.kind !== 'workflow') collection.skipped.push({ what, why: why ?? '' });
    return;
  }
  const target = place.replace(/\/$/, '');
  if (collection.folded.has(foldedPath(target))) {
    collection.skipped.push({ what, why: 'Another one has its place.' });
    return;
  }
  const files = await filesOf(entry, tree);
  const runs = files
    .filter(({ path }) => !place.endsWith('/') || /(?:^|\/)skill\.md$/i.test(path))
    .map((one) => whyItRuns(one, entry.formats))
    .find((reason) => reason !== undefined);
  if (runs !== undefined) {
    collection.skipped.push({ what, why: runs });
    return;
  }
  const kept = place.endsWith('/')
    ? files.filter(({ path }) => !CONFIGURES.test(path) && !configuresHarness(path))
    : files;
  collection.folded.add(foldedPath(target));
  for (const { path, bytes } of kept) collection.files.set(place.endsWith('/') ? `${target}/${path}` : target, bytes);
  collection.entries.push(entry);
  collection.taken.push({ kind: entry.kind, name: entry.name, digest: entry.digest, target });
  const left = files.filter((one) => !kept.includes(one)).map(({ path }) => path);
  if (left.length > 0)
    collection.skipped.push({
      what: `${what}: ${left.join(', ')}`,
      why: 'Files by which harnesses are configured are not loaded.',
    });
}

/** Where Claude Code looks for it below a folder that it is given; a slash at the end for a folder. */
function placeOf(entry: MeasuredEntry): string | undefined {
  if (!loadable.has(entry.kind)) return undefined;
  const fact = harnessFacts(entry).find(({ harness }) => harness === 'claude-code')?.fact;
  return fact?.project === undefined ? undefined : placeFor(fact.project, entry.name);
}

function whyNoPlace({ kind, formats }: MeasuredEntry): string {
  if (kind === 'hook' || kind === 'mcp_server') return 'Hooks and servers are not loaded: they run programs.';
  return `Claude Code does not read ${formats.join(', ')}.`;
}

function whyNot(entry: MeasuredEntry): string | undefined {
  const key = RUNS.find((name) => entry.frontMatter.has(name));
  if (key !== undefined) return `Its front matter has "${key}", which runs programs.`;
  const unfit = unfitPath(entry.fileRecords.map(({ path }) => path));
  return unfit === undefined ? undefined : `The path ${JSON.stringify(unfit)} cannot be written everywhere.`;
}

async function filesOf(entry: MeasuredEntry, tree: Tree): Promise<ContentFile[]> {
  const files: ContentFile[] = [];
  for (const { treePath, path } of entry.files) {
    const { bytes } = await tree.read(treePath);
    const record = entry.fileRecords.find((one) => one.path === path);
    if (bytes === undefined || sha256(bytes) !== record?.sha256)
      throw new Error(`${treePath} changed while it was read.`);
    files.push({ path, bytes, executable: false });
  }
  return files;
}

/** The path of a source where it is a file, as a page of one is. */
function wholeFile(path: string, tree: Tree): string | undefined {
  const type = tree.nodes.get(path)?.type;
  return type === 'file' || type === 'executable' ? path : undefined;
}

function parentOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
