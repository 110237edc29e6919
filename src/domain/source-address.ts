import { parseRemote } from './place.ts';

/** What an address of a page or repository says. */
export interface SourceAddress {
  /** What git can be given: no query, no fragment, no trailing slash, never a user name of a web address. */
  readonly url: string;
  /** A branch, tag or commit id. */
  readonly ref?: string;
  /** The folder, or the file that is no SKILL.md, relative to the root of the repository. */
  readonly path?: string;
}

/** In UTF-16 code units. Longer than any address that a browser or git takes. */
const LONGEST = 4096;

/** Hosts whose repositories are all called `owner/name`. What has more parts is a page: an issue, the wiki. */
const FLAT = new Set(['github.com', 'bitbucket.org', 'codeberg.org']);

/**
 * Reads what people copy from the address line of a browser, or give to git: the page of a folder or file of GitHub
 * (`/tree/<ref>/<path>`, `/blob/…`), GitLab (`/-/tree/…`, groups in groups too), Bitbucket (`/src/<ref>/…`), Gitea and
 * Forgejo (`/src/branch/<ref>/…`), or a bare repository over https, http or ssh. Queries are dropped, and so are
 * fragments, but for one behind an address for git (`….git#v1`), which is a ref.
 *
 * A page does not say where a ref with a slash in it ends. The first part is taken; whoever knows the refs knows better.
 *
 * @returns Undefined for everything else: other pages of known hosts, local paths, files, other transports, user names, and paths with `..`.
 */
export function parseSourceAddress(text: string): SourceAddress | undefined {
  if (text.length > LONGEST) return undefined;
  const [withoutFragment, fragment] = splitAt(text.trim(), '#');
  const [address] = splitAt(withoutFragment, '?');
  const web = /^(https?:\/\/[^/]+)\/(.*)$/is.exec(address);
  if (!web) return forGit(address, fragment);
  const [, origin = '', rest = ''] = web;
  const parts = rest.split('/').filter((part) => part !== '');
  const page = pageOf(/^https?:\/\/(?:www\.)?bitbucket\.org$/i.test(origin), parts);
  if (!page) return forGit(`${origin}/${parts.join('/')}`, fragment);
  const url = repositoryUrl(`${origin}/${parts.slice(0, page.repository).join('/')}`);
  const ref = decoded(parts[page.ref]);
  const path = normalPath(
    parts.slice(page.ref + 1).map((part) => decoded(part) ?? '..'),
    true,
  );
  if (url === undefined || ref === undefined || !isRef(ref) || path === undefined) return undefined;
  return { url, ref, ...(path !== '' && { path }) };
}

/** True for a whole commit id, SHA-1 or SHA-256, in any case of letters. */
export function isCommit(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(text);
}

/** True where git takes the text as the name of a branch, tag or commit (git-check-ref-format, and no leading dash). */
export function isRef(text: string): boolean {
  const hasBadCharacter = /[\p{Cc} ~^:?*[\\]|\.\.|@\{|\/\/|\/\.|\.lock(?:\/|$)/u.test(text);
  return (
    text !== '' && text.length <= 255 && text.isWellFormed() && !hasBadCharacter && !/^[-./@]$|^[-./]|[./]$/.test(text)
  );
}

/**
 * A path below the root of a repository in its one spelling: no `.`, no double or trailing slashes; that of a skill's
 * file is that of its folder.
 *
 * @returns Empty for the root, and undefined where the path leads out of the repository or can be no path.
 */
export function sourcePath(text: string): string | undefined {
  return text.length > LONGEST || text.startsWith('/') ? undefined : normalPath(text.split('/'), false);
}

/** @param whole Whether every part has been decoded on its own, so that a slash in one is no separator. */
function normalPath(parts: readonly string[], whole: boolean): string | undefined {
  const kept = parts.filter((part) => part !== '' && part !== '.');
  const isBad = (part: string): boolean =>
    part === '..' || !part.isWellFormed() || /[\p{Cc}\\]/u.test(part) || (whole && part.includes('/'));
  if (kept.some(isBad)) return undefined;
  return (/^skill\.md$/i.test(kept.at(-1) ?? '') ? kept.slice(0, -1) : kept).join('/');
}

function forGit(address: string, fragment: string): SourceAddress | undefined {
  const url = repositoryUrl(address);
  if (url === undefined) return undefined;
  // Behind the page of a repository stands the heading somebody has read (`#readme`), behind an address for git a ref.
  const isPage = /^https?:/i.test(url) && !/\.git$/i.test(url);
  if (isPage || fragment === '') return { url };
  const ref = decoded(fragment);
  return ref !== undefined && isRef(ref) ? { url, ref } : undefined;
}

function repositoryUrl(address: string): string | undefined {
  const url = address.endsWith('/') ? address.slice(0, -1) : address;
  const { transport, repository = '' } = parseRemote(url) ?? {};
  const isNetwork = transport === 'https' || transport === 'http' || transport === 'ssh';
  return isNetwork && canBeRepository(repository) ? url : undefined;
}

/** Where repositories lie is known of some hosts: below their owners, at GitLab below groups in groups too. */
function canBeRepository(repository: string): boolean {
  const [host = '', ...parts] = repository.split('/');
  if (host === 'gitlab.com') return parts.length >= 2 && !parts.includes('-');
  return !FLAT.has(host) || parts.length === 2;
}

/** Where in a path the parts of a page are: how many parts the repository has, and which one is the ref. */
function pageOf(
  isBitbucket: boolean,
  parts: readonly string[],
): { readonly repository: number; readonly ref: number } | undefined {
  const dash = parts.indexOf('-');
  if (dash > 0 && isView(parts[dash + 1])) return { repository: dash, ref: dash + 2 };
  const [, , view, what] = parts;
  if (view === 'src' && isBitbucket) return { repository: 2, ref: 3 };
  if (view === 'src' && /^(?:branch|tag|commit)$/.test(what ?? '')) return { repository: 2, ref: 4 };
  return isView(view) && what !== undefined ? { repository: 2, ref: 3 } : undefined;
}

function isView(part: string | undefined): boolean {
  return part === 'tree' || part === 'blob' || part === 'raw';
}

function decoded(part: string | undefined): string | undefined {
  if (part === undefined) return undefined;
  try {
    return decodeURIComponent(part);
  } catch {
    // A URIError is how it says that the percent signs make no UTF-8.
    return undefined;
  }
}

function splitAt(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
