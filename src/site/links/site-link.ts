import { parseSiteLink } from '../../domain/site-link.ts';
import { href } from './href.ts';

/** An address that an operator wrote, as it stands in a page; undefined where it leads nowhere. */
export function operatorHref(target: string): string | undefined {
  const link = parseSiteLink(target);
  if (link?.to === 'site') return href(link.path);
  return link?.to === 'here' ? link.fragment : link?.url;
}

/** True where an address leads to another site or starts a letter. */
export function leadsOut(target: string): boolean {
  return parseSiteLink(target)?.to === 'outside';
}
