import { fileOf, isPartOfFile } from '../../domain/entry-path.ts';
import type { Reference } from '../../domain/reference.ts';
import { parseRemote } from '../../domain/place.ts';
import { isCommit } from '../../domain/source-address.ts';
import { webLink } from '../../domain/web-link.ts';

interface Pinned {
  readonly git?: string | undefined;
  readonly repository?: string | undefined;
  readonly commit?: string | undefined;
}

/** Browsers resolve `..`, so a path with it would lead to another repository of the same host. */
function isBelow(path: string): boolean {
  return !path.split(/[/\\]/).some((segment) => segment === '..' || segment === '.');
}

/** The page of a path at its host, at the pinned commit; undefined for local sources and unknown hosts. */
export function pinnedLink(
  view: 'folder' | 'file' | 'raw',
  { repository, commit }: Pinned,
  path: string,
): string | undefined {
  if (repository === undefined || commit === undefined || !isBelow(path)) return undefined;
  return webLink(view, repository, commit, path);
}

/** The front page of a repository, where its address is one that browsers open. */
export function repositoryLink(git: string | undefined): string | undefined {
  if (git === undefined) return undefined;
  const remote = parseRemote(git);
  return remote?.transport === 'https' ? `https://${remote.repository}` : undefined;
}

/** The page of a line of a file at the pinned commit; without a line, of the file. */
export function lineLink(pinned: Pinned, path: string, line: number | undefined): string | undefined {
  const link = pinnedLink('file', pinned, path);
  if (link === undefined || line === undefined) return link;
  // GitHub shows Markdown rendered, without lines, unless it is asked for the text.
  const asText = link.startsWith('https://github.com/') && /\.(?:md|mdx|markdown)$/i.test(path) ? '?plain=1' : '';
  return `${link}${asText}#L${line}`;
}

/** The page of what a reference names: the pinned folder where it is pinned, else the front page of the repository. */
export function referenceLink({ url, sha, path }: Pick<Reference, 'url' | 'sha' | 'path'>): string | undefined {
  const front = repositoryLink(url);
  if (front === undefined || !isCommit(sha ?? '')) return front;
  return pinnedLink('folder', { repository: front.slice('https://'.length), commit: sha }, path ?? '') ?? front;
}

/** The page of the place of an entry at the pinned commit: of its folder, or of its file. */
export function entryLink(provenance: Pinned & { readonly path: string }): string | undefined {
  const path = fileOf(provenance.path);
  const isFile = isPartOfFile(provenance.path) || (path.split('/').at(-1)?.includes('.') ?? false);
  return pinnedLink(isFile ? 'file' : 'folder', provenance, path);
}
