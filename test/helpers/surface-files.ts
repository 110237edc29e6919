import type { Archive, Archives } from '../../src/domain/archive.ts';
import type { AssembledCatalog } from '../../src/domain/assembled.ts';
import { sha256 } from '../../src/domain/digest.ts';
import { archivePath } from '../../src/domain/paths.ts';
import { emitSurfaces } from '../../src/emit/surfaces/emit-surfaces.ts';
import type { Embedded } from '../../src/emit/surfaces/repository.ts';

/** What delivery would have packed, with hashes that only the path decides. */
export function plannedArchives({ entries, offers }: AssembledCatalog): Archives {
  return new Map(
    entries.flatMap((entry) => {
      const packing = offers.packing.get(entry.id);
      if (!packing?.formats || packing.isStub) return [];
      const archives = packing.formats.map((format): Archive => {
        const path = archivePath(entry, format);
        return { format, path, sha256: sha256(path), bytes: path.length };
      });
      return [[entry.id, archives] as const];
    }),
  );
}

/** The files of every plugin that has to be embedded: its paths, each with a line of text. */
export function plannedFolders({ offers }: AssembledCatalog): Embedded {
  return new Map(
    offers.repository
      .filter(({ isEmbedded }) => isEmbedded)
      .map(({ entry }) => [
        entry.id,
        entry.fileRecords.map(({ path, executable }) => ({ path, executable, bytes: Buffer.from(`${path}\n`) })),
      ]),
  );
}

/** The surfaces of a catalog as texts and bytes. */
export function surfacesOfCatalog(
  catalog: AssembledCatalog,
  baseUrl = 'https://harbour.example.org/market',
): ReadonlyMap<string, string | Uint8Array> {
  return emitSurfaces(catalog, baseUrl, plannedArchives(catalog), plannedFolders(catalog));
}

/** One of them as text. */
export function surfaceText(files: ReadonlyMap<string, string | Uint8Array>, path: string): string {
  const content = files.get(path);
  if (content === undefined) throw new Error(`${path} is not emitted; there are ${[...files.keys()].join(', ')}.`);
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

/** One of them as JSON. */
export function surfaceJson(files: ReadonlyMap<string, string | Uint8Array>, path: string): unknown {
  return JSON.parse(surfaceText(files, path));
}
