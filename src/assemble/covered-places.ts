import type { SourceOutcome } from '../domain/assembled.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import { fileOf, isPartOfFile } from '../domain/entry-path.ts';
import type { Reference } from '../domain/reference.ts';
import { by } from '../domain/order.ts';
import { isWithin } from '../domain/path-within.ts';
import { parseRemote } from '../domain/place.ts';
import { parseSourceAddress, sourcePath } from '../domain/source-address.ts';

/** A place in a repository, in one spelling. */
interface Place {
  readonly ref?: string | undefined;
  readonly sha?: string | undefined;
  /** Empty for the root. */
  readonly path: string;
}

/** The source that covers a place, and what it lists there. */
export interface Cover {
  readonly outcome: SourceOutcome;
  /** The place as the source makes it out: it can know where a ref with a slash in it ends. */
  readonly place: Place;
  /** Entries that are the path or lie below it; the same list every time. */
  readonly entries: readonly CatalogEntry[];
  /** The plugins among them that are the path. */
  readonly plugins: readonly CatalogEntry[];
}

const NOTHING: readonly CatalogEntry[] = [];

interface SourceIndex {
  readonly byFolder: ReadonlyMap<string, readonly CatalogEntry[]>;
  readonly pluginsByHome: ReadonlyMap<string, readonly CatalogEntry[]>;
}

/** Finds the source of the catalog that covers what a reference points to; undefined where none does. */
export type FindCover = (reference: Reference) => Cover | undefined;

/** Indexes the sources by repository, and their entries by every folder above them, once for all references. */
export function coveredPlaces(outcomes: readonly SourceOutcome[]): FindCover {
  const byRepository = Map.groupBy(outcomes, ({ source }) => networkRepository(source) ?? '');
  const indexes = new Map<string, SourceIndex>();
  return (reference) => {
    const target = targetOf(reference);
    const listed = target ? (byRepository.get(target.repository) ?? []) : [];
    const [best] = listed
      .flatMap((outcome) => (target ? candidate(outcome, target.place) : []))
      .toSorted(by(({ rank }) => rank));
    if (!best) return undefined;
    const { outcome, place } = best;
    const index = indexes.get(outcome.source.id) ?? indexSource(outcome.entries);
    indexes.set(outcome.source.id, index);
    const entries = index.byFolder.get(place.path) ?? NOTHING;
    return { outcome, place, entries, plugins: index.pluginsByHome.get(place.path) ?? [] };
  };
}

function indexSource(entries: readonly CatalogEntry[]): SourceIndex {
  const plugins = entries.filter(({ kind }) => kind === 'plugin');
  return { byFolder: entriesByFolder(entries), pluginsByHome: Map.groupBy(plugins, homeOf) };
}

/** Only what others can reach too is a place: a path or bundle on this machine is nothing that a source can refer to. */
function networkRepository({ origin }: SourceOutcome['source']): string | undefined {
  if (!('remote' in origin)) return undefined;
  const { transport, repository } = origin.remote;
  return transport === 'file' || transport === 'bundle' ? undefined : repository;
}

function targetOf({ type, url = '', ref, sha, path }: Reference): { repository: string; place: Place } | undefined {
  if (type === 'npm') return undefined;
  // `git-subdir` of a marketplace may name a repository of GitHub by owner and name alone.
  const address = parseSourceAddress(/^[\w.-]+\/[\w.-]+$/.test(url) ? `https://github.com/${url}` : url);
  const below = sourcePath((path ?? address?.path ?? '').replace(/^\.?\/+/, ''));
  const repository = address && parseRemote(address.url)?.repository;
  if (repository === undefined || below === undefined) return undefined;
  return { repository, place: { ref: ref ?? address?.ref, sha, path: below } };
}

/**
 * A source covers a place by its path alone, whatever the ref: the place is what identifies. Where several do, the one
 * with the ref or commit that is meant goes first; then the one with the longest path; one that lists only a part of the
 * place comes last.
 */
function candidate(outcome: SourceOutcome, written: Place): { outcome: SourceOutcome; place: Place; rank: string }[] {
  const { source } = outcome;
  const place = withWholeRef(written, source.ref);
  const isWhole = isWithin(place.path, source.path);
  if (!isWhole && !isWithin(source.path, place.path)) return [];
  const isCommit = place.sha !== undefined && place.sha === source.lock?.commit;
  const isRef = isCommit || (place.sha ?? place.ref ?? 'HEAD') === source.ref;
  const length = isWhole ? 9999 - source.path.length : source.path.length;
  const rank = [isWhole ? 0 : 1, isRef ? 0 : 1, String(length).padStart(4, '0'), source.id].join(' ');
  return [{ outcome, place, rank }];
}

/**
 * In `/tree/release/2/skills` the ref can be `release` or `release/2`. Git allows no branch `release` beside a branch
 * `release/2`, so where a source lists the longer one, that is the one.
 */
function withWholeRef(place: Place, listed: string): Place {
  const written = place.ref === undefined ? '' : `${place.ref}/${place.path}`;
  if (!listed.startsWith(`${place.ref}/`) || !isWithin(written, listed)) return place;
  return { ...place, ref: listed, path: written.slice(listed.length + 1) };
}

function entriesByFolder(entries: readonly CatalogEntry[]): Map<string, CatalogEntry[]> {
  const index = new Map<string, CatalogEntry[]>();
  for (const entry of entries) {
    const folders = new Set([homeOf(entry), ...entry.variants].flatMap(foldersOf));
    for (const folder of folders) {
      const list = index.get(folder);
      if (list) list.push(entry);
      else index.set(folder, [entry]);
    }
  }
  return index;
}

/** A path and every folder above it, the root included. */
function foldersOf(path: string): string[] {
  const folders = [''];
  for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) folders.push(path.slice(0, end));
  return path === '' ? folders : [...folders, path];
}

/** The folder or file that an entry is; of a plugin that only a marketplace defines, the folder of its files. */
function homeOf({ kind, path, files }: Pick<CatalogEntry, 'kind' | 'path' | 'files'>): string {
  const [file] = files;
  if (kind === 'plugin' && isPartOfFile(path) && file)
    return file.treePath.slice(0, -file.path.length).replace(/\/$/, '');
  const home = fileOf(path);
  return home === '.' ? '' : home;
}
