import { posix } from 'node:path';
import { api } from '../../domain/paths.ts';

/** Folders up, then plain names: nothing that an address or a file system could read in two ways. */
const PLAIN = /^(?:\.\.\/)*[\w~-][\w.~-]*(?:\/[\w~-][\w.~-]*|\/\.well-known)*$/;

/**
 * The path of a file that an index names, relative to the base of the registry.
 *
 * @param url As it stands in the file, relative to `from`.
 * @param from The folder of the file it stands in, relative to `api/v1/`; empty for `api/v1/` itself.
 * @returns Undefined where it leads out of the registry, or has another form than the paths of a registry.
 */
export function registryPath(url: string, from = ''): string | undefined {
  if (url.length > 1000 || !PLAIN.test(url)) return undefined;
  const path = posix.join(api, from, url);
  return path.startsWith('../') || path.startsWith('/') ? undefined : path;
}
