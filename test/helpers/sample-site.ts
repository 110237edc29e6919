import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderSite } from '../../src/site/render-site.ts';
import { type SampleOptions, writeSampleIndex } from './sample-index.ts';
import { writeBesidePages } from './sample-twins.ts';

export interface SampleSite {
  /** The site with the index in it, as it is published. */
  readonly folder: string;
  remove(): Promise<void>;
}

/** Renders the site of the sample index. */
export async function renderSampleSite(options: SampleOptions = {}): Promise<SampleSite> {
  const work = await mkdtemp(join(tmpdir(), 'skillyard-site-'));
  const [indexDir, folder] = [join(work, 'index'), join(work, 'out')];
  await writeSampleIndex(indexDir, options);
  const baseUrl = options.baseUrl ?? 'https://yard.example.org';
  await renderSite({ indexDir, outDir: folder, baseUrl, cacheDir: join(work, 'cache') });
  await cp(indexDir, folder, { recursive: true });
  await writeBesidePages(folder, baseUrl);
  return { folder, remove: () => rm(work, { recursive: true, force: true }) };
}
