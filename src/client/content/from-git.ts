import { GovernanceFile, Limits } from '../../domain/catalog.ts';
import type { FoundEntry } from '../../domain/entry.ts';
import { fileOf } from '../../domain/entry-path.ts';
import type { Kind } from '../../domain/kind.ts';
import { canonicalPlace, parseRemote, type Remote, type Transport } from '../../domain/place.ts';
import type { Source } from '../../domain/source.ts';
import type { Tree } from '../../domain/tree.ts';
import { fetchSource } from '../../fetch/fetch-source.ts';
import { introspectTree } from '../../introspect/introspect-tree.ts';
import { Refusal } from '../model/refusal.ts';
import { describeEntry, type Described } from './describe-entry.ts';

/** The place of an entry in a repository, as its record pins it. */
export interface GitPlace {
  readonly url: string;
  /** 40 hex digits. */
  readonly commit: string;
  /** Its identity in the tree; empty for the root. */
  readonly path: string;
}

export interface GitOptions {
  readonly cacheDir: string;
  readonly transports: readonly Transport[];
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
}

interface Wanted {
  readonly kind: Kind;
  readonly source: string;
  readonly name: string;
}

/**
 * Reads an entry from the commit that its record pins: a bare repository in the cache, nothing is checked out.
 *
 * @throws Refusal where the address is not one that is handed to git, or the commit or the entry cannot be had.
 */
export async function fromGit(
  wanted: Wanted,
  { url, commit, path }: GitPlace,
  options: GitOptions,
): Promise<Described> {
  const remote = parseRemote(url);
  if (!remote || remote.transport === 'bundle' || !/^[0-9a-f]{40}$/.test(commit))
    throw new Refusal(
      'git-address',
      `The record of ${wanted.name} names ${JSON.stringify(url.slice(0, 200))}, which cannot be handed to git here.`,
    );
  if (!options.transports.includes(remote.transport))
    throw new Refusal(
      'git-transport',
      `${url} is reached over ${remote.transport}, and only ${options.transports.join(', ')} is used. Set SKILLYARD_TRANSPORTS=${remote.transport} if you trust that way.`,
    );
  const { cacheDir, transports, env, signal } = options;
  const fetched = await fetchSource(sourceOf(wanted.source, remote, commit), commit, {
    cacheDir,
    catalogDir: cacheDir,
    limits: Limits.parse({}),
    transports,
    environment: env,
    ...(signal && { signal }),
  });
  const { tree } = fetched;
  if (!tree)
    throw new Refusal(
      'git-unavailable',
      `${url} at ${commit.slice(0, 12)} cannot be had: ${fetched.diagnostics[0]?.message ?? 'git gives no reason.'}`,
    );
  try {
    const identity = path === '' ? '.' : path;
    const found = await findIn(tree, { ...wanted, path: identity });
    if (!found)
      throw new Refusal(
        'git-entry-missing',
        `There is no ${wanted.kind} at ${identity} in ${url} at ${commit.slice(0, 12)}. Tell the operator of the registry.`,
      );
    return await describeEntry(tree, found.entry, found.all);
  } finally {
    await tree.close();
  }
}

async function findIn(
  tree: Tree,
  { kind, source, name, path }: Wanted & { readonly path: string },
): Promise<{ readonly entry: FoundEntry; readonly all: readonly FoundEntry[] } | undefined> {
  // What its record calls it: names are given where many entries are together, and here it may be alone.
  const bindings = new Map([[`${kind} ${path}`, name]]);
  // A folder that is left out in a walk is found where it is named.
  for (const selected of new Set(['', folderOf(tree, path)])) {
    const selection = { path: selected, include: ['**'], exclude: [] };
    const { entries } = await introspectTree(tree, { source, selection, bindings });
    const entry = entries.find((one) => one.kind === kind && one.path === path);
    if (entry) return { entry, all: entries };
  }
  return undefined;
}

function folderOf(tree: Tree, path: string): string {
  const place = fileOf(path);
  if (place === '.') return '';
  return tree.nodes.has(place) ? place.slice(0, Math.max(0, place.lastIndexOf('/'))) : place;
}

function sourceOf(id: string, remote: Remote, commit: string): Source {
  return {
    id,
    origin: { remote },
    ref: commit,
    path: '',
    // One repository in the cache for all commits that are asked for.
    place: canonicalPlace(remote.repository, { ref: 'pinned', path: '' }),
    file: { include: ['**'], exclude: [], owners: [], entries: {} },
    governance: GovernanceFile.parse({}),
    faulty: false,
    locate: () => undefined,
    locateGovernance: () => undefined,
  };
}
