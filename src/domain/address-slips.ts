import { homeUser, type Remote, type Transport } from './place.ts';

interface Slip {
  readonly message: string;
  readonly hint?: string;
}

/** The page of a folder or file at a host, which people copy instead of the address of the repository. */
const PAGE = /^(?<repository>https:\/\/[^/]+\/.+?)\/(?:-\/)?(?:tree|blob)\/(?<ref>[^/]+)(?:\/(?<path>.+?))?\/?$/;

/** What is wrong with an address of a known form: it is the page of a folder and not a repository. */
export function addressSlip({ transport, url }: Remote): Slip | undefined {
  const { repository, ref, path } = (transport === 'https' && PAGE.exec(url)?.groups) || {};
  if (repository === undefined) return undefined;
  const below = path === undefined ? '' : `, and path: ${path.replace(/\/SKILL\.md$/i, '')}`;
  return {
    message: 'The address is that of a page inside a repository.',
    hint: `Write git: ${repository}, ref: ${ref}${below}.`,
  };
}

/** What is wrong with an address of no known form. It is not repeated: it can hold a password. */
export function refusedAddress(address: string): Slip {
  if (/^[a-z][a-z0-9+.-]*:\/\/[^/]*@/i.test(address)) {
    return {
      message: 'The address holds a user name or a password.',
      hint: 'Take it out; private sources use the credential helpers of git. A password stays in the history: revoke it.',
    };
  }
  const message = 'The address has none of the forms that are taken.';
  const [, short] = /^(?:www\.)?((?:[\w-]+\.[\w.-]+\/)?[\w-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(address) ?? [];
  if (short === undefined) return { message };
  return { message, hint: `Did you mean "https://${short.split('/').length === 2 ? 'github.com/' : ''}${short}"?` };
}

/**
 * What is wrong with an address that is reached in a way which a catalog does not allow.
 *
 * @param allowed What `policy.transports` says.
 */
export function transportSlip(remote: Remote, allowed: readonly Transport[]): Required<Slip> | undefined {
  const { transport } = remote;
  if (allowed.includes(transport)) return undefined;
  const message = `It is reached by ${transport}; this catalog takes ${allowed.join(', ')}.`;
  const other = allowed.includes('https') ? webAddress(remote) : undefined;
  const ask = `sk the operator to allow ${transport} in policy.transports.`;
  return { message, hint: other === undefined ? `A${ask}` : `Write ${other}, or a${ask}` };
}

/** Where the same repository most likely is over https. A port is that of the other way, and a home folder is on no web. */
function webAddress({ transport, url }: Remote): string | undefined {
  if ((transport !== 'ssh' && transport !== 'http') || homeUser(url) !== undefined) return undefined;
  const bare = url.replace(/^(?:ssh|http):\/\//i, '').replace(/^[^@/]+@/, '');
  const [, host, path] = /^([^:/]+)[:/](?!\d+\/)(.+)$/.exec(bare) ?? [];
  return path === undefined || path.startsWith('~') ? undefined : `https://${host}/${path.replace(/\.git$/, '')}`;
}
