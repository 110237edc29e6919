import { webLink } from '../../domain/web-link.ts';

/** Where a document lies, so that what it points to beside itself can be found. */
export interface DocumentPlace {
  /** The path of the file, relative to the root of the repository. */
  readonly path: string;
  /** Host and path of the repository; absent for a folder of the catalog. */
  readonly repository?: string | undefined;
  readonly commit?: string | undefined;
}

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const allowed = /^(?:https?|mailto):/i;

/** Before ids of the document, so that none of them takes the place of one of the page's own. */
export const idPrefix = 'doc-';

/**
 * Where a link of a third-party document leads on our page: addresses of the web stay, relative ones go to the pinned
 * commit, `#…` stays on the page. All others (`javascript:`, `data:`, `file:`, a path that climbs out) lead nowhere.
 */
export function linkTarget(target: string, place: DocumentPlace): string | undefined {
  // Browsers drop control characters and blanks around an address before they look for its scheme.
  // oxlint-disable-next-line no-control-regex
  const clean = target.replaceAll(/[\u0000-\u0020\u007F-\u009F]+/g, ' ').trim();
  if (clean === '' || clean === '#') return undefined;
  if (clean.startsWith('#')) return `#${idPrefix}${clean.slice(1)}`;
  if (SCHEME.test(clean)) return allowed.test(clean) && URL.canParse(clean) ? clean : undefined;
  if (clean.startsWith('//')) return URL.canParse(`https:${clean}`) ? `https:${clean}` : undefined;
  return pinnedTarget(clean, place);
}

function pinnedTarget(target: string, { path, repository, commit }: DocumentPlace): string | undefined {
  if (repository === undefined || commit === undefined) return undefined;
  const [, file = '', fragment = ''] = /^([^?#]*)(?:\?[^#]*)?(#.*)?$/s.exec(target) ?? [];
  const folder = file.startsWith('/') ? [] : path.split('/').slice(0, -1);
  const segments = [...folder];
  for (const segment of decode(file).split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  const view = file === '' || file.endsWith('/') ? 'folder' : 'file';
  const page = webLink(view, repository, commit, segments.join('/'));
  return page === undefined ? undefined : `${page}${encodeURI(decode(fragment))}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
