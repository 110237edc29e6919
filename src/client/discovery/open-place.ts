import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { GovernanceFile, Limits } from '../../domain/catalog.ts';
import { toSlug } from '../../domain/slug.ts';
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { canonicalPlace, parseRemote, type Remote, type Transport } from '../../domain/place.ts';
import { localRepository, type Source } from '../../domain/source.ts';
import { isCommit, parseSourceAddress, type SourceAddress } from '../../domain/source-address.ts';
import type { Tree } from '../../domain/tree.ts';
import { fetchSource } from '../../fetch/fetch-source.ts';
import { openLocalTree } from '../../fetch/local-tree.ts';
import { resolveRef } from '../../fetch/resolve-ref.ts';
import { Refusal } from '../model/refusal.ts';

/** A folder or a repository at one commit, opened for reading. */
export interface OpenedPlace {
  /** What introspection is told of it. */
  readonly source: Source;
  /** Must be closed. */
  readonly tree: Tree;
  /** What a person calls it: an address, a folder, a coordinate. */
  readonly title: string;
  /** What the tree says while it is read; complete once it is closed. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A state of a repository that is asked for. */
export interface Wanted extends SourceAddress {
  /** A whole commit id; goes before `ref`. */
  readonly sha?: string | undefined;
}

interface Options {
  readonly cwd: string;
  readonly cacheDir: string;
  /** How git may be reached. */
  readonly transports: readonly Transport[];
  readonly step: (text: string) => void;
}

const limits = Limits.parse({});

/**
 * Opens what a person names: a folder, or the address of a repository, a folder in one, or their page.
 *
 * @throws Refusal where it is neither, and where it cannot be had.
 */
export async function openPlace(text: string, options: Options): Promise<OpenedPlace> {
  const place = resolve(options.cwd, text);
  const found = await stat(place).catch(() => undefined);
  if (found) return openFolder(found.isDirectory() ? place : dirname(place), options);
  const address = parseSourceAddress(text);
  if (address) return openRepository(wantedOf(address), options);
  if (/^[a-z+]+:\/\/[^/]*@/i.test(text) && !text.startsWith('ssh:'))
    throw new Refusal(
      'place-unknown',
      'The address carries a user name or password. Leave it out: git asks its own credential helper.',
    );
  throw new Refusal(
    'place-unknown',
    `There is no folder "${text}", and it is no address of a repository. ${hint(text)}`,
  );
}

function wantedOf(address: SourceAddress): Wanted {
  return address.ref !== undefined && isCommit(address.ref) ? { ...address, sha: address.ref } : address;
}

function hint(text: string): string {
  const [, host = 'github.com', place] =
    /^(?:(github\.com|gitlab\.com|codeberg\.org|bitbucket\.org)\/)?(\w[\w.-]*\/\w[\w.-]*)$/.exec(text) ?? [];
  return place === undefined
    ? 'Write an address such as https://github.com/acme/skills.'
    : `Did you mean https://${host}/${place}?`;
}

async function openFolder(place: string, { cwd }: Options): Promise<OpenedPlace> {
  const folder = await realpath(place);
  const below = relative(await realpath(cwd), folder);
  // Locks are shared with others, whose projects lie elsewhere.
  const title =
    below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below) ? folder : below.split(sep).join('/') || '.';
  const source = localSource(title, basename(folder));
  const { tree, diagnostics } = await openLocalTree(folder, limits);
  if (!tree) throw new Refusal('place-unavailable', sentence(diagnostics));
  return { source, tree, title, diagnostics };
}

/**
 * Opens a repository at a commit or ref, through the cache of git objects. Nothing is checked out.
 *
 * @throws Refusal where the address is none, or the repository, the ref or the commit cannot be had.
 */
export async function openRepository(
  wanted: Wanted,
  { cwd, cacheDir, transports, step }: Options,
): Promise<OpenedPlace> {
  const remote = parseRemote(wanted.url);
  if (!remote) throw new Refusal('place-unknown', `${wanted.url} is no address that can be handed to git.`);
  const { transport } = remote;
  if (!transports.includes(transport))
    throw new Refusal(
      'git-transport',
      `${wanted.url} is reached over ${transport}, and only ${transports.join(', ')} is used. Set SKILLYARD_TRANSPORTS=${transport} if you trust that way.`,
    );
  const fetchOptions = { cacheDir, catalogDir: cwd, limits, transports };
  const name = basename(remote.repository);
  const readings =
    wanted.sha === undefined ? readingsOf(wanted) : [{ ref: wanted.sha.toLowerCase(), path: wanted.path ?? '' }];
  let missing: readonly Diagnostic[] = [];
  for (const { ref, path } of readings) {
    const source = remoteSource(remote, ref, path, name);
    step(`Asking ${wanted.url}`);
    const { commit, diagnostics } = await resolveRef(source, fetchOptions);
    missing = missing.length === 0 ? diagnostics : missing;
    if (commit === undefined && !diagnostics.some(({ rule }) => rule === 'source-ref-missing')) break;
    if (commit === undefined) continue;
    step(`Fetching ${wanted.url}`);
    const fetched = await fetchSource(source, commit, fetchOptions);
    if (!fetched.tree) throw new Refusal('place-unavailable', sentence(fetched.diagnostics));
    return { source, tree: fetched.tree, title: titleOf(wanted.url, path), diagnostics: fetched.diagnostics };
  }
  throw new Refusal('place-unavailable', sentence(missing));
}

const MOST_READINGS = 4;

/** A page does not say where a ref with slashes ends: what stands behind the first part may still belong to it. */
function readingsOf({ ref = 'HEAD', path = '' }: Wanted): { readonly ref: string; readonly path: string }[] {
  const parts = path === '' || ref === 'HEAD' ? [] : path.split('/');
  return [0, ...Array.from(parts, (_, n) => n + 1)].slice(0, MOST_READINGS).map((taken) => ({
    ref: [ref, ...parts.slice(0, taken)].join('/'),
    path: taken === 0 ? path : parts.slice(taken).join('/'),
  }));
}

function titleOf(url: string, path: string): string {
  return path === '' ? url : `${url}, ${path}`;
}

/**
 * A source that is no repository: a folder, or files that were fetched already.
 *
 * @param title Its place; no two sources have the same.
 * @param name What hooks without a plugin are called after.
 */
export function localSource(title: string, name: string): Source {
  return {
    ...unlisted,
    id: toSlug(name) ?? 'source',
    origin: { local: title },
    ref: 'HEAD',
    path: '',
    place: localRepository(title),
  };
}

function remoteSource(remote: Remote, ref: string, path: string, name: string): Source {
  const place = canonicalPlace(remote.repository, { ref, path });
  return { ...unlisted, id: toSlug(name) ?? 'source', origin: { remote }, ref, path, place };
}

/** What a source has that no catalog lists. */
const unlisted = {
  file: { include: ['**'], exclude: [], owners: [], entries: {} },
  governance: GovernanceFile.parse({}),
  faulty: false,
  locate: () => undefined,
  locateGovernance: () => undefined,
};

/** What the diagnostics say. Their hints speak to who keeps a catalog, so only those for everybody are repeated. */
function sentence(diagnostics: readonly Diagnostic[]): string {
  const [first] = diagnostics;
  if (!first) return 'It cannot be had.';
  return /catalog|policy|"ref"|governance/.test(first.hint) ? first.message : `${first.message} ${first.hint}`;
}
