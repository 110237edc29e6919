import { api, apiFiles, feedPaths, llmsPath, registerFiles, schemas, wellKnownPath } from '../../domain/paths.ts';
import { contentSecurityPolicy } from '../links/content-security-policy.ts';

interface HeaderRule {
  /** Below the base; a `*` at its end stands for everything. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

const forEver = { 'Cache-Control': 'public, max-age=31536000, immutable' };
const forEverybody = { 'Access-Control-Allow-Origin': '*' };
const typed = (type: string) => ({ 'Content-Type': type });
const json = typed('application/json; charset=utf-8');
/** Files of strangers: looked at as files, they load nothing and run nothing. */
const inert = { 'Content-Security-Policy': "default-src 'none'; sandbox" };

const rules: readonly HeaderRule[] = [
  {
    path: '*',
    headers: {
      // What a page says of itself in its head, and what only a header can say.
      'Content-Security-Policy': `${contentSecurityPolicy}; frame-ancestors 'none'`,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    },
  },
  { path: 'assets/*', headers: forEver },
  // Their names hold the digest of the content.
  { path: 'dl/*', headers: { ...forEver, ...forEverybody, ...inert } },
  { path: `${api}/stubs/*`, headers: forEver },
  { path: 'api/*', headers: forEverybody },
  { path: 'schemas/*', headers: forEverybody },
  { path: '.well-known/*', headers: { ...forEverybody, ...inert } },
  { path: 's/*', headers: { ...forEverybody, ...inert } },
  { path: 'catalog.git/*', headers: { ...forEverybody, ...inert } },
  { path: `${api}/entries/*`, headers: json },
  { path: `${api}/shards/*`, headers: json },
  ...Object.values(apiFiles).map((file) => ({ path: `${api}/${file}`, headers: json })),
  { path: `${schemas}/*`, headers: typed('application/schema+json; charset=utf-8') },
  { path: `${wellKnownPath()}index.json`, headers: json },
  { path: feedPaths().atom, headers: typed('application/atom+xml; charset=utf-8') },
  { path: feedPaths().json, headers: typed('application/feed+json; charset=utf-8') },
  { path: registerFiles.csv, headers: typed('text/csv; charset=utf-8') },
  { path: registerFiles.bom, headers: typed('application/vnd.cyclonedx+json; version=1.7') },
  { path: llmsPath, headers: typed('text/plain; charset=utf-8') },
];

/**
 * `_headers` as Netlify and Cloudflare Pages read it. Both take `*` at the end of a path only, and where several rules
 * meet one file, Cloudflare joins the values of a header and Netlify takes those of the longest path. So no file has two
 * rules for caching or for its type, and two content policies may stand side by side.
 *
 * @param basePath The path of the site at its origin, with a slash at both ends. The file is read at the origin's root.
 */
export function headersFile(basePath: string): string {
  return rules
    .map(({ path, headers }) => {
      const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`);
      return `${basePath}${path}\n${lines.join('')}`;
    })
    .join('\n');
}
