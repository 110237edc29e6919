import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from './browser.ts';
import { renderSampleSite, type SampleSiteOptions } from './sample-site.ts';
import { serveFolder } from './static-server.ts';

/** The sample site on a server, and a browser. Filled before the first test of the file begins. */
export interface ShownSite {
  browser: Browser;
  /** The address of the site, with a slash at its end. */
  url: string;
  /** The site as it is published. */
  folder: string;
}

/**
 * @param base The path the site lies below.
 * @param options Of the index, and of what the catalog adds to its site.
 */
export function showSampleSite(base = '/', options: SampleSiteOptions = {}): ShownSite {
  const shown = {} as ShownSite;
  const atEnd: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    const baseUrl = base === '/' ? {} : { baseUrl: `https://yard.example.org${base}` };
    const [site, browser] = await Promise.all([renderSampleSite({ ...options, ...baseUrl }), launchBrowser()]);
    const server = await serveFolder(site.folder, base);
    Object.assign(shown, { browser, url: server.url, folder: site.folder });
    atEnd.push(
      () => browser.close(),
      () => server.close(),
      () => site.remove(),
    );
  }, 120_000);
  afterAll(async () => {
    for (const end of atEnd) await end();
  });
  return shown;
}
