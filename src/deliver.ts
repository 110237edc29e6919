import type { Archive, Archives } from './domain/archive.ts';
import type { AssembledCatalog } from './domain/assembled.ts';
import type { ContentFile } from './domain/composed.ts';
import type { Coordinate } from './domain/coordinate.ts';
import { type Diagnostic, diagnose, sortDiagnostics } from './domain/diagnostic.ts';
import { sha256 } from './domain/digest.ts';
import type { CatalogEntry } from './domain/entry.ts';
import type { Offers } from './domain/offers.ts';
import { wellKnownPath } from './domain/paths.ts';
import { pinnedPlace } from './domain/pinned-place.ts';
import { isUnpacked } from './domain/unpacked.ts';
import { byPrecedence } from './assemble/precedence.ts';
import { type ArchivePlan, planArchives } from './emit/archives/plan-archives.ts';
import { type Packer, startPacker } from './emit/archives/start-packer.ts';
import { writeCopies, writeFiles } from './publish.ts';
import type { ReadContext } from './read/open-source.ts';
import { readContents } from './read/read-contents.ts';

export interface Delivery {
  /** The catalog with what can really be delivered, and a word on what cannot. */
  readonly catalog: AssembledCatalog;
  readonly archives: Archives;
  /** The files of the plugins that the repository itself holds. */
  readonly embedded: ReadonlyMap<Coordinate, readonly ContentFile[]>;
  /** Entries whose content was there when they were read and is not now. */
  readonly lost: readonly Diagnostic[];
}

/**
 * Reads the content of everything that is packed once more, one entry at a time, and writes its archives and, for skills
 * that are offered, the unpacked copies beside the discovery indexes. Stubs, and what is offered nowhere, get no more
 * than the plan of the offers gives them.
 *
 * @param folder Gets the files by their path below the site's base.
 */
export async function deliver(catalog: AssembledCatalog, context: ReadContext, folder: string): Promise<Delivery> {
  const { entries, offers } = catalog;
  const plan = planArchives(entries.toSorted(byPrecedence), ({ id }) => offers.packing.get(id));
  const inRepository = new Set(offers.repository.filter((one) => one.isEmbedded).map(({ entry }) => entry.id));
  const foldersOf = unpackedFolders(offers);
  const written = new Map<string, Archive>();
  const archives = new Map<Coordinate, readonly Archive[]>();
  const embedded = new Map<Coordinate, readonly ContentFile[]>();
  const lost: Diagnostic[] = [];
  const packer = startPacker();
  try {
    for await (const content of readContents([...plan.archives.keys()], context)) {
      const { entry } = content;
      if ('lost' in content) {
        lost.push(contentLost(entry, content.lost));
        continue;
      }
      const [made] = await Promise.all([
        writeArchives(content, { plan, written, folder, packer }),
        writeUnpacked(content.files, foldersOf.get(entry.id) ?? [], folder),
      ]);
      archives.set(entry.id, made);
      if (inRepository.has(entry.id)) embedded.set(entry.id, content.files);
    }
  } finally {
    await packer.close();
  }
  const clashes = [...plan.clashes].map(([entry, holder]) => nameTaken(entry, holder));
  return { catalog: deliverable(catalog, [...lost, ...clashes], archives), archives, embedded, lost };
}

interface Target {
  readonly plan: ArchivePlan;
  /** By path what lies there already; grows. */
  readonly written: Map<string, Archive>;
  readonly folder: string;
  readonly packer: Packer;
}

async function writeArchives(
  { entry, files }: { readonly entry: CatalogEntry; readonly files: readonly ContentFile[] },
  { plan, written, folder, packer }: Target,
): Promise<Archive[]> {
  const planned = plan.archives.get(entry) ?? [];
  return Promise.all(
    planned.map(async ({ format, path }): Promise<Archive> => {
      const there = written.get(path);
      if (there) return there;
      const bits = plan.executable.get(path);
      const isExecutable = (file: ContentFile): boolean => bits?.has(file.path.normalize('NFC')) ?? false;
      const packed = await packer.pack({
        format,
        files: files.map((file) => ({ path: file.path, bytes: file.bytes, executable: isExecutable(file) })),
      });
      await writeFiles(folder, new Map([[path, packed]]));
      const archive = { format, path, sha256: sha256(packed), bytes: packed.byteLength };
      written.set(path, archive);
      return archive;
    }),
  );
}

/** By coordinate the folders that hold the files of a skill as they are, each with a slash at its end. */
function unpackedFolders({ root, scoped }: Offers): ReadonlyMap<Coordinate, readonly string[]> {
  const folders = new Map<Coordinate, string[]>(
    scoped.map(({ id, source, name }) => [
      id,
      [`${wellKnownPath(source.id)}${name}/`, `${wellKnownPath(source.id, name)}${name}/`],
    ]),
  );
  for (const { entry, as } of root)
    folders.set(entry.id, [...(folders.get(entry.id) ?? []), `${wellKnownPath()}${as}/`]);
  return folders;
}

async function writeUnpacked(files: readonly ContentFile[], folders: readonly string[], folder: string): Promise<void> {
  if (folders.length === 0) return;
  for (const { path, bytes } of files) {
    if (!isUnpacked(path)) continue;
    await writeCopies(
      folder,
      folders.map((one) => `${one}${path}`),
      bytes,
    );
  }
}

function contentLost({ id, source, assembled }: CatalogEntry, file: string): Diagnostic {
  return diagnose('archive-content-lost', {
    message: `${JSON.stringify(file)} of ${id} cannot be had any more as it was locked, so no archive is offered.`,
    at: { root: assembled ? 'catalog' : 'source', file },
    source: source.id,
    entry: id,
  });
}

function nameTaken(entry: CatalogEntry, holder: CatalogEntry): Diagnostic {
  const digits = entry.digest.slice(0, 12);
  return diagnose('archive-name-taken', {
    message: `The digests of ${entry.id} and ${holder.id} both begin with ${digits}, so only ${holder.id} has archives.`,
    at: { root: 'source', file: entry.definition.path },
    source: entry.source.id,
    entry: entry.id,
  });
}

/** The catalog without the offers that nothing stands behind. */
function deliverable(
  catalog: AssembledCatalog,
  diagnostics: readonly Diagnostic[],
  archives: Archives,
): AssembledCatalog {
  if (diagnostics.length === 0) return catalog;
  const { packing, root, scoped, claude, repository } = catalog.offers;
  const isPacked = ({ id }: CatalogEntry): boolean => archives.has(id);
  const isThere = (entry: CatalogEntry): boolean => isPacked(entry) || pinnedPlace(entry) !== undefined;
  // What was planned of their archives is no longer so.
  const dropped = new Set(diagnostics.map(({ entry }) => entry));
  const holds = ({ rule, entry }: Diagnostic): boolean => rule !== 'offer-unpacked-part' || !dropped.has(entry);
  return {
    ...catalog,
    offers: {
      packing: new Map([...packing].filter(([id, plan]) => plan.formats === undefined || archives.has(id))),
      root: root.filter(({ entry }) => isPacked(entry)),
      scoped: scoped.filter(isPacked),
      claude: claude.filter(({ entry }) => isThere(entry)),
      repository: repository.filter(({ entry, isEmbedded }) => !isEmbedded || isPacked(entry)),
    },
    diagnostics: sortDiagnostics([...catalog.diagnostics.filter(holds), ...diagnostics]),
  };
}
