import { hasKnownType, isActiveFile } from './active-file.ts';

/** What ends or changes the path of an address, so that a static host would look for another file. */
const SPECIAL = /[#%?]/;

/**
 * True for a file of a skill that is published beside its archive, for clients that read single files: not what a browser
 * or server would run, nothing that a browser has to guess the type of, and nothing whose name means something else in an
 * address.
 */
export function isUnpacked(path: string): boolean {
  return hasKnownType(path) && !isActiveFile(path) && !SPECIAL.test(path);
}
