type View = 'folder' | 'file' | 'raw';

const views: Record<string, Record<View, (repository: string, commit: string, path: string) => string>> = {
  'github.com': {
    folder: (repository, commit, path) => `https://${repository}/tree/${commit}/${path}`,
    file: (repository, commit, path) => `https://${repository}/blob/${commit}/${path}`,
    raw: (repository, commit, path) => `https://${repository}/raw/${commit}/${path}`,
  },
  'gitlab.com': {
    folder: (repository, commit, path) => `https://${repository}/-/tree/${commit}/${path}`,
    file: (repository, commit, path) => `https://${repository}/-/blob/${commit}/${path}`,
    raw: (repository, commit, path) => `https://${repository}/-/raw/${commit}/${path}`,
  },
  'codeberg.org': {
    folder: (repository, commit, path) => `https://${repository}/src/commit/${commit}/${path}`,
    file: (repository, commit, path) => `https://${repository}/src/commit/${commit}/${path}`,
    raw: (repository, commit, path) => `https://${repository}/raw/commit/${commit}/${path}`,
  },
};

/**
 * The web page of a path at a pinned commit, for the hosts whose addresses are known.
 *
 * @param repository Host and path, as `parseRemote` gives it.
 * @returns The address, or undefined for any other host.
 */
export function webLink(view: View, repository: string, commit: string, path: string): string | undefined {
  const host = repository.split('/', 1)[0] ?? '';
  // Half a character has no encoding.
  const encoded = path.toWellFormed().split('/').map(encodeURIComponent).join('/');
  return Object.hasOwn(views, host) ? views[host]?.[view](repository, commit, encoded) : undefined;
}

const commitPages: Record<string, (repository: string, commit: string) => string> = {
  'github.com': (repository, commit) => `https://${repository}/commit/${commit}`,
  'gitlab.com': (repository, commit) => `https://${repository}/-/commit/${commit}`,
  'codeberg.org': (repository, commit) => `https://${repository}/commit/${commit}`,
};

/** The web page of a commit, for the same hosts. */
export function commitPage(repository: string, commit: string): string | undefined {
  const host = repository.split('/', 1)[0] ?? '';
  return Object.hasOwn(commitPages, host) ? commitPages[host]?.(repository, commit) : undefined;
}
