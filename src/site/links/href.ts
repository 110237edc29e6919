import type { Coordinate } from '../../domain/coordinate.ts';
import type { Kind } from '../../domain/kind.ts';
import { kindWords } from '../../domain/kind.ts';
import { api, pagePath } from '../../domain/paths.ts';

const base = import.meta.env.BASE_URL.replace(/\/*$/, '/');

/** The address of a path of the site, whatever sub-path it is served from. Every link goes through here. */
export function href(path: string): string {
  return `${base}${path}`;
}

export function entryHref(entry: { readonly kind: Kind; readonly source: string; readonly name: string }): string {
  return href(pagePath(entry));
}

/** The page of a coordinate, listed or not. */
export function pageHref(id: Coordinate): string {
  const [kind = '', source = '', name = ''] = id.split(/[:/]/);
  return href(pagePath({ kind: kind as Kind, source, name }));
}

export function kindHref(kind: Kind): string {
  return href(`${kindWords[kind].plural}/`);
}

/** The entries of one kind of one source. */
export function kindOfSourceHref(kind: Kind, source: string): string {
  return href(`${kindWords[kind].plural}/${source}/`);
}

export function sourceHref(id: string): string {
  return href(`sources/${id}/`);
}

export function ruleHref(id: string): string {
  return href(`rules/${id}/`);
}

/** A file of the JSON index. */
export function apiHref(file: string): string {
  return href(`${api}/${file}`);
}
