import type { Reference } from '../../domain/index-v1.ts';
import { asObject, asText } from '../../domain/untyped.ts';

/**
 * A plugin that a marketplace names in another place: an address, or an object with a kind (Claude Code marketplace
 * reference, "Plugin sources": github, url, git-subdir, npm, archive). It is listed as a reference, never fetched.
 *
 * @returns Undefined where the source is neither.
 */
export function toReference(name: string, description: string | undefined, source: unknown): Reference | undefined {
  const fields = asObject(typeof source === 'string' ? { source: 'url', url: source } : source);
  const type = asText(fields?.['source']) ?? asText(fields?.['type']);
  if (!fields || type === undefined) return undefined;
  const text = (key: string): string | undefined => asText(fields[key]);
  const repo = text('repo');
  const url =
    type === 'github' && repo !== undefined ? `https://github.com/${repo}` : (text('url') ?? text('package') ?? repo);
  const ref = text('ref') ?? (type === 'npm' ? text('version') : undefined);
  const sha = text('sha') ?? text('commit') ?? text('sha256');
  const path = text('path');
  return {
    name,
    ...(description !== undefined && { description }),
    type,
    ...(url !== undefined && { url: withoutUser(url) }),
    ...(ref !== undefined && { ref }),
    ...(sha !== undefined && { sha }),
    ...(path !== undefined && { path }),
    pinned: sha !== undefined,
  };
}

/** An address as it may be published: what stands before an @ can be a password. */
function withoutUser(url: string): string {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return url;
  const address = new URL(url);
  if (address.username === '' && address.password === '') return url;
  address.username = '';
  address.password = '';
  return address.href;
}
