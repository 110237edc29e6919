/**
 * The public address of a path of the site.
 *
 * @param path Relative to the site's base.
 * @param baseUrl The public address of the marketplace, with or without a slash at its end.
 */
export function absoluteAddress(path: string, baseUrl: string): string {
  return `${baseUrl.replace(/\/$/, '')}/${path}`;
}
