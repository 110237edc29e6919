import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditedPage } from './audit-pages.ts';

/** The file that a static server answers an address with: the file itself, or the page of the folder. */
function answer(folder: string, path: string): string | undefined {
  const file = join(folder, path);
  if (!existsSync(file)) return undefined;
  if (!statSync(file).isDirectory()) return path;
  const page = `${path.replace(/\/?$/, '/')}index.html`.replace(/^\//, '');
  return path === '' || path.endsWith('/') ? (existsSync(join(folder, page)) ? page : undefined) : undefined;
}

/**
 * What pages link to within the site and what is not there: no file, a folder without its slash, no such id.
 *
 * @param base The public address of the site with a slash at its end; links that begin with it are its own too.
 * @returns One line a broken link: `page → address: why`.
 */
export function brokenLinks(folder: string, pages: ReadonlyMap<string, AuditedPage>, base: string): string[] {
  const broken: string[] = [];
  for (const { file, links } of pages.values()) {
    const from = new URL(file.replace(/(^|\/)index\.html$/, '$1'), base);
    for (const link of new Set(links)) {
      const say = (why: string): number => broken.push(`${file} → ${link}: ${why}`);
      if (!URL.canParse(link, from)) {
        say('not an address');
        continue;
      }
      const url = new URL(link, from);
      if (url.origin !== from.origin) continue;
      if (!url.href.startsWith(base)) {
        say('outside of the base');
        continue;
      }
      const target = answer(folder, decodeURIComponent(url.href.slice(base.length).replace(/[?#].*$/s, '')));
      if (target === undefined) say('no such file');
      else if (url.hash.length > 1 && pages.get(target)?.ids.has(decodeURIComponent(url.hash.slice(1))) === false)
        say('no such id');
    }
  }
  return broken;
}
