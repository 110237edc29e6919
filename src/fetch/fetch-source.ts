import type { Diagnostic } from '../domain/diagnostic.ts';
import type { Source } from '../domain/source.ts';
import type { Tree } from '../domain/tree.ts';
import { cacheRepository } from './cache-repository.ts';
import { checkRemote, diagnoseFailure, diagnoseSource, listedUrl } from './check-remote.ts';
import { commitDate } from './commit-date.ts';
import { localEnvironment } from './git-environment.ts';
import { type FetchOptions, gitRemote } from './git-remote.ts';
import { gitTree } from './git-tree.ts';
import { type Listing, listTree } from './list-tree.ts';
import { createNetwork, type Usage } from './network.ts';
import { obtainCommit } from './obtain-commit.ts';
import { createPrefetcher } from './prefetch-objects.ts';
import { createObjectReader } from './read-objects.ts';

export type { FetchOptions } from './git-remote.ts';

export interface FetchedSource {
  /** Absent where the source cannot be had at all; otherwise it must be closed. */
  readonly tree?: Tree;
  /** The committer date: ISO 8601 in UTC, to the second. */
  readonly date?: string | undefined;
  /** Grows while the tree prefetches; complete once it is closed. */
  readonly diagnostics: readonly Diagnostic[];
  /** Grows while the tree prefetches. */
  readonly stats: Readonly<Usage>;
}

/**
 * The tree of a git source at one commit. What the cache holds already costs no request; else it is fetched without
 * the contents of files, which `prefetch` brings. Nothing is ever checked out.
 *
 * @param commit - 40 hex digits.
 * @returns The tree, or diagnostics that say why there is none.
 * @throws The reason of `options.signal` where that is aborted; where git cannot be started; where the cache cannot be
 *   written; where the source is a local one.
 */
export async function fetchSource(source: Source, commit: string, options: FetchOptions): Promise<FetchedSource> {
  const network = createNetwork(options.limits, options.signal);
  const diagnostics: Diagnostic[] = [];
  const refused = (diagnostic: Diagnostic): FetchedSource => ({ diagnostics: [diagnostic], stats: network.usage });

  const checked = await checkRemote(source, options);
  if (checked.remote === undefined) return refused(checked.diagnostic);
  const { environment = process.env, limits } = options;
  const remote = gitRemote(checked.remote, options, network);
  const cache = cacheRepository(options.cacheDir, source.place, environment);
  const local = localEnvironment(cache.folder, environment);
  const list = (): Promise<Listing> =>
    listTree({ repository: cache.folder, commit, environment: local, limits, source: source.id });

  const obtained = await obtainCommit({ cache, remote, commit, list, seconds: limits.seconds });
  if (obtained.failure) return refused(diagnoseFailure(source, obtained.failure, commit, options));
  const { listing } = obtained;
  if (listing.problem !== undefined) {
    const message = `${listedUrl(source)} has more than ${limits.files} files.`;
    return refused(diagnoseSource(source, 'source-too-many-files', message));
  }

  let spoilt = false;
  diagnostics.push(...listing.diagnostics);
  const reader = createObjectReader(cache.folder, local, limits.fileBytes);
  const prefetcher = createPrefetcher({
    repository: cache.folder,
    environment: local,
    fetchObjects: (oids) => remote.fetchObjects(oids, cache.folder),
    onFailure(reason) {
      // What went over the limit must not be free the next time.
      spoilt ||= reason.kind === 'too-large';
      diagnostics.push(diagnoseFailure(source, reason, commit, options));
    },
  });
  const close = async (): Promise<void> => {
    await reader.close();
    if (spoilt || reader.damaged()) await cache.discard();
  };
  const { bytes } = await reader.read(commit);
  const tree = gitTree(commit, listing, { reader, prefetcher, close });
  return { tree, date: bytes && commitDate(bytes), diagnostics, stats: network.usage };
}
