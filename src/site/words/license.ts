import { clip } from './visible.ts';

/** More letters than this are no name of a licence, or for the page of the entry. */
const LONGEST = 28;

/** A licence as a list says it. */
export function licenseInList(license: string | undefined): string {
  return license === undefined ? 'no licence stated' : clip(license, LONGEST);
}
