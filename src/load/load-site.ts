import type { CatalogFile } from '../domain/catalog.ts';
import { diagnose, type Diagnostic, type Place } from '../domain/diagnostic.ts';
import { suggest } from '../domain/did-you-mean.ts';
import { pictureRoles, type SiteContent } from '../domain/site-content.ts';
import type { SiteFileLink } from '../domain/site-file.ts';
import { parseSiteLink } from '../domain/site-link.ts';
import { mayExist, ownPages } from '../domain/site-paths.ts';
import { checkColors } from './check-colors.ts';
import { type LoadedPages, loadPages, pageUnknown } from './load-pages.ts';
import type { ParsedFile } from './parse-yaml.ts';
import { readPicture } from './read-picture.ts';

export interface LoadedSite {
  readonly site: SiteContent;
  /** The entries that extra pages show, and where. */
  readonly shows: LoadedPages['shows'];
}

/**
 * Reads how a catalog's site looks and what it adds. What cannot be used is told and left out: a logo must never keep a
 * withdrawal from being published.
 */
export async function loadSite(
  dir: string,
  { value, locate }: Pick<ParsedFile<CatalogFile>, 'value' | 'locate'>,
): Promise<LoadedSite & { readonly diagnostics: readonly Diagnostic[] }> {
  const at = (...path: readonly (string | number)[]): Place => ({
    root: 'catalog',
    file: 'catalog.yaml',
    ...locate(['site', ...path]),
  });
  const { pages, names: there, shows, diagnostics: found } = await loadPages(dir);
  const diagnostics = [...found];
  const theme = value?.site ?? { colors: {}, footer: { links: [] } };

  const { colors, diagnostics: low } = checkColors(theme.colors, (key) => at('colors', key));
  diagnostics.push(...low);

  const pictures: SiteContent['pictures'] & object = {};
  for (const role of pictureRoles) {
    const path = theme[role];
    if (path === undefined) continue;
    const read = await readPicture(dir, path, at(role));
    diagnostics.push(...read.diagnostics);
    if (read.picture) Object.assign(pictures, { [role]: read.picture });
  }

  const names = pages.map(({ name }) => name);
  const known = (links: readonly SiteFileLink[], ...path: readonly string[]): SiteFileLink[] =>
    links.filter(({ page, href }, index) => {
      const isKnown = page === undefined || names.includes(page);
      // A page that is there and cannot be shown has been told of at its own place.
      if (page !== undefined && !there.includes(page))
        diagnostics.push(pageUnknown(page, there, at(...path, index, 'page')));
      if (href !== undefined) diagnostics.push(...checkPath(href, at(...path, index, 'href')));
      return isKnown;
    });
  const navigation = theme.navigation && known(theme.navigation, 'navigation');
  const footer = { ...theme.footer, links: known(theme.footer.links, 'footer', 'links') };
  return { site: { theme: { ...theme, colors, navigation, footer }, pictures, pages }, shows, diagnostics };
}

/** Says of a path of the site that nothing is there. */
function checkPath(href: string, at: Place): Diagnostic[] {
  const link = parseSiteLink(href);
  if (link?.to !== 'site' || mayExist(link.path)) return [];
  const message = `There is no page at "${link.path}" on this site.`;
  return [diagnose('site-path-unknown', { message, hint: suggest(link.path, ownPages), at })];
}
