import { parsedUrl } from '../../domain/parse-url.ts';
import type { Code } from './code-in-file.ts';

/** Addresses that are the names of XML namespaces and schemas. Nobody goes there. */
const names =
  /^(?:schemas\.openxmlformats\.org|schemas\.microsoft\.com|schemas\.xmlsoap\.org|www\.w3\.org|json-schema\.org|purl\.org|openoffice\.org)$/;

const address = /(?:https?|wss?|ssh|git|ftp):\/\/([^\s/?#"'`<>{}()\\|^,;*$]{1,300})(.?)|\bgit@([\w.-]{1,253}):/gi;

/** What stands in for a host that the reader is to fill in, or for one on this machine. */
const placeholder =
  /(?:^|\.)(?:example\.(?:com|org|net|edu)|example|test|invalid|localhost|domain\.(?:com|tld)|x{3,}\.[a-z]+)$|(?:^|\.)(?:your|my-|some-|example-)[a-z0-9-]*\.|^(?:my|your)(?:app|site|server|domain|company|org|account|project|cluster|vault|registry)\./;

/** Commands that go somewhere, so that an address behind them between backticks is one that is reached. */
const goes =
  /^[\s$>!]*(?:sudo\s+)?(?:curl|wget|git|ssh|scp|http|https|xh|npx|npm|pnpm|yarn|bunx?|pip3?|uvx?|pipx|docker|claude|codex|gemini|irm|iwr|Invoke-\w+)\s/;

/**
 * The hosts that code names in addresses, with the port where it is not the scheme's own. Between backticks only what
 * stands in a command counts: an address alone is a link. Left out are examples, this machine, hosts without a dot,
 * templates with a part still to be filled in, and addresses that only name a namespace.
 */
export function* hostsIn({ language, text }: Code): Generator<string> {
  if (!text.includes('://') && !text.includes('git@')) return;
  if (language === 'inline' && !goes.test(text)) return;
  const seen = new Set<string>();
  for (const [, authority, next = '', copied] of text.matchAll(address)) {
    // A bracket or a dollar in the host is where a template is filled in.
    if ('{<$(*'.includes(next) && next !== '') continue;
    const written = authority ?? copied ?? '';
    if (seen.has(written)) continue;
    seen.add(written);
    const host = hostOf(written);
    if (host !== undefined) yield host;
  }
}

function hostOf(authority: string): string | undefined {
  // Without the name and password before it, and without what ends the sentence or stands in for a port.
  const written = authority
    .slice(authority.lastIndexOf('@') + 1)
    .replace(/:\D.*$/, '')
    .replace(/[.:!]{1,300}$/, '');
  // `%s` and words in capitals are to be filled in.
  if (written.includes('%') || /(?:^|[._-])[A-Z][A-Z_]{3,}(?:[._-]|$)/.test(written)) return undefined;
  const url = parsedUrl(`https://${written}`);
  if (!url) return undefined;
  const { host, hostname } = url;
  if (/^(?:127\.|0\.0\.0\.0$)/.test(hostname) || hostname === '[::1]') return undefined;
  if (hostname.startsWith('[')) return host;
  if (!/^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?)+$/.test(hostname)) return undefined;
  return placeholder.test(hostname) || names.test(hostname) ? undefined : host.replace(/:80$/, '');
}
