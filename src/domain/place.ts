/** The ways git can be reached. `policy.transports` says which of them an operator allows. */
export const transports = ['https', 'ssh', 'http', 'file', 'bundle'] as const;
export type Transport = (typeof transports)[number];

/** A repository address that passed the allow-list of forms. */
export interface Remote {
  readonly transport: Transport;
  /** What git is given. For a bundle the path below the catalog folder. */
  readonly url: string;
  /** Host and path without user, port of the scheme, `.git` and trailing slash: equal for two spellings of one place. */
  readonly repository: string;
}

const USER = String.raw`(?!-)[\w.-]+`;
const HOST = String.raw`(?<host>[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)`;
const PORT = String.raw`(?::(?<port>\d{1,5}))?`;
// A segment never starts with a dash (git would read an option) and is never `..`.
const PATH = String.raw`(?<path>(?!-)[\w~.%+@ -]+(?:\/(?!-)[\w~.%+@ -]+)*)\/?`;

const forms: readonly [Transport, RegExp][] = [
  ['https', new RegExp(`^https://${HOST}${PORT}/${PATH}$`, 'i')],
  ['http', new RegExp(`^http://${HOST}${PORT}/${PATH}$`, 'i')],
  ['ssh', new RegExp(`^ssh://(?:${USER}@)?${HOST}${PORT}/${PATH}$`, 'i')],
  ['ssh', new RegExp(`^${USER}@${HOST}:${PATH}$`, 'i')],
  ['file', new RegExp(`^file:///${PATH}$`)],
  ['bundle', new RegExp(`^${PATH}$`)],
];

const defaultPorts: Partial<Record<Transport, string>> = { https: '443', http: '80', ssh: '22' };

/** Hosts that treat `Owner/Repo` and `owner/repo` as one, and answer to `www.` too. */
const caseless = new Set(['github.com', 'gitlab.com', 'bitbucket.org', 'codeberg.org']);

/**
 * Reads a repository address: `https://host/owner/repo`, `ssh://user@host/…`, `user@host:…`, `http://…`, `file:///…`, or
 * the path of a `.bundle` below the catalog folder. User names, passwords, queries and fragments are not taken.
 *
 * @returns The address, or undefined where it has none of these forms.
 */
export function parseRemote(text: string): Remote | undefined {
  for (const [transport, form] of forms) {
    const groups = form.exec(text)?.groups;
    if (!groups) continue;
    const path = groups['path'] ?? '';
    const plain = plainPath(path);
    if (plain.split('/').some((segment) => segment === '..' || segment === '.')) return undefined;
    if (transport === 'bundle')
      return path.endsWith('.bundle') ? { transport, url: path, repository: path } : undefined;
    const host = canonicalHost(groups['host'] ?? '');
    const port = groups['port'] && groups['port'] !== defaultPorts[transport] ? `:${groups['port']}` : '';
    const bare = plain.replace(/(?<=[^/])\.git$/i, '');
    return { transport, url: text, repository: `${host}${port}/${caseless.has(host) ? bare.toLowerCase() : bare}` };
  }
  return undefined;
}

/** The host that is asked for a remote, in lower case and without its port; none for what lies on this machine. */
export function hostOf({ transport, repository }: Pick<Remote, 'transport' | 'repository'>): string | undefined {
  return transport === 'file' || transport === 'bundle' ? undefined : repository.split(/[:/]/, 1)[0];
}

const HOME = /^(?:ssh:\/\/(?<asker>[^@/]+)@(?<machine>[^:/]+)(?::\d+)?\/~\/|(?<user>[^@/:]+)@(?<host>[^:/]+):)/i;

/**
 * The user in whose home folder an address of ssh begins: `ada@host:skills` and `bob@host:skills` are two repositories.
 *
 * @returns Undefined for other addresses, for `git`, and at hosts where every user is asked for the same repositories.
 */
export function homeUser(url: string): string | undefined {
  const { asker, user = asker, machine = '', host = machine } = HOME.exec(url)?.groups ?? {};
  return user === 'git' || caseless.has(canonicalHost(host)) ? undefined : user;
}

function canonicalHost(host: string): string {
  const lower = host.toLowerCase();
  const bare = lower.replace(/^www\./, '');
  return caseless.has(bare) ? bare : lower;
}

/**
 * A path in which no two spellings mean one: letters, digits, `-`, `.`, `_` and `~` as themselves, other percent signs
 * with upper-case digits (RFC 3986, section 6.2.2).
 */
function plainPath(path: string): string {
  return path.replaceAll(/%[0-9a-f]{2}/gi, (code) => {
    const character = String.fromCodePoint(Number.parseInt(code.slice(1), 16));
    return /[\w.~-]/.test(character) ? character : code.toUpperCase();
  });
}

/** What of a repository a source lists. */
export interface Selection {
  readonly ref: string;
  readonly path: string;
}

/** The canonical name of a place: two sources with the same one mean the same content. */
export function canonicalPlace(repository: string, { ref, path }: Selection): string {
  return `${repository}#${ref}${path === '' ? '' : `:${path}`}`;
}

/** The repository of a canonical place, or the local folder. */
export function repositoryOf(place: string): string {
  return place.split('#', 1)[0] ?? place;
}
