import { isAbsolute, resolve } from 'node:path';
import { parsedUrl } from '../../domain/parse-url.ts';
import { Refusal } from '../model/refusal.ts';

/** Where a registry is, in the one spelling that locks use. */
export interface RegistryAddress {
  readonly kind: 'http' | 'folder';
  /** An address with a slash at its end, or an absolute folder. */
  readonly address: string;
}

const ROOT_FILE = /\/?(?:api\/v1\/?(?:index\.json)?)?$/;

/**
 * Reads the address of a registry as people write it: with or without the slash at its end, with or without
 * `api/v1/index.json`; or a folder with a built site.
 *
 * @param base The folder that relative folders are relative to.
 * @throws Refusal `registry-address` for other schemes, and for addresses with a user, a query or a fragment.
 */
export function registryAddress(text: string, base: string): RegistryAddress {
  const trimmed = text.trim();
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(trimmed)?.[1]?.toLowerCase();
  if (scheme === undefined || isAbsolute(trimmed)) {
    if (trimmed === '') throw refuse(text, 'is empty');
    return {
      kind: 'folder',
      address: resolve(base, trimmed).replace(/[\\/]api[\\/]v1(?:[\\/]index\.json)?$/, '') || '/',
    };
  }
  if (scheme !== 'http' && scheme !== 'https') throw refuse(text, `begins with ${scheme}:`);
  const url = parsedUrl(trimmed);
  if (!url) throw refuse(text, 'is no address');
  if (url.username !== '' || url.password !== '')
    throw refuse(`${url.origin}/…`, 'holds a user or a password, which would end up in lock files');
  if (url.search !== '' || url.hash !== '') throw refuse(`${url.origin}${url.pathname}`, 'has a query or a fragment');
  url.pathname = `${url.pathname.replace(ROOT_FILE, '')}/`;
  return { kind: 'http', address: url.href };
}

function refuse(text: string, why: string): Refusal {
  const next = 'Give the https:// address of a marketplace, or a folder that holds one.';
  return new Refusal('registry-address', `The registry ${JSON.stringify(text)} ${why}. ${next}`);
}
