import { readFile } from 'node:fs/promises';
import { posix, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { AuditedPage } from './audit-pages.ts';

const imports = /\bimport\s*(?:[\w$*{},\s]+?\bfrom\s*)?["'](\.[^"']+)["']/g;

/** The scripts and styles that a page loads by itself, with what these import, as paths below the site. */
async function loaded(folder: string, { file, links }: AuditedPage, base: string): Promise<ReadonlySet<string>> {
  const page = new URL(file, base);
  const found = new Set<string>();
  const take = async (path: string): Promise<void> => {
    if (found.has(path)) return;
    found.add(path);
    if (!path.endsWith('.js')) return;
    const text = await readFile(join(folder, path), 'utf8');
    for (const [, next = ''] of text.matchAll(imports)) await take(posix.join(posix.dirname(path), next));
  };
  for (const link of links) {
    const { href, pathname } = new URL(link, page);
    if (href.startsWith(base) && /\.(?:css|js)$/.test(pathname)) await take(href.slice(base.length));
  }
  return found;
}

/** Bytes of script and style that a page loads before anybody does anything, each file compressed by gzip. */
export async function scriptAndStyle(folder: string, page: AuditedPage, base: string): Promise<number> {
  let bytes = 0;
  for (const path of await loaded(folder, page, base)) bytes += gzipSync(await readFile(join(folder, path))).length;
  return bytes;
}
