import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { expect } from 'vitest';
import { assemble } from '../../src/build.ts';
import { deliver, type Delivery } from '../../src/deliver.ts';
import type { AssembledCatalog } from '../../src/domain/assembled.ts';
import { sync } from '../../src/sync.ts';
import { scratchFolder } from './catalog-folder.ts';
import { type CatalogRepo, catalogRepo } from './catalog-repo.ts';
import { skill } from './memory-tree.ts';

const onStep = (): void => undefined;

/** A committed catalog with everything locked. */
export async function locked(
  files: Readonly<Record<string, string>>,
  executable: readonly string[] = [],
): Promise<CatalogRepo> {
  const catalog = catalogRepo(files);
  for (const path of executable) chmodSync(join(catalog.dir, path), 0o755);
  const { diagnostics } = await sync({
    catalogDir: catalog.dir,
    cacheDir: scratchFolder(),
    only: [],
    now: '2026-11-01T00:00:00Z',
    onStep,
  });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  catalog.commit();
  return catalog;
}

export interface Delivered extends Delivery {
  /** As it was read. */
  readonly read: AssembledCatalog;
  /** What was written, by path. */
  readonly files: ReadonlyMap<string, Buffer>;
  readonly folder: string;
}

/** Assembles and delivers; `between` happens after everything was read. */
export async function delivered(
  { dir }: CatalogRepo,
  cacheDir = scratchFolder(),
  between: () => void = onStep,
): Promise<Delivered> {
  const { catalog, loaded } = await assemble({ catalogDir: dir, cacheDir, onStep });
  if (!catalog || !loaded) throw new Error('There is no catalog.');
  between();
  const folder = join(scratchFolder(), 'packed');
  const delivery = await deliver(catalog, { catalog: loaded, cacheDir, today: '2026-11-20' }, folder);
  return { ...delivery, read: catalog, files: filesBelow(folder), folder };
}

function filesBelow(folder: string): Map<string, Buffer> {
  if (!existsSync(folder)) return new Map();
  const nodes = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((node) => node.isFile());
  const paths = nodes.map((node) => join(node.parentPath, node.name)).toSorted();
  return new Map(paths.map((path) => [relative(folder, path), readFileSync(path)]));
}

/** By path the text of a file of an archive, with its mode. */
export async function unpacked(archive: Uint8Array | undefined): Promise<Record<string, string>> {
  const reader = extract();
  reader.end(gunzipSync(archive ?? Buffer.alloc(0)));
  const found: Record<string, string> = {};
  for await (const entry of reader) {
    const parts: Uint8Array[] = [];
    for await (const part of entry) parts.push(part as Uint8Array);
    found[entry.header.name] = `${entry.header.mode?.toString(8)} ${Buffer.concat(parts).toString()}`;
  }
  return found;
}

/** The text of a skill that may be copied. */
export const moor = skill('name: moor\ndescription: Ties ships up.\nlicense: MIT');
/** A local source with a skill and a plugin. */
export const harbour = {
  'sources/quay.yaml': 'local: quay\n',
  'quay/skills/moor/SKILL.md': moor,
  'quay/skills/moor/scripts/run.sh': '#!/bin/sh\necho moored\n',
  'quay/skills/moor/page.html': '<script>alert(1)</script>\n',
  'quay/kit/.claude-plugin/plugin.json': '{"name":"kit","description":"Dock kit.","version":"1.0.0","license":"MIT"}',
  'quay/kit/commands/cast-off.md': 'Cast off.\n',
};
