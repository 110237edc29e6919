import type { ContentFile } from '../domain/composed.ts';
import { type EntryKey, keyParts } from '../domain/coordinate.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import type { MeasuredEntry } from '../domain/entry.ts';
import type { Kind } from '../domain/kind.ts';
import { latestOf, rateRevisions } from '../domain/lifecycle.ts';
import { type LockedRevision, openAbsence } from '../domain/lock.ts';
import type { Source } from '../domain/source.ts';
import type { Tree } from '../domain/tree.ts';
import { measureEntries } from '../introspect/measure-entries.ts';
import { introspectSource, openSource, type ReadContext } from './open-source.ts';

/** One revision of one entry of a source. */
export interface WantedRevision {
  readonly kind: Kind;
  /** As the ledger has it. */
  readonly path: string;
  readonly revision: LockedRevision;
}

/** One revision as it was locked. */
export interface RevisionContent {
  readonly entry: MeasuredEntry;
  /** Empty for a part of a file. */
  readonly files: readonly ContentFile[];
}

export interface RevisionsRead {
  /** By what was wanted; what cannot be had, or is no longer what was locked, is missing. */
  readonly contents: ReadonlyMap<WantedRevision, RevisionContent>;
  /** Why a commit cannot be had. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads revisions of entries at the commits in which they were locked, each commit once. Only what has the digest of
 * the ledger is given out. A local source has no commits: of it only what lies there now can be had.
 */
export async function readRevisions(
  source: Source,
  wanted: readonly WantedRevision[],
  context: ReadContext,
): Promise<RevisionsRead> {
  const contents = new Map<WantedRevision, RevisionContent>();
  const diagnostics: Diagnostic[] = [];
  const commitOf = commitFinder(source);
  for (const [commit, group] of Map.groupBy(wanted, commitOf)) {
    if (!('local' in source.origin) && commit === undefined) continue;
    const opened = await openSource(source, commit, context);
    // That a commit is gone is said of each revision that needs it; the source file names another one, which is right.
    diagnostics.push(...opened.diagnostics.filter(({ rule }) => rule !== 'source-ref-missing'));
    if (!opened.tree) continue;
    try {
      for (const [one, content] of await readAt(source, opened.tree, group)) contents.set(one, content);
    } finally {
      await opened.tree.close();
    }
  }
  return { contents, diagnostics };
}

/** What is still in the source is read where the source stands, which needs no other commit. */
function commitFinder({ lock }: Source): (wanted: WantedRevision) => string | undefined {
  const entries = Object.entries(lock?.entries ?? {}).map(
    ([key, entry]) => [`${keyParts(key as EntryKey).kind} ${entry.path}`, entry] as const,
  );
  // Names share a path only where one has gone; the first goes before, as it always has.
  const byPath = new Map(entries.toReversed());
  return ({ kind, path, revision }) => {
    const entry = byPath.get(`${kind} ${path}`);
    const isThere = entry?.revisions.at(-1)?.digest === revision.digest && !openAbsence(entry);
    return isThere ? lock?.commit : revision.commit;
  };
}

async function readAt(
  source: Source,
  tree: Tree,
  wanted: readonly WantedRevision[],
): Promise<Map<WantedRevision, RevisionContent>> {
  const found = await introspectSource(source, tree);
  const byPath = new Map(found.entries.map((entry) => [`${entry.kind} ${entry.path}`, entry]));
  const entries = wanted.flatMap(({ kind, path }) => byPath.get(`${kind} ${path}`) ?? []);
  const measured = await measureEntries(tree, source.id, [...new Set(entries)]);
  const measuredAt = new Map(measured.entries.map((entry) => [`${entry.kind} ${entry.path}`, entry]));
  const contents = new Map<WantedRevision, RevisionContent>();
  for (const one of wanted) {
    const entry = measuredAt.get(`${one.kind} ${one.path}`);
    if (entry?.digest !== one.revision.digest) continue;
    contents.set(one, { entry, files: await filesOf(tree, entry) });
  }
  return contents;
}

async function filesOf(tree: Tree, { files }: MeasuredEntry): Promise<ContentFile[]> {
  const read: ContentFile[] = [];
  for (const { treePath, path, executable } of files) {
    const { bytes } = await tree.read(treePath);
    if (!bytes) throw new Error(`${treePath} was read a moment ago and cannot be read now.`);
    read.push({ path, bytes, executable });
  }
  return read;
}

export interface OlderContents {
  /** By key the content to publish; undefined for what cannot be had. */
  readonly contents: ReadonlyMap<EntryKey, MeasuredEntry | undefined>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The content of entries whose latest revision is not the newest one, because the newest is a draft or deleted. */
export async function readOlder(source: Source, context: ReadContext): Promise<OlderContents> {
  const wanted = olderLatest(source);
  if (wanted.size === 0) return { contents: new Map(), diagnostics: [] };
  const read = await readRevisions(source, [...wanted.values()], context);
  const contents = new Map([...wanted].map(([key, one]) => [key, read.contents.get(one)?.entry] as const));
  const missing = [...wanted].filter(([key]) => contents.get(key) === undefined);
  const diagnostics = missing.map(
    ([
      key,
      {
        revision: { revision },
      },
    ]) =>
      diagnose('revision-unavailable', {
        message: `Revision ${revision} of ${key} is the latest one, and its content cannot be had.`,
        at: { root: 'catalog', file: `lock/${source.id}.json` },
        source: source.id,
      }),
  );
  return { contents, diagnostics: [...read.diagnostics, ...diagnostics] };
}

function olderLatest({ lock, file, governance }: Source): Map<EntryKey, WantedRevision> {
  const wanted = new Map<EntryKey, WantedRevision>();
  for (const [name, locked] of Object.entries(lock?.entries ?? {})) {
    const key = name as EntryKey;
    const { path, revisions } = locked;
    const said = [file.entries[key], governance.entries[key]] as const;
    // Nearly all entries are spoken of by nobody: their newest revision is the latest.
    if (openAbsence(locked) || (!said[0] && !said[1])) continue;
    const latest = latestOf(rateRevisions(revisions, ...said));
    if (latest.digest === revisions.at(-1)?.digest) continue;
    wanted.set(key, { kind: keyParts(key).kind, path, revision: latest });
  }
  return wanted;
}
