import { fileOf } from '../domain/entry-path.ts';
import type { CatalogEntry, EntryFile } from '../domain/entry.ts';
import { isWithinAny } from '../domain/path-within.ts';
import type { ScannedFile, ScannedResult, ScanRun } from '../domain/scan.ts';

/** An entry and the file of it that a result lies in; no file where the result is about the entry as a whole. */
export interface ScanTarget {
  readonly entry: CatalogEntry;
  readonly file?: string | undefined;
}

/** Why a result is about nothing that is listed. */
export type Mismatch = 'file' | 'content' | 'unknown';

/** The listed content, by everything that results can name it by. */
export interface ContentIndex {
  readonly byDigest: ReadonlyMap<string, readonly CatalogEntry[]>;
  readonly byHash: ReadonlyMap<string, readonly OwnedFile[]>;
  readonly byPath: ReadonlyMap<string, readonly OwnedFile[]>;
  /** The ids of sources, by host and path of their repository. */
  readonly byRepository: ReadonlyMap<string, readonly string[]>;
}

interface Seen {
  readonly commit: string;
  readonly sources: readonly string[];
}

interface OwnedFile {
  readonly entry: CatalogEntry;
  readonly file: EntryFile;
}

/** Looks up once what all results need. The files of a plugin's members belong to the members alone. */
export function indexContent(entries: readonly CatalogEntry[]): ContentIndex {
  const byHash = new Map<string, OwnedFile[]>();
  const byPath = new Map<string, OwnedFile[]>();
  for (const entry of entries) {
    const ofMembers = new Set(entry.members.map(({ path }) => fileOf(path)));
    for (const [index, file] of entry.files.entries()) {
      if (isWithinAny(file.treePath, ofMembers)) continue;
      push(byPath, pathKey(entry.source.id, file.treePath), { entry, file });
      const record = entry.fileRecords[index];
      if (record) push(byHash, record.sha256, { entry, file });
    }
  }
  const byRepository = new Map<string, string[]>();
  for (const { id, origin } of new Set(entries.map(({ source }) => source))) {
    if ('remote' in origin) push(byRepository, origin.remote.repository, id);
  }
  return { byDigest: Map.groupBy(entries, ({ digest }) => digest), byHash, byPath, byRepository };
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const items = map.get(key);
  if (items) items.push(item);
  else map.set(key, [item]);
}

function pathKey(source: string, treePath: string): string {
  return `${source}\0${treePath}`;
}

/**
 * What a result is about. A content digest decides where there is one, then the hash of the file, then the commit it
 * was made from: only what is proven to be about the listed content has targets.
 */
export function targetsOf(
  run: ScanRun,
  { file, digest = run.digest }: ScannedResult,
  index: ContentIndex,
): ScanTarget[] | Mismatch {
  if (digest !== undefined) {
    const entries = index.byDigest.get(digest) ?? [];
    return entries.length === 0 ? 'content' : entries.flatMap((entry) => inEntry(entry, file, index));
  }
  return file ? fileTargets(run, file, index) : 'unknown';
}

/** The entries whose content a run is proven to have covered, whatever it has found there. */
export function coveredBy(run: ScanRun, index: ContentIndex): Set<CatalogEntry> {
  if (!run.complete) return new Set();
  if (run.digest !== undefined) return new Set(index.byDigest.get(run.digest));
  const seen = new Map<CatalogEntry, Set<string>>();
  for (const file of run.files) {
    const found = fileTargets(run, file, index);
    for (const target of typeof found === 'string' ? [] : found) {
      const paths = seen.get(target.entry) ?? new Set();
      seen.set(target.entry, paths.add(target.file ?? ''));
    }
  }
  // A scanner that was given one file of a skill has said nothing of the others.
  return new Set([...seen].flatMap(([entry, paths]) => (paths.size === entry.files.length ? [entry] : [])));
}

function fileTargets(run: ScanRun, file: ScannedFile, index: ContentIndex): ScanTarget[] | Mismatch {
  if (file.sha256 !== undefined) {
    const sameContent = index.byHash.get(file.sha256) ?? [];
    const { path } = file;
    const found = sameContent.filter((owned) => path === undefined || endsIn(path, owned.file.path));
    // A licence lies in many entries; where the whole path says which one is meant, it is that one.
    const exact = found.filter((owned) => !file.absolute && path === owned.file.treePath);
    return found.length === 0 ? 'content' : (exact.length > 0 ? exact : found).map(toTarget);
  }
  if (file.path === undefined || file.absolute) return 'unknown';
  const { path } = file;
  const seen = seenBy(run, file, index);
  if (!seen) return 'unknown';
  const found = seen.sources.flatMap((source) => index.byPath.get(pathKey(source, path)) ?? []);
  if (found.length === 0) return 'file';
  const same = found.filter(({ entry }) => isSame(entry, seen.commit));
  return same.length === 0 ? 'content' : same.map(toTarget);
}

/** The sources a run has seen, and the commit at which it saw them. */
function seenBy({ commits, folder }: ScanRun, { base }: ScannedFile, index: ContentIndex): Seen | undefined {
  const meant = commits.length > 1 ? commits.filter((commit) => commit.base === base) : commits;
  const [seen] = meant;
  if (!seen || meant.length > 1) return undefined;
  const { repository, commit } = seen;
  if (repository !== undefined) return { commit, sources: index.byRepository.get(repository) ?? [] };
  return folder === undefined ? undefined : { commit, sources: [folder] };
}

/** True where the entry was the same at that commit: it is the locked one, or the one in which the entry came to be. */
function isSame({ commit, revisions }: CatalogEntry, seen: string): boolean {
  return commit === seen || revisions.at(-1)?.commit === seen;
}

/** The entry of a digest, or the member of it that the file belongs to. */
function inEntry(entry: CatalogEntry, file: ScannedFile | undefined, index: ContentIndex): ScanTarget[] {
  const path = file?.path;
  const matching = path === undefined ? [] : entry.files.filter((own) => endsIn(path, own.path));
  const closest = matching.toSorted((a, b) => b.path.length - a.path.length)[0];
  if (!closest) return [{ entry }];
  const owners = index.byPath.get(pathKey(entry.source.id, closest.treePath)) ?? [];
  const members = owners.filter((owned) => owned.entry !== entry && isMember(owned.entry, entry));
  return members.length > 0 ? members.map(toTarget) : [{ entry, file: closest.treePath }];
}

function isMember({ kind, path }: CatalogEntry, { members }: CatalogEntry): boolean {
  return members.some((member) => member.kind === kind && member.path === path);
}

function toTarget({ entry, file }: OwnedFile): ScanTarget {
  return { entry, file: file.treePath };
}

/** True where the path is the end, or it lies in further folders: scanners name files from wherever they were started. */
function endsIn(path: string, end: string): boolean {
  return path === end || path.endsWith(`/${end}`);
}
