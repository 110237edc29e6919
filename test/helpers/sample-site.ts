import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SiteContent } from '../../src/domain/site-content.ts';
import { renderSite } from '../../src/site/render-site.ts';
import { type SampleOptions, writeSampleIndex } from './sample-index.ts';
import { writeBesidePages } from './sample-twins.ts';

export interface SampleSite {
  /** The site with the index in it, as it is published. */
  readonly folder: string;
  remove(): Promise<void>;
}

export interface SampleSiteOptions extends SampleOptions {
  /** Instead of the ordinary index. */
  readonly writeIndex?: (folder: string, baseUrl: string) => Promise<void>;
  readonly look?: SiteContent;
}

/** Renders the site of the sample index. */
export async function renderSampleSite(options: SampleSiteOptions = {}): Promise<SampleSite> {
  const work = await mkdtemp(join(tmpdir(), 'skillyard-site-'));
  const [indexDir, folder] = [join(work, 'index'), join(work, 'out')];
  const baseUrl = options.baseUrl ?? 'https://yard.example.org';
  await (options.writeIndex ? options.writeIndex(indexDir, baseUrl) : writeSampleIndex(indexDir, options));
  const look = options.look && { look: options.look };
  await renderSite({ indexDir, outDir: folder, baseUrl, cacheDir: join(work, 'cache'), ...look });
  await cp(indexDir, folder, { recursive: true });
  await writeBesidePages(folder, baseUrl);
  return { folder, remove: () => rm(work, { recursive: true, force: true }) };
}
