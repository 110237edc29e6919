import { join } from 'node:path';
import { assemble } from '../../src/build.ts';
import { deliver } from '../../src/deliver.ts';
import { emitFolders } from '../../src/emit/emit-folders.ts';
import { emitIndex } from '../../src/emit/emit-index.ts';
import { emitSurfaces } from '../../src/emit/surfaces/emit-surfaces.ts';
import { moveInto, writeFiles } from '../../src/publish.ts';
import { sync } from '../../src/sync.ts';
import { messages } from './message.ts';

interface Options {
  readonly catalogDir: string;
  readonly cacheDir: string;
  /** The folder that becomes the registry. */
  readonly out: string;
  /** The date of the sync. */
  readonly now?: string;
}

/** Syncs a catalog and publishes it as `build` does, all but the pages: a registry that a client can be given. */
export async function publishRegistry({
  catalogDir,
  cacheDir,
  out,
  now = '2026-11-01T00:00:00Z',
}: Options): Promise<void> {
  const onStep = (): void => undefined;
  await sync({ catalogDir, cacheDir, onStep, only: [], now });
  const { catalog, loaded, diagnostics } = await assemble({ catalogDir, cacheDir, onStep });
  if (!catalog || !loaded) throw new Error(messages(diagnostics));
  const packed = join(out, 'packed');
  const {
    catalog: delivered,
    archives,
    embedded,
  } = await deliver(catalog, { catalog: loaded, cacheDir, today: catalog.date.slice(0, 10) }, packed);
  await writeFiles(out, emitIndex(delivered, catalog.file.url, archives));
  await writeFiles(out, emitFolders(delivered));
  await writeFiles(out, emitSurfaces(delivered, catalog.file.url, archives, embedded));
  await moveInto(packed, out);
}
