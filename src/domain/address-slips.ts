import type { Remote } from './place.ts';

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
