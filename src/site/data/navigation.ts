import { apiFiles, feedPaths, llmsPath } from '../../domain/paths.ts';
import { apiHref, href } from '../links/href.ts';
import { leadsOut, operatorHref } from '../links/site-link.ts';
import { getLook, type LookLink } from './look.ts';

export interface FrameLink {
  readonly label: string;
  readonly href: string;
  /** It leads to another site, or starts a letter. */
  readonly leadsOut: boolean;
}

function own(label: string, path: string): FrameLink {
  return { label, href: href(path), leadsOut: false };
}

/** The links at the top, where the operator has not chosen others. */
const ownNavigation: readonly FrameLink[] = [
  own('Browse', 'all/'),
  own('Sources', 'sources/'),
  own('Changes', 'changes/'),
  own('Compliance', 'compliance/'),
  own('Health', 'health/'),
  own('API', 'api/guide/'),
  own('About', 'about/'),
  own('Submit', 'submit/'),
];

/** The links at the top of every page. */
export async function getNavigation(): Promise<readonly FrameLink[]> {
  return operatorLinks((await getLook()).navigation) ?? ownNavigation;
}

/** Lists of all kinds, below those of each. */
export const listLinks: readonly FrameLink[] = [own('Everything', 'all/'), own('Tags', 'tags/')];

/** The groups of links at the bottom of every page, beside the lists. */
export const footerGroups: readonly { readonly title: string; readonly links: readonly FrameLink[] }[] = [
  {
    title: 'Record',
    links: [
      own('Sources', 'sources/'),
      own('Changes', 'changes/'),
      own('Tombstones', 'tombstones/'),
      own('Statistics', 'statistics/'),
    ],
  },
  {
    title: 'Checks',
    links: [own('Compliance', 'compliance/'), own('Health', 'health/'), own('Rules', 'rules/')],
  },
  {
    title: 'For programs',
    links: [
      own('API', 'api/guide/'),
      { label: 'JSON index', href: apiHref(apiFiles.index), leadsOut: false },
      own('Atom feed', feedPaths().atom),
      own('JSON feed', feedPaths().json),
      own('llms.txt', llmsPath),
    ],
  },
];

/** About this site: what everybody has, the extra pages, and what the operator adds. */
export async function getFooterLinks(): Promise<readonly FrameLink[]> {
  const { pages, footer } = await getLook();
  return [
    own('About', 'about/'),
    own('Submit', 'submit/'),
    ...pages.map(({ name, title }) => own(title, `pages/${name}/`)),
    ...(operatorLinks(footer.links) ?? []),
  ];
}

function operatorLinks(links: readonly LookLink[] | undefined): FrameLink[] | undefined {
  return links?.flatMap(({ label, target }) => {
    const address = operatorHref(target);
    return address === undefined ? [] : [{ label, href: address, leadsOut: leadsOut(target) }];
  });
}

/**
 * What a link says of itself to those who do not see it marked: that it leads to this page, or to one above it.
 *
 * @param path The path of the page.
 */
export function currentMark(link: FrameLink, path: string): 'page' | 'true' | undefined {
  if (link.leadsOut || !link.href.endsWith('/')) return undefined;
  if (link.href === path) return 'page';
  return link.href !== href('') && path.startsWith(link.href) ? 'true' : undefined;
}
