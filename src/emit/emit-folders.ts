import type { AssembledCatalog } from '../domain/assembled.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import { folderPath } from '../domain/paths.ts';

/** The files of assembled plugins by their path below the site's base: as they are composed, each in a folder of its own. */
export function emitFolders({ entries, withdrawals }: AssembledCatalog): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const entry of entries) {
    if (!hasFolder(entry, withdrawals)) continue;
    for (const { path, bytes } of entry.folder ?? []) files.set(`${folderPath(entry)}${path}`, bytes);
  }
  return files;
}

/** True where the files of an entry are offered below an address of their own. */
export function hasFolder(entry: CatalogEntry, withdrawals: AssembledCatalog['withdrawals']): boolean {
  return entry.folder !== undefined && entry.status.value !== 'deleted' && !withdrawals.entries.has(entry.id);
}
