import { sha256 } from './digest.ts';
import { type Kind, kindWords } from './kind.ts';

/** The fixed addresses of v1, relative to the site's base. Tests assert them literally; they never change. */
export const api = 'api/v1';
export const schemas = 'schemas/v1';

export const apiFiles = {
  index: 'index.json',
  entries: 'entries.json',
  entriesAll: 'entries.all.json',
  sources: 'sources.json',
  diagnostics: 'diagnostics.json',
  advisories: 'advisories.json',
  changes: 'changes.json',
  compliance: 'compliance.json',
  statistics: 'statistics.json',
  shards: 'shards.json',
} as const;

/** The register for other tools, relative to the site's base: a table, and a CycloneDX document. */
export const registerFiles = { csv: 'compliance.csv', bom: 'compliance.cdx.json' } as const;

interface Named {
  readonly kind: Kind;
  readonly source: string;
  readonly name: string;
}

/** The full record of an entry, relative to `api/v1/`. */
export function recordPath({ kind, source, name }: Named): string {
  return `entries/${kind}/${source}/${name}.json`;
}

/** The n-th shard, relative to `api/v1/`. */
export function shardPath(n: number): string {
  return `shards/${n}.json`;
}

/** The page of an entry, relative to the site's base, with a slash at its end. */
export function pagePath({ kind, source, name }: Named): string {
  return `${kindWords[kind].plural}/${source}/${name}/`;
}

/** The unpacked files of a plugin, relative to the site's base, with a slash at its end. */
export function folderPath({ name, digest }: { readonly name: string; readonly digest: string }): string {
  return `dl/${name}-${digest.slice(0, 12)}/`;
}

/** How the files of an entry are packed: for any client, and as zip for plugins and, under its own ending, for skills. */
export const archiveFormats = ['tar.gz', 'zip', 'skill'] as const;
export type ArchiveFormat = (typeof archiveFormats)[number];

/** An archive of an entry, relative to the site's base. Its name holds the digest, so it never changes. */
export function archivePath(
  { name, digest }: { readonly name: string; readonly digest: string },
  format: ArchiveFormat,
): string {
  return `dl/${name}-${digest.slice(0, 12)}.${format}`;
}

/** The same of a stub, which nothing but its own record speaks of. */
export function stubArchivePath({ name, digest }: { readonly name: string; readonly digest: string }): string {
  return `${api}/stubs/${name}-${digest.slice(0, 12)}.tar.gz`;
}

/** What a client is given to see one source or one skill only, relative to the site's base, without a slash at its end. */
export function scopePath(source: string, name?: string): string {
  return `s/${source}${name === undefined ? '' : `/${name}`}`;
}

/**
 * The folder of a discovery index (Agent Skills Discovery 0.2.0), relative to the site's base, with a slash at its end: of
 * the whole catalog, of one source, of one skill.
 */
export function wellKnownPath(source?: string, name?: string): string {
  return `${source === undefined ? '' : `${scopePath(source, name)}/`}.well-known/agent-skills/`;
}

/** The marketplace that Claude Code reads by its address, relative to the site's base. */
export const claudeMarketplacePath = 'claude/marketplace.json';

/** The bare repository that git clones from plain files, relative to the site's base, with a slash at its end. */
export const repositoryPath = 'catalog.git/';

/** What agents read first (llmstxt.org), relative to the site's base. */
export const llmsPath = 'llms.txt';

/** The pages that search engines should know, relative to the site's base. */
export const sitemapPath = 'sitemap.xml';

/** Where the site is all there is at its origin. */
export const robotsPath = 'robots.txt';

/** What Netlify and Cloudflare Pages send with each file. They read it at the root of the origin. */
export const headersPath = '_headers';

/** The page of an entry as Markdown, relative to the site's base. */
export function twinPath(entry: Named): string {
  return `${pagePath(entry)}index.md`;
}

/** Few enough that the fullest shard and the root together stay below 16 kB compressed, whatever the catalog holds. */
const NAMES_PER_SHARD = 16;

/** How many shards hold that many names: a power of two, so that each holds some 8 to 16. */
export function shardCount(names: number): number {
  return 2 ** Math.max(0, Math.ceil(Math.log2(names / NAMES_PER_SHARD)));
}

/** The shard of a bare name: the first bits of the SHA-256 of the name in UTF-8, as many as `count` needs. */
export function shardOf(name: string, count: number): number {
  const first = Number.parseInt(sha256(name).slice(0, 8), 16);
  return Math.floor(first / (2 ** 32 / count));
}

/** The feeds of the whole catalog, or of one source, relative to the site's base. */
export function feedPaths(source?: string): { readonly atom: string; readonly json: string } {
  const folder = source === undefined ? '' : `sources/${source}/`;
  return { atom: `${folder}feed.xml`, json: `${folder}feed.json` };
}
