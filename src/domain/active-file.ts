/**
 * What browsers open as a document that can run scripts (the HTML standard's "document types", and SVG), and what
 * servers run.
 */
const ACTIVE =
  /^(?:s?html?|stm|xhtml?|xht|svgz?|xml|xslt?|xsd|rng|sch|wsdl|mht(?:ml)?|swf|php\d?|phps|pht|phtml|phar|f?cgi|aspx?|as[hm]x|jsp[xf]?|cfm|hta|var)$/i;

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

/** Endings that static hosts serve with a type of their own, which no browser runs as a page. */
const TYPED =
  /\.(?:md|markdown|txt|json|ya?ml|toml|csv|tsv|ini|py|sh|[cm]?js|[cm]?ts|[jt]sx|css|rb|go|rs|java|kt|swift|lua|sql|[ch]|[ch]pp|png|jpe?g|gif|webp|avif|ico|bmp|pdf|docx|xlsx|pptx|zip|gz|woff2?|ttf|otf|mp[34]|wav|wasm|bin|exe|dll|so|img|iso|buffer)$/i;

/** True for a file that hosts give a type by its ending. What has none is sniffed, and can be taken for a page. */
export function hasKnownType(path: string): boolean {
  return TYPED.test(path);
}

/** In bytes: as much as a browser looks at (WHATWG, MIME Sniffing, "resource header"). */
const SNIFFED = 1445;
const LIKE_A_PAGE =
  /^[\t\n\f\r ]*<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|!--|\?xml)/i;

/** True for the content of a file without a known type that a browser would take for a page. */
export function isLikeAPage(path: string, bytes: Uint8Array): boolean {
  if (hasKnownType(path)) return false;
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, SNIFFED)).replace(/^\u00EF\u00BB\u00BF/, '');
  return LIKE_A_PAGE.test(start);
}
