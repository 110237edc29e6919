/** Characters that end an address in one place and not in another, hide in it, or turn the words around it. */
// oxlint-disable-next-line no-control-regex
const REFUSED = /[\u0000-\u0020\u007F-\u00A0\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF"'<>\\^`{|}]/;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** What to write, where an address cannot be used. */
export const SITE_LINK =
  'Write an address that starts with https://, http:// or mailto:, or a path of this site such as sources/.';

/** Where an address of an operator's page or navigation leads. */
export type SiteLink =
  | { readonly to: 'outside'; readonly url: string }
  /** A place of the same page, with its `#`. */
  | { readonly to: 'here'; readonly fragment: string }
  /** Relative to the site's base, without a slash at its beginning. */
  | { readonly to: 'site'; readonly path: string };

/**
 * Reads an address that an operator wrote. Paths are those of the site, with or without a slash at their beginning, and
 * whatever sub-path the site is served from.
 *
 * @returns Undefined for every other scheme, for `//host`, for paths that climb, and for characters that hide.
 */
export function parseSiteLink(text: string): SiteLink | undefined {
  if (text === '' || text.length > LONGEST || REFUSED.test(text)) return undefined;
  if (SCHEME.test(text)) {
    const isKnown = /^https?:\/\/[^/]/i.test(text) || /^mailto:[^\s@]+@[^\s@]+$/i.test(text);
    return isKnown && URL.canParse(text) ? { to: 'outside', url: text } : undefined;
  }
  if (text.startsWith('#')) return { to: 'here', fragment: text };
  const path = text.replace(/^\//, '');
  const [place = ''] = path.split(/[?#]/, 1);
  const climbs = place.split('/').some((part) => /^(?:\.|%2e){1,2}$/i.test(part));
  return path.startsWith('/') || climbs ? undefined : { to: 'site', path };
}

/** In characters. */
const LONGEST = 2000;
