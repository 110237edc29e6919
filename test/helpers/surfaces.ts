/**
 * Everything at the top of what is published, and what each may do with an entry that is withdrawn. The longest path
 * that a file begins with counts. A new file or folder must be entered here: that is the moment to ask whether it
 * offers entries.
 */
export const surfaces: Readonly<Record<string, Surface>> = {
  // Offers entries: nothing of a withdrawn one may stand here.
  'index.html': 'offers',
  'api/v1/entries.json': 'offers',
  'dl/': 'offers',
  '.well-known/': 'offers',
  's/': 'offers',
  'claude/': 'offers',
  'catalog.git/': 'offers',
  'llms.txt': 'offers',
  'pages/': 'offers',
  'api/v1/stubs/': 'offers',
  // Tells of it, marked as withdrawn or as history; never with its text.
  'api/v1/index.json': 'tells',
  'api/v1/entries.all.json': 'tells',
  'api/v1/entries/': 'tells',
  'api/v1/shards/': 'tells',
  'api/v1/shards.json': 'neither',
  'api/v1/sources.json': 'tells',
  'api/v1/diagnostics.json': 'tells',
  'api/v1/advisories.json': 'tells',
  'api/v1/changes.json': 'tells',
  'api/v1/compliance.json': 'tells',
  'api/v1/statistics.json': 'neither',
  'compliance.csv': 'tells',
  'compliance.cdx.json': 'tells',
  'feed.xml': 'tells',
  'feed.json': 'tells',
  'skills/': 'tells',
  'subagents/': 'tells',
  'commands/': 'tells',
  'hooks/': 'tells',
  'mcp-servers/': 'tells',
  'plugins/': 'tells',
  'workflows/': 'tells',
  'sources/': 'tells',
  'changes/': 'tells',
  'compliance/': 'tells',
  'health/': 'tells',
  'statistics/': 'neither',
  'tombstones/': 'tells',
  'api/guide/': 'tells',
  'sitemap.xml': 'offers',
  'robots.txt': 'neither',
  _headers: 'neither',
  'rules/': 'tells',
  'pagefind/': 'tells',
  'search/': 'tells',
  'all/': 'tells',
  'tags/': 'tells',
  'tiers/': 'tells',
  // Knows of no entry.
  '404.html': 'neither',
  'assets/': 'neither',
  'about/': 'neither',
  'favicon.svg': 'neither',
  'schemas/': 'neither',
  'submit/': 'neither',
  'theme.js': 'neither',
};

export type Surface = 'offers' | 'tells' | 'neither';

/** @throws Where nobody has said what the file may do. */
export function surfaceOf(path: string): Surface {
  // The page of an entry as Markdown: of what is withdrawn there is none.
  if (path.endsWith('/index.md') && surfaces[`${path.split('/', 1)[0]}/`] === 'tells') return 'offers';
  const known = Object.keys(surfaces).filter((prefix) =>
    prefix.endsWith('/') ? path.startsWith(prefix) : path === prefix,
  );
  const [longest] = known.toSorted((a, b) => b.length - a.length);
  const surface = longest === undefined ? undefined : surfaces[longest];
  if (!surface) throw new Error(`Enter "${path}" in test/helpers/surfaces.ts: does it offer entries?`);
  return surface;
}
