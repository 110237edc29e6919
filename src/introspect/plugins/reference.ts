import type { Reference } from '../../domain/reference.ts';
import { isCommit, isRef } from '../../domain/source-address.ts';
import { asObject, asText } from '../../domain/untyped.ts';
import { publicAddress } from '../secrets.ts';

/**
 * A plugin that a marketplace names in another place: an address, or an object with a kind (Claude Code marketplace
 * reference, "Plugin sources": github, url, git-subdir, npm, archive). It is listed as a reference, never fetched. What
 * addresses hide is taken out; what cannot be a repository or a whole commit id is left out.
 *
 * @returns Undefined where the source is neither.
 */
export function toReference(name: string, description: string | undefined, source: unknown): Reference | undefined {
  const fields = asObject(typeof source === 'string' ? { source: 'url', url: source } : source);
  // Half a character, which JSON can hold, has no place in an address.
  const text = (key: string): string | undefined => asText(fields?.[key])?.toWellFormed();
  const type = text('source') ?? text('type');
  if (!fields || type === undefined) return undefined;
  const repo = isRepository(text('repo')) ? text('repo') : undefined;
  const isAtGitHub = type === 'github' && repo !== undefined;
  const address = isAtGitHub ? `https://github.com/${repo}` : (text('url') ?? text('package') ?? repo);
  const ref = text('ref') ?? (type === 'npm' ? text('version') : refBehind(address));
  const sha = idOf(type, text);
  const path = text('path');
  return {
    name: name.toWellFormed(),
    ...(description !== undefined && { description: description.toWellFormed() }),
    type,
    ...(address !== undefined && { url: publicAddress(address) }),
    ...(ref !== undefined && { ref }),
    ...(sha !== undefined && { sha }),
    ...(path !== undefined && { path }),
    pinned: sha !== undefined,
  };
}

/** `owner/name`. */
function isRepository(text = ''): boolean {
  return /^[\w.-]+\/[\w.-]+$/.test(text) && !text.split('/').some((part) => part === '..' || part === '.');
}

/** What stands behind an address for git: `….git#v1`. */
function refBehind(address = ''): string | undefined {
  const at = address.indexOf('.git#');
  const ref = at === -1 ? '' : address.slice(at + '.git#'.length);
  return isRef(ref) && !ref.includes('=') ? ref : undefined;
}

/** The id of the commit, or of an archive the digest of its bytes. */
function idOf(type: string, text: (key: string) => string | undefined): string | undefined {
  const commit = [text('sha'), text('commit')].find((id) => id !== undefined && isCommit(id));
  const digest = type === 'archive' ? text('sha256') : undefined;
  const isDigest = digest !== undefined && /^[0-9a-f]{64}$/i.test(digest);
  return (commit ?? (isDigest ? digest : undefined))?.toLowerCase();
}
