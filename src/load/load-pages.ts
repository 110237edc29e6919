import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { suggest } from '../domain/did-you-mean.ts';
import { byText } from '../domain/order.ts';
import type { SitePage } from '../domain/site-content.ts';
import { isSlug, toSlug } from '../domain/slug.ts';
import { isMissing, readCatalogText } from './catalog-files.ts';
import { readPage, type ReadPage } from './read-page.ts';

/** Where the extra pages of a catalog lie. */
const FOLDER = 'pages';
const MOST_PAGES = 100;

export interface LoadedPages {
  readonly pages: readonly SitePage[];
  /** The names of all that are there, also of those that cannot be shown yet. */
  readonly names: readonly string[];
  /** The entries they show, and where. */
  readonly shows: ReadPage['shows'];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the extra pages of a catalog: `pages/<name>.mdx` or `.md`, plain files only, at most 100 of 200 kB each. */
export async function loadPages(dir: string): Promise<LoadedPages> {
  const pages: SitePage[] = [];
  const shows: ReadPage['shows'][number][] = [];
  const leadsTo: ReadPage['leadsTo'][number][] = [];
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  for (const file of await pageFiles(dir, diagnostics)) {
    const ending = file.endsWith('.md') ? '.md' : '.mdx';
    const text = await readCatalogText(dir, file, ending);
    if (typeof text !== 'string') {
      diagnostics.push(text);
      continue;
    }
    const name = file.slice(FOLDER.length + 1, -ending.length);
    const refused = nameTrouble(file, name, seen);
    seen.add(name);
    if (refused) {
      diagnostics.push(refused);
      continue;
    }
    const read = readPage(file, name, text);
    diagnostics.push(...read.diagnostics);
    if (!read.page) continue;
    pages.push(read.page);
    shows.push(...read.shows);
    leadsTo.push(...read.leadsTo);
  }
  diagnostics.push(...leadsTo.flatMap(({ page, at }) => (seen.has(page) ? [] : [pageUnknown(page, [...seen], at)])));
  return { pages, names: [...seen], shows, diagnostics };
}

/** Says that there is no extra page of a name. */
export function pageUnknown(page: string, known: readonly string[], at: Diagnostic['at']): Diagnostic {
  const message = `There is no page "${page}" in ${FOLDER}/.`;
  return diagnose('site-page-unknown', { message, hint: suggest(page, known), at });
}

async function pageFiles(dir: string, diagnostics: Diagnostic[]): Promise<string[]> {
  const refuse = (message: string, hint?: string): void => {
    diagnostics.push(diagnose('catalog-file-unexpected', { message, hint, at: { root: 'catalog', file: FOLDER } }));
  };
  try {
    // A link could bring in files from outside the catalog and publish them.
    if (!(await lstat(join(dir, FOLDER))).isDirectory()) {
      refuse('Only a folder is read there, no file or link.', 'Make it a folder with the pages in it.');
      return [];
    }
    const names = (await readdir(join(dir, FOLDER))).filter((name) => !name.startsWith('.') && name !== 'README.md');
    if (names.length > MOST_PAGES)
      refuse(`It holds ${names.length} files; ${MOST_PAGES} are read.`, 'Join some of them.');
    return names
      .toSorted(byText)
      .slice(0, MOST_PAGES)
      .map((name) => `${FOLDER}/${name}`);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function nameTrouble(file: string, name: string, seen: ReadonlySet<string>): Diagnostic | undefined {
  const at = { root: 'catalog', file } as const;
  if (seen.has(name)) {
    const message = `There is another page of the name "${name}".`;
    return diagnose('site-page-refused', { message, hint: 'Keep one of the two.', at });
  }
  if (isSlug(name)) return undefined;
  const slug = toSlug(name);
  return diagnose('site-page-refused', {
    message: `"${name}" cannot be the address of a page.`,
    hint: slug === undefined ? undefined : `Rename the file to ${slug}.mdx.`,
    at,
  });
}
