/**
 * Measures the search of a large catalog in the real browser, over a loopback server that compresses:
 *
 *     npx node scripts/bench/search.ts [--entries 5000] [--site <folder rendered before>] [--keep <folder>]
 *
 * Exit code 1 where a bar is missed. Rendering takes minutes; --keep leaves the site there for the next run's --site.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { renderSite } from '../../src/site/render-site.ts';
import { launchBrowser } from '../../test/helpers/browser.ts';
import { writeSampleIndex } from '../../test/helpers/sample-index.ts';
import { serveMeasured } from './measured-server.ts';
import { sampleCatalog, sampleWord } from './sample-catalog.ts';
import { type SearchTimes, timeSearches } from './time-searches.ts';

const MAX_COLD_MS = 300;
const MAX_WARM_MS = 100;
const MAX_BEFORE_BYTES = 60_000;
const MAX_PAGE_BYTES = 200_000;

/** Names, words of descriptions from common to rare, several words, operators, and words that stand in documents only. */
const queries = [
  ...[1, 5, 40, 300, 900, 2500, 4000].map(sampleWord),
  ...[0, 2, 12, 77, 640].map((n) => `${sampleWord(n)} ${sampleWord(n + 1)}`),
  '7-',
  'source-ba',
  'use when',
  'long',
  '1203',
  '4711 height',
  'station 3120',
  'swell 2604',
];

async function render(folder: string, entries: number): Promise<void> {
  const indexDir = join(folder, 'index');
  console.log(`Writing an index of ${entries} entries`);
  await writeSampleIndex(indexDir, { entries: await sampleCatalog(entries) });
  const begin = performance.now();
  await renderSite({
    indexDir,
    outDir: join(folder, 'site'),
    baseUrl: 'https://yard.example.org',
    cacheDir: join(folder, 'cache'),
    onProgress: (step) => console.log(step),
  });
  console.log(`Rendered in ${((performance.now() - begin) / 1000).toFixed(0)} s`);
}

async function largestPages(site: string): Promise<{ readonly path: string; readonly bytes: number }[]> {
  const pages: { path: string; bytes: number }[] = [];
  for (const name of await readdir(site, { recursive: true }))
    if (name.endsWith('.html'))
      pages.push({ path: name, bytes: gzipSync(await readFile(join(site, name))).byteLength });
  return pages.toSorted((a, b) => b.bytes - a.bytes).slice(0, 5);
}

/** The value that 95 of 100 do not exceed. */
function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Infinity;
}

const kilo = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

function sum(sent: SearchTimes['before'], pattern: RegExp): number {
  return sent.filter(({ path }) => pattern.test(path)).reduce((all, { bytes }) => all + bytes, 0);
}

function report(
  { cold, warm, before, first }: SearchTimes,
  pages: readonly { path: string; bytes: number }[],
): boolean {
  const [coldest, warmest] = [p95(cold), p95(warm.map(({ milliseconds }) => milliseconds ?? Infinity))];
  const scripts = sum(before, /\.(?:js|css)$/);
  const largest = pages[0]?.bytes ?? 0;
  const each = warm.map(({ query, milliseconds }) => `  ${milliseconds?.toFixed(0) ?? 'none'} ms  ${query}`);
  console.log(
    [
      `first result of a cold first query: p95 of ${cold.length} ${coldest.toFixed(0)} ms of at most ${MAX_COLD_MS} (${cold.map((ms) => ms.toFixed(0)).join(', ')})`,
      `first result of later ones: p95 of ${warm.length} ${warmest.toFixed(0)} ms of at most ${MAX_WARM_MS}`,
      ...each,
      `script and style before search: ${kilo(scripts)} of at most ${kilo(MAX_BEFORE_BYTES)}`,
      `first search: ${kilo(sum(first, /./))} in ${first.length} answers, of it names and facets ${kilo(sum(first, /^\/search\/catalog/))}, descriptions ${kilo(sum(first, /^\/search\/texts/))}, Pagefind ${kilo(sum(first, /^\/pagefind/))}`,
      `largest page: ${kilo(largest)} of at most ${kilo(MAX_PAGE_BYTES)}`,
      ...pages.map(({ path, bytes }) => `  ${kilo(bytes)}  ${path}`),
    ].join('\n'),
  );
  return coldest <= MAX_COLD_MS && warmest <= MAX_WARM_MS && scripts <= MAX_BEFORE_BYTES && largest <= MAX_PAGE_BYTES;
}

const { values } = parseArgs({
  options: { entries: { type: 'string', default: '5000' }, site: { type: 'string' }, keep: { type: 'string' } },
});
const work = values.keep ?? (await mkdtemp(join(tmpdir(), 'skillyard-bench-')));
const site = values.site ?? join(work, 'site');
try {
  if (values.site === undefined) await render(work, Number(values.entries));
  const files = (await readdir(join(site, 'search'))).map((name) => `/search/${name}`);
  const server = await serveMeasured(site, ['/', '/pagefind/pagefind.js', '/pagefind/pagefind-worker.js', ...files]);
  const browser = await launchBrowser();
  try {
    const times = await timeSearches(browser, server, queries);
    process.exitCode = report(times, await largestPages(site)) ? 0 : 1;
  } finally {
    await browser.close();
    await server.close();
  }
} finally {
  if (values.keep === undefined) await rm(work, { recursive: true, force: true });
}
