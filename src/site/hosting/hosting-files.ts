import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import pLimit from 'p-limit';
import { by } from '../../domain/order.ts';
import { headersPath, pagePath, robotsPath, sitemapPath } from '../../domain/paths.ts';
import { readEntries } from '../data/index-files.ts';
import { headersFile } from './headers-file.ts';
import { sitemapFiles } from './sitemap.ts';

const AT_ONCE = 32;

/** A page that says in its head that it is not to be found. What its body quotes is escaped. */
async function isHidden(file: string): Promise<boolean> {
  const [head = ''] = (await readFile(file, 'utf8')).split('</head>', 1);
  return head.includes('<meta name="robots" content="noindex"');
}

/** The pages that search engines should know, by path below the base. */
async function pagesToFind(folder: string, paths: readonly string[]): Promise<string[]> {
  const limit = pLimit(AT_ONCE);
  // Astro writes the page of what is missing as a file of its own.
  const pages = paths.filter((path) => path === '' || (path.endsWith('/') && path !== '404/'));
  const hidden = await Promise.all(pages.map((path) => limit(() => isHidden(join(folder, path, 'index.html')))));
  return pages.filter((_, index) => !hidden[index]).toSorted(by((path) => path));
}

/**
 * Writes what static hosts and search engines read: the sitemap of the pages that were built, `_headers`, and
 * `robots.txt` where the site is all there is at its origin.
 *
 * @param folder The folder that holds the finished pages.
 * @param base The public address, with a slash at its end.
 */
async function writeHostingFiles(folder: string, paths: readonly string[], base: URL): Promise<void> {
  const changed = new Map((await readEntries()).map((entry) => [pagePath(entry), entry.updatedAt.slice(0, 10)]));
  const pages = (await pagesToFind(folder, paths)).map((path) => ({
    url: new URL(path, base).href,
    changed: changed.get(path),
  }));
  for (const [path, text] of sitemapFiles(pages, base.href)) await writeFile(join(folder, path), text);
  await writeFile(join(folder, headersPath), headersFile(base.pathname));
  if (base.pathname !== '/') return;
  await writeFile(join(folder, robotsPath), `User-agent: *\nAllow: /\n\nSitemap: ${base.href}${sitemapPath}\n`);
}

/** Writes these files whenever Astro has built the pages. */
export function hostingFiles(publicUrl: URL): AstroIntegration {
  const base = new URL(publicUrl.href.replace(/\/*$/, '/'));
  return {
    name: 'skillyard-hosting',
    hooks: {
      'astro:build:done': ({ dir, pages }) =>
        writeHostingFiles(
          fileURLToPath(dir),
          pages.map(({ pathname }) => pathname),
          base,
        ),
    },
  };
}
