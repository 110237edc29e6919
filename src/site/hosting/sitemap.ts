import { sitemapPath } from '../../domain/paths.ts';

/** What one file may name (sitemaps.org, protocol 0.9). */
const MOST_IN_ONE = 50_000;

export interface SitemapPage {
  /** The public address. */
  readonly url: string;
  /** The day of its last change, `YYYY-MM-DD`, where it is known. */
  readonly changed?: string | undefined;
}

/** An address holds no other character that means something to XML. */
function escapeXml(url: string): string {
  return url.replaceAll('&', '&amp;').replaceAll("'", '&apos;');
}

const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

function urlset(pages: readonly SitemapPage[]): string {
  const rows = pages.map(({ url, changed }) => {
    const last = changed === undefined ? '' : `<lastmod>${changed}</lastmod>`;
    return `<url><loc>${escapeXml(url)}</loc>${last}</url>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset ${NAMESPACE}>\n${rows.join('')}</urlset>\n`;
}

/**
 * The sitemap of some pages: one file, or an index and its parts where one may not name them all. The parts lie beside
 * the index, for a sitemap speaks of its own folder only.
 *
 * @param baseUrl The public address of the marketplace, with a slash at its end.
 * @returns Texts by their path below the base.
 */
export function sitemapFiles(
  pages: readonly SitemapPage[],
  baseUrl: string,
  most = MOST_IN_ONE,
): ReadonlyMap<string, string> {
  if (pages.length <= most) return new Map([[sitemapPath, urlset(pages)]]);
  const parts = Array.from({ length: Math.ceil(pages.length / most) }, (_, n): [string, string] => [
    `sitemap-${n + 1}.xml`,
    urlset(pages.slice(n * most, (n + 1) * most)),
  ]);
  const rows = parts.map(([path]) => `<sitemap><loc>${escapeXml(`${baseUrl}${path}`)}</loc></sitemap>\n`);
  const index = `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex ${NAMESPACE}>\n${rows.join('')}</sitemapindex>\n`;
  return new Map([[sitemapPath, index], ...parts]);
}
