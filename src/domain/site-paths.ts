import { Kind, kindWords } from './kind.ts';
import {
  api,
  claudeMarketplacePath,
  feedPaths,
  llmsPath,
  registerFiles,
  repositoryPath,
  schemas,
  sitemapPath,
  wellKnownPath,
} from './paths.ts';

/** Pages of every site, relative to its base, with nothing below them. */
const pages = ['about/', 'api/guide/', 'changes/', 'compliance/', 'health/', 'statistics/', 'submit/'];

/** Lists of every site, with pages below them whose names depend on what is listed. */
const lists = ['all/', 'rules/', 'sources/', 'tags/', 'tiers/', 'tombstones/', 'pages/'];

const kinds = Kind.options.map((kind) => `${kindWords[kind].plural}/`);

const files = [
  ...Object.values(feedPaths()),
  ...Object.values(registerFiles),
  claudeMarketplacePath,
  llmsPath,
  sitemapPath,
];

/** What programs read, and what hosts give out as it is. */
const folders = [`${api}/`, `${schemas}/`, repositoryPath, wellKnownPath(), 's/', 'dl/'];

/** What an operator may have meant to lead to. */
export const ownPages: readonly string[] = [...pages, ...lists, ...kinds, ...files].filter(
  (path) => !['pages/', 'tiers/'].includes(path),
);

/**
 * Whether every site of a catalog can have something at a path, as far as that is known before anything is read: the
 * names of entries, sources and tags below a list are not judged.
 *
 * @param path Relative to the site's base, as `parseSiteLink` gives it, with or without a slash at its end.
 */
export function mayExist(path: string): boolean {
  const [place = ''] = path.split(/[?#]/, 1);
  const folder = place === '' || place.endsWith('/') ? place : `${place}/`;
  if (folder === '' || files.includes(place) || pages.includes(folder)) return true;
  return [...lists, ...kinds, ...folders].some((list) => folder.startsWith(list));
}
