import { parsedUrl } from '../../../domain/parse-url.ts';

/**
 * Why an address cannot be that of a remote MCP server (Agent Plugins 1.0, section 7.2.1): absolute, HTTPS but for this
 * machine, no user and no fragment. It is taken as it stands, because clients expand nothing in it.
 *
 * @returns What is wrong, to be read after the name of the field; undefined where nothing is.
 */
export function urlProblem(url: string): string | undefined {
  const authority = /^https?:\/\/([^/?#]*)/i.exec(url)?.[1];
  const parsed = parsedUrl(url);
  // `URL` repairs spaces, tabs and backslashes; what needs repair is not an address yet.
  if (authority === undefined || /[\s\\]/.test(url) || !parsed) return 'is not an absolute HTTP or HTTPS address';
  if (authority.includes('@')) return 'holds a user name or password';
  if (url.includes('#')) return 'has a fragment';
  const { protocol, hostname } = parsed;
  if (!/^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/.test(hostname)) return 'has no host that can be looked up';
  return protocol === 'http:' && !isLoopback(hostname) ? 'uses HTTP for another machine than this one' : undefined;
}

/** `localhost`, 127.0.0.0/8 or ::1, as `URL` writes them. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/**
 * Why a header cannot be sent (RFC 9110, sections 5.1 and 5.5).
 *
 * @returns What is wrong, to be read after the name of the header; undefined where nothing is.
 */
export function headerProblem(name: string, value: string): string | undefined {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return 'has a name that HTTP does not allow';
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  const hasControl = /[\u0000-\u0008\u000a-\u001f\u007f]/.test(value);
  return hasControl || /^[\t ]|[\t ]$/.test(value) ? 'has a value that HTTP does not allow' : undefined;
}
