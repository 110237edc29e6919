import type { Packing } from '../../domain/archive.ts';
import type { CatalogEntry } from '../../domain/entry.ts';
import { type ArchiveFormat, archivePath, stubArchivePath } from '../../domain/paths.ts';

/** One archive that is to be written. */
export interface PlannedArchive {
  readonly format: ArchiveFormat;
  /** Relative to the site's base. */
  readonly path: string;
}

/** What is to be written of the entries of a catalog. */
export interface ArchivePlan {
  /** By entry its archives. Entries with the same name and content share them. */
  readonly archives: ReadonlyMap<CatalogEntry, readonly PlannedArchive[]>;
  /** By the path of an archive the files in it that can be executed, by their path. */
  readonly executable: ReadonlyMap<string, ReadonlySet<string>>;
  /** Entries whose archives would have the names of others with another content, and the entry that keeps the names. */
  readonly clashes: ReadonlyMap<CatalogEntry, CatalogEntry>;
}

/**
 * Says which archives a catalog has. Executable bits are no part of a digest, so copies of one content can differ in
 * them; a file of their common archive is executable where it is in any of them, whichever entry is packed first.
 *
 * @param entries In the order of precedence.
 * @param packing What is packed of an entry; nothing where it gives none.
 */
export function planArchives(
  entries: readonly CatalogEntry[],
  packing: (entry: CatalogEntry) => Packing | undefined,
): ArchivePlan {
  const archives = new Map<CatalogEntry, PlannedArchive[]>();
  const executable = new Map<string, Set<string>>();
  const clashes = new Map<CatalogEntry, CatalogEntry>();
  const holders = new Map<string, CatalogEntry>();
  for (const entry of entries) {
    const plan = packing(entry);
    if (!plan?.formats) continue;
    const pathOf = (format: ArchiveFormat): string =>
      plan.isStub ? stubArchivePath(entry) : archivePath(entry, format);
    const planned = plan.formats.map((format) => ({ format, path: pathOf(format) }));
    // All names of an entry differ in their ending alone.
    const holder = planned.map(({ path }) => holders.get(path)).find((other) => other && other.digest !== entry.digest);
    if (holder) {
      clashes.set(entry, holder);
      continue;
    }
    archives.set(entry, planned);
    for (const { path } of planned) {
      holders.set(path, holders.get(path) ?? entry);
      const bits = executable.get(path) ?? new Set();
      executable.set(path, bits);
      for (const file of entry.fileRecords) if (file.executable) bits.add(file.path.normalize('NFC'));
    }
  }
  return { archives, executable, clashes };
}
