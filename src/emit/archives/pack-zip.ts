import { type Zippable, zipSync } from 'fflate';
import type { ContentFile } from '../../domain/composed.ts';
import { archiveOrder } from './archive-order.ts';
import { fixedDate } from './fixed-date.ts';

/** "Version made by": Unix, so that the upper half of the attributes is a mode (APPNOTE.TXT, 4.4.2). */
const UNIX = 3;
const { year, month, day, hour } = fixedDate;

/**
 * Packs files as a zip: regular files only, sorted, with one date and the modes 0644 and 0755. The same files give the
 * same bytes on every machine and in every time zone.
 *
 * @param files With paths that `unfitPath` has nothing against.
 */
export function packZip(files: readonly ContentFile[]): Uint8Array {
  // A zip holds local time, and fflate asks the time zone for it; a date made in local time is the same in all of them.
  const mtime = new Date(year, month - 1, day, hour);
  const zippable: Zippable = {};
  for (const { path, bytes, executable } of archiveOrder(files)) {
    const mode = executable ? 0o100_755 : 0o100_644;
    zippable[path] = [bytes, { os: UNIX, attrs: mode * 2 ** 16 }];
  }
  return zipSync(zippable, { mtime });
}
