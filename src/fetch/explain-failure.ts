import { stripVTControlCharacters } from 'node:util';
import type { RuleId } from '../domain/rules/index.ts';

/** What kind of trouble git reports. `damaged` is the fault of the cache, `locked` that of another process. */
export type FailureKind =
  | 'authentication'
  | 'busy'
  | 'certificate'
  | 'closed'
  | 'damaged'
  | 'forbidden-protocol'
  | 'host-unknown'
  | 'locked'
  | 'no-such-commit'
  | 'not-found'
  | 'refused'
  | 'timeout'
  | 'too-large'
  | 'too-slow'
  | 'unavailable-object'
  | 'unsupported'
  | 'other';

export interface Failure {
  readonly kind: FailureKind;
  /** What git wrote. Never shown as it is: it may hold rewritten addresses and paths of this machine. */
  readonly stderr: string;
}

/** The first that matches decides, so the exact ones stand before the vague ones git writes after them. */
const patterns: readonly [FailureKind, RegExp][] = [
  ['locked', /\.lock': File exists|cannot lock ref|Unable to create .*\.lock|shallow file has changed/i],
  ['damaged', /unable to (?:write|rename|create) /i],
  ['forbidden-protocol', /transport '[^']*' not allowed|Protocol "[^"]*" (?:not supported|disabled)/i],
  ['host-unknown', /Could not resolve (?:host|hostname|proxy)/i],
  [
    'certificate',
    /SSL certificate|certificate verification failed|Host key verification failed|REMOTE HOST IDENTIFICATION/i,
  ],
  [
    'refused',
    /Connection refused|Couldn't connect to server|Could not connect to server|Failed to connect|No route to host|Network is unreachable/i,
  ],
  ['timeout', /timed out|Operation too slow/i],
  [
    'authentication',
    /Authentication failed|could not read (?:Username|Password)|terminal prompts disabled|returned error: 40[137]|Permission denied|invalid credentials|access denied/i,
  ],
  [
    'not-found',
    /returned error: 4(?:04|10)|repository '[^']*' not found|Repository not found|does not appear to be a git repository|does not exist/i,
  ],
  ['busy', /returned error: (?:429|5\d\d)/i],
  ['no-such-commit', /couldn't find remote ref|unadvertised object/i],
  [
    'unavailable-object',
    /not our ref|unable to read [0-9a-f]{40}|did not send all necessary objects|missing (?:blob|tree|necessary) object/i,
  ],
  ['unsupported', /dumb http transport does not support|Server does not support shallow/i],
  [
    'closed',
    /early EOF|hung up|unexpected disconnect|RPC failed|transfer closed|Empty reply|Connection reset|expected flush|invalid index-pack output|bad pack header|Recv failure|bad line length|end of file/i,
  ],
  [
    'damaged',
    /not a git repository|bad config|unable to (?:parse|read)|corrupt|packfile|is empty|inflate|bad object|not a tree/i,
  ],
];

/** Sorts what git wrote on its standard error into a kind. */
export function classify(stderr: string): FailureKind {
  return patterns.find(([, pattern]) => pattern.test(stderr))?.[0] ?? 'other';
}

/** True where the other side has said that there is nothing for us: no trouble that passes. */
export function isGone({ kind }: Failure): boolean {
  return kind === 'not-found' || kind === 'authentication';
}

export interface Explanation {
  readonly rule: RuleId;
  readonly message: string;
  readonly hint?: string | undefined;
}

interface Circumstances {
  /** The address as the catalog lists it. */
  readonly url: string;
  /** The commit or ref that was asked for. */
  readonly wanted: string;
  readonly limits: { readonly seconds: number; readonly sourceBytes: number };
}

/** Why a source cannot be reached, and what to do: `URL` stands for its address. */
const unreachable: Partial<Record<FailureKind, readonly [message: string, hint: string]>> = {
  authentication: [
    'URL asks for authentication, or does not exist: many hosts do not say which.',
    'Check the address. For a private repository give git a credential helper or an ssh key on the machine that builds.',
  ],
  busy: ['The server of URL fails with an error of its own.', 'Try again later.'],
  certificate: [
    'The host of URL cannot prove who it is.',
    'Check its certificate or host key, and the ones this machine trusts.',
  ],
  closed: [
    'The server of URL closed the connection before everything was sent.',
    'Try again; if it stays, the repository may be damaged at its host.',
  ],
  'forbidden-protocol': [
    'Git would reach URL in a way that policy.transports does not allow.',
    'Look for "insteadOf" in the git configuration of this machine, or add the transport to policy.transports in catalog.yaml.',
  ],
  'host-unknown': ['The host of URL is not known.', 'Check the spelling of the host, and the network of this machine.'],
  'not-found': ['There is no repository at URL.', 'Check the address: was it renamed, deleted or made private?'],
  refused: ['The host of URL does not accept connections.', 'Try again later; check port, proxy and firewall.'],
  timeout: ['The host of URL does not answer.', 'Try again later; check proxy and firewall.'],
  unsupported: ['The server of URL cannot send a single commit.', 'Use a host with smart HTTP (protocol 2) or ssh.'],
};

/** Says for a person why a source cannot be had. Of git's own words at most one line is used, without addresses. */
export function explain({ kind, stderr }: Failure, { url, wanted, limits }: Circumstances): Explanation {
  const [message, hint] = unreachable[kind] ?? [];
  if (message !== undefined) return { rule: 'source-unreachable', message: message.replace('URL', () => url), hint };
  switch (kind) {
    case 'no-such-commit':
    case 'unavailable-object':
      return { rule: 'source-ref-missing', message: `${url} does not have the commit ${wanted} (any more).` };
    case 'too-large': {
      const most = megabytes(limits.sourceBytes);
      return { rule: 'source-too-large', message: `${url} is larger than ${most}; the fetch was stopped.` };
    }
    case 'too-slow':
      return {
        rule: 'source-too-slow',
        message: `${url} was not fetched within ${limits.seconds} s; the fetch was stopped.`,
      };
    default:
      return { rule: 'source-unreachable', message: `Git cannot fetch ${url}: ${meaningfulLine(stderr)}` };
  }
}

function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${bytes} bytes` : `${Number((bytes / 1e6).toFixed(1))} MB`;
}

/** The line of git's standard error that says what is the matter, without addresses, paths and control characters. */
function meaningfulLine(stderr: string): string {
  const lines = stripVTControlCharacters(stderr)
    .split(/[\r\n]+/)
    .map((line) => line.trim());
  const line =
    lines.find((text) => /^(?:fatal|error): /.test(text)) ?? lines.find((text) => text !== '') ?? 'it gives no reason.';
  return line
    .replaceAll(/\p{Cc}/gu, '')
    .replace(/^(?:fatal|error): /, '')
    .replaceAll(/\b[a-z][a-z0-9+.-]*:\/\/[^\s']+/gi, '(address)')
    .replaceAll(/(^|[\s'"(:=])(?:\/[^\s'":]+)+/g, '$1(path)')
    .slice(0, 200);
}
