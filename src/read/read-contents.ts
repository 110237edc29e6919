import type { ContentFile } from '../domain/composed.ts';
import { sha256 } from '../domain/digest.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import type { Tree } from '../domain/tree.ts';
import { openSource, type ReadContext } from './open-source.ts';

/** The files of one entry, exactly as they were measured. */
export interface EntryContent {
  readonly entry: CatalogEntry;
  readonly files: readonly ContentFile[];
}

/** An entry whose files were read before and cannot be had as they were. */
export interface LostContent {
  readonly entry: CatalogEntry;
  /** The first such file, relative to the root of the tree. */
  readonly lost: string;
}

/**
 * Reads the files of entries once more, at the commits they were read at, one entry after the other, so that what is held
 * does not grow with the catalog. Each source is opened once for each of its commits. What was fetched before is in the
 * cache and costs no request.
 *
 * @param entries Of any sources; assembled plugins bring their files with them.
 */
export async function* readContents(
  entries: readonly CatalogEntry[],
  context: ReadContext,
): AsyncGenerator<EntryContent | LostContent> {
  for (const entry of entries) if (entry.folder) yield { entry, files: entry.folder };
  const others = entries.filter(({ folder }) => folder === undefined);
  for (const ofSource of Map.groupBy(others, ({ source }) => source.id).values()) {
    for (const [commit, group] of Map.groupBy(ofSource, (entry) => entry.commit)) yield* readAt(commit, group, context);
  }
}

async function* readAt(
  commit: string | undefined,
  entries: readonly CatalogEntry[],
  context: ReadContext,
): AsyncGenerator<EntryContent | LostContent> {
  const [first] = entries;
  if (!first) return;
  const { tree } = await openSource(first.source, commit, context);
  if (!tree) {
    for (const entry of entries) yield { entry, lost: entry.definition.path };
    return;
  }
  try {
    await tree.prefetch([...new Set(entries.flatMap(({ files }) => files.map(({ treePath }) => treePath)))]);
    for (const entry of entries) yield await readEntry(tree, entry);
  } finally {
    await tree.close();
  }
}

async function readEntry(tree: Tree, entry: CatalogEntry): Promise<EntryContent | LostContent> {
  const measured = new Map(entry.fileRecords.map((record) => [record.path, record.sha256]));
  const files: ContentFile[] = [];
  for (const { treePath, path, executable } of entry.files) {
    const { bytes } = await tree.read(treePath);
    if (!bytes || sha256(bytes) !== measured.get(path)) return { entry, lost: treePath };
    files.push({ path, bytes, executable });
  }
  return { entry, files };
}
