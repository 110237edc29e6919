import type { Sighting } from '../assemble/append-ledger.ts';
import type { Diagnostic } from '../domain/diagnostic.ts';
import { type EntryKey, entryKey, keyParts } from '../domain/coordinate.ts';
import type { FoundEntry, MeasuredEntry } from '../domain/entry.ts';
import { highestOf, type Statement } from '../domain/governance.ts';
import type { QuarantinedEntry } from '../domain/source-record.ts';
import type { Source } from '../domain/source.ts';
import type { Tree } from '../domain/tree.ts';
import { measureEntries } from '../introspect/measure-entries.ts';
import { introspectSource } from '../read/open-source.ts';
import { voicesOf } from '../validate/statements.ts';
import { isCurrent } from './synced-source.ts';

/** Everything that can be seen of a source in one tree. */
export interface Sighted {
  readonly sightings: readonly Sighting[];
  /** What is there and cannot be read. */
  readonly unread: readonly QuarantinedEntry[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The digests of all entries; those whose git id the ledger knows are not read again. */
export async function sightEntries(source: Source, tree: Tree): Promise<Sighted> {
  const found = await introspectSource(source, tree);
  const digests = knownDigests(source);
  const outer = foldersAroundSkills(tree);
  const digestOf = ({ kind, path, treeId }: FoundEntry): string | undefined =>
    treeId === undefined || outer.has(path) ? undefined : digests.get(`${kind} ${path} ${treeId}`);
  const moved = found.entries.filter((entry) => digestOf(entry) === undefined);
  const measured = await measureEntries(tree, source.id, moved);
  const fresh = new Map(measured.entries.map((entry) => [`${entry.kind} ${entry.path}`, entry]));
  const sightings = found.entries.flatMap((entry): Sighting[] => {
    const read = fresh.get(`${entry.kind} ${entry.path}`);
    const digest = digestOf(entry) ?? read?.digest;
    if (digest === undefined) return [];
    const { kind, name, path, title, treeId, version, definition } = entry;
    const known = { kind, name, path, title, digest, tree: treeId, version, file: definition.path };
    if (!read) return [known];
    return [{ ...known, evidence: read.evidence, findings: read.findings, says: sayings(source, read) }];
  });
  return {
    sightings,
    unread: [...found.quarantined, ...measured.quarantined],
    diagnostics: [...found.diagnostics, ...measured.diagnostics],
  };
}

/** The highest of what the publisher says: in the entry, in its plugin, in the source file. */
function sayings(source: Source, entry: MeasuredEntry): Statement | undefined {
  const voices = voicesOf(source, entry, source.file.entries[entryKey(entry.kind, entry.name)]);
  return highestOf(voices.map(({ statement }) => statement));
}

/**
 * Folders with a skill somewhere below them. What of a nested skill belongs to the one around it can change with a
 * manifest elsewhere, while the folder and its git id stay the same.
 */
function foldersAroundSkills(tree: Tree): Set<string> {
  const parent = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.');
  const folders = new Set<string>();
  for (const path of tree.nodes.keys()) {
    if (!/\/skill\.md$/i.test(path)) continue;
    for (let folder = parent(parent(path)); !folders.has(folder); folder = parent(folder)) folders.add(folder);
  }
  return folders;
}

function knownDigests(source: Source): Map<string, string> {
  const known = new Map<string, string>();
  // Another reader, or another selection of nested skills, may take other digests from the same bytes.
  for (const [key, { path, revisions }] of Object.entries(isCurrent(source) ? (source.lock?.entries ?? {}) : {})) {
    const newest = revisions.at(-1);
    // A skill and the plugin around it can share a folder and still differ in their files.
    if (newest?.tree !== undefined)
      known.set(`${keyParts(key as EntryKey).kind} ${path} ${newest.tree}`, newest.digest);
  }
  return known;
}
