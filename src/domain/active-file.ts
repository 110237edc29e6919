/**
 * What browsers open as a document that can run scripts (the HTML standard's "document types", and SVG), and what
 * servers run.
 */
const ACTIVE =
  /^(?:s?html?|stm|xhtml?|xht|svgz?|xml|xslt?|mht(?:ml)?|swf|php\d?|phps|pht|phtml|phar|f?cgi|aspx?|as[hm]x|jspx?)$/i;

/** What servers and hosts read as their settings, wherever it lies or at the top of what they serve. */
const SETTINGS: ReadonlySet<string> = new Set([
  '.htaccess',
  '.htpasswd',
  '.user.ini',
  'web.config',
  '_headers',
  '_redirects',
  '_worker.js',
  '_routes.json',
]);

/**
 * True for a file that a browser would run as a page of this site, or a server as a program or as its settings. Static
 * hosts give a type by the endings of the name, some by any of them (`a.html.fr`), so none of these is published unpacked.
 */
export function isActiveFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const [, ...endings] = name.split('.');
  return SETTINGS.has(name.trim()) || endings.some((ending) => ACTIVE.test(ending.trim()));
}
