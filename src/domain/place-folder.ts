import { sha256 } from './digest.ts';

const SLUG_LENGTH = 48;

/**
 * A folder name for a place, fit for any file system and never made from raw input: at most 48 characters of
 * `[a-z0-9-]`, a dash, and the first 8 hex digits of the SHA-256 of the canonical place.
 */
export function folderName(place: string): string {
  const slug = place
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_LENGTH)
    .replaceAll(/^-+|-+$/g, '');
  return `${slug}${slug === '' ? '' : '-'}${sha256(place).slice(0, 8)}`;
}
