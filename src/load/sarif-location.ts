import type { ScannedFile } from '../domain/scan.ts';
import { entriesOf, get, getIn, listOf, textOf, wholeOf } from './json-value.ts';

/** The longest address that is looked at; no file system has longer paths. */
const MAX_URI = 4096;

/** Bases may stand on others. */
const MAX_BASES = 8;

/** The folders that addresses of a run are relative to, and the files it lists. */
export interface Places {
  /** By symbol: a path relative to another base, or an absolute one. */
  readonly bases: ReadonlyMap<string, unknown>;
  /** Absolute folders with a slash at the end. */
  readonly roots: ReadonlySet<string>;
  readonly artifacts: readonly unknown[];
  /** Hashes of the files it lists, by base and address. */
  readonly hashes: ReadonlyMap<string, string>;
}

/** Looks up once what the locations of a run (SARIF 2.1.0, sections 3.14.14 and 3.14.15) refer to. */
export function placesOf(run: unknown): Places {
  const bases = new Map(entriesOf(get(run, 'originalUriBaseIds')));
  const folders = [...bases.values(), ...listOf(get(run, 'invocations')).map((item) => get(item, 'workingDirectory'))];
  const roots = folders.flatMap((folder) => {
    const path = absolutePath(textOf(get(folder, 'uri')) ?? '');
    return path === undefined ? [] : [path.endsWith('/') ? path : `${path}/`];
  });
  const artifacts = listOf(get(run, 'artifacts'));
  const hashes = new Map(
    artifacts.flatMap((artifact): [string, string][] => {
      const hash = hashOf(artifact);
      return hash === undefined ? [] : [[addressKey(get(artifact, 'location')), hash]];
    }),
  );
  return { bases, roots: new Set(roots), artifacts, hashes };
}

/** The files that a run says it looked at. */
export function listedFiles(places: Places): ScannedFile[] {
  return places.artifacts.map((artifact) => ({
    ...fileAt(get(artifact, 'location'), places),
    ...hashed(hashOf(artifact)),
  }));
}

/** The file that an artifact location (SARIF 2.1.0, section 3.4) means. */
export function locatedFile(location: unknown, places: Places): ScannedFile | undefined {
  const artifact = places.artifacts[wholeOf(get(location, 'index'), 0) ?? -1];
  const address = textOf(get(location, 'uri')) === undefined ? get(artifact, 'location') : location;
  const sha256 = hashOf(artifact) ?? places.hashes.get(addressKey(address));
  const file = { ...fileAt(address, places), ...hashed(sha256) };
  return file.path === undefined && sha256 === undefined ? undefined : file;
}

function hashed(sha256: string | undefined): { sha256?: string } {
  return sha256 === undefined ? {} : { sha256 };
}

function hashOf(artifact: unknown): string | undefined {
  const hash = textOf(getIn(artifact, 'hashes', 'sha-256'))?.toLowerCase();
  return hash !== undefined && /^[0-9a-f]{64}$/.test(hash) ? hash : undefined;
}

function addressKey(location: unknown): string {
  return `${textOf(get(location, 'uriBaseId')) ?? ''}\0${textOf(get(location, 'uri')) ?? ''}`;
}

function fileAt(location: unknown, { bases, roots }: Places): ScannedFile {
  const uri = textOf(get(location, 'uri')) ?? '';
  const absolute = absolutePath(uri);
  if (absolute !== undefined) {
    const root = absolute.length > MAX_URI ? 0 : rootLength(absolute, roots);
    return { path: plain(absolute.slice(root)), absolute: root === 0 };
  }
  let path = uri;
  let base = textOf(get(location, 'uriBaseId'));
  let last = base;
  for (let depth = 0; base !== undefined && depth < MAX_BASES; depth += 1) {
    const folder = bases.get(base);
    const below = textOf(get(folder, 'uri')) ?? '';
    // What an absolute base stands for is the root of what was scanned.
    if (absolutePath(below) === undefined && below !== '') path = `${below.replace(/\/$/, '')}/${path}`;
    last = base;
    base = textOf(get(folder, 'uriBaseId'));
  }
  return { path: plain(path), absolute: false, base: last };
}

/** The length of the longest folder that a path lies in; 0 where it lies in none. */
function rootLength(path: string, roots: ReadonlySet<string>): number {
  for (let end = path.length; end > 0; end--) if (path[end - 1] === '/' && roots.has(path.slice(0, end))) return end;
  return 0;
}

/** The path of an address that says where on a machine a file is; of other addresses nothing. */
function absolutePath(uri: string): string | undefined {
  if (/^file:/i.test(uri)) return uri.replace(/^file:(?:\/\/[^/]*)?/i, '');
  return uri.startsWith('/') || /^[a-z]:[\\/]/i.test(uri) ? uri : undefined;
}

/** A path without escapes, dots and backslashes, or undefined where it leaves its folder or is none. */
function plain(uri: string): string | undefined {
  if (uri.length > MAX_URI || /^[a-z][a-z\d+.-]+:/i.test(uri)) return undefined;
  const parts = decoded(uri)
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  return parts.length === 0 || parts.includes('..') || parts.some((part) => part.includes('\0'))
    ? undefined
    : parts.join('/');
}

/** Scanners that know nothing of escapes write a percent sign as it is. */
function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch (error) {
    if (error instanceof URIError) return uri;
    throw error;
  }
}
