/** What browsers open as a document that can run scripts (the HTML standard's "document types", and SVG). */
const ACTIVE = /\.(?:s?html?|xhtml?|xht|svgz?|xml|xslt?|mht(?:ml)?|swf)$/i;

/**
 * True for a file that a browser would run as a page of this site. Static hosts give a type by the ending of the name,
 * so none of them is published unpacked.
 */
export function isActiveFile(path: string): boolean {
  return ACTIVE.test(path);
}
