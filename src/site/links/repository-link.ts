import { parseRemote } from '../../domain/place.ts';
import { webLink } from '../../domain/web-link.ts';

interface Pinned {
  readonly git?: string | undefined;
  readonly repository?: string | undefined;
  readonly commit?: string | undefined;
}

/** The path of a file behind the path of an entry, which for a part of a file is `file#key`. */
export function filePath(path: string): string {
  return path.split('#', 1)[0] ?? '';
}

/** The page of a path at its host, at the pinned commit; undefined for local sources and unknown hosts. */
export function pinnedLink(
  view: 'folder' | 'file' | 'raw',
  { repository, commit }: Pinned,
  path: string,
): string | undefined {
  return repository !== undefined && commit !== undefined ? webLink(view, repository, commit, path) : undefined;
}

/** The front page of a repository, where its address is one that browsers open. */
export function repositoryLink(git: string | undefined): string | undefined {
  if (git === undefined) return undefined;
  const remote = parseRemote(git);
  return remote?.transport === 'https' ? `https://${remote.repository}` : undefined;
}
