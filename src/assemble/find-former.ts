import { type FormerFacts, revisionKey, type SourceOutcome, type Withdrawals } from '../domain/assembled.ts';
import { type Coordinate, coordinate, type EntryKey, entryKey, keyParts } from '../domain/coordinate.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import { rateRevisions } from '../domain/lifecycle.ts';
import { type LockedEntry, openAbsence } from '../domain/lock.ts';
import { by } from '../domain/order.ts';
import type { Source } from '../domain/source.ts';

/**
 * What was listed and is not listed now: gone from its source, listed under another name, or not to be had for this
 * build. It rests on the ledger alone, so that a name and its pins outlive the content; what was never locked under a
 * name has none to remember.
 *
 * @param entries What is listed.
 * @returns By coordinate.
 */
export function findFormer(
  outcomes: readonly SourceOutcome[],
  entries: readonly CatalogEntry[],
  withdrawals: Withdrawals,
): FormerFacts[] {
  const listed = new Set<string>(entries.map(({ id }) => id));
  return outcomes.flatMap((outcome) => formerOf(outcome, listed, withdrawals)).toSorted(by(({ id }) => id));
}

function formerOf(outcome: SourceOutcome, listed: ReadonlySet<string>, withdrawals: Withdrawals): FormerFacts[] {
  const { source, state, quarantined } = outcome;
  const successors = renames(source, listed);
  const unread = new Set(quarantined.map(({ kind, path }) => `${kind} ${path}`));
  const ledger = Object.entries(source.lock?.entries ?? {}) as [EntryKey, LockedEntry][];
  return ledger.flatMap(([key, locked]): FormerFacts[] => {
    const { kind, name } = keyParts(key);
    const id = coordinate(kind, source.id, name);
    if (listed.has(id)) return [];
    const renamedTo = successors.get(key);
    const isUnread = state !== 'published' || unread.has(`${kind} ${locked.path}`);
    const since = isUnread ? source.lock?.unreachableSince : openAbsence(locked)?.since;
    const withdrawn = withdrawals.entries.get(id);
    return [
      {
        id,
        kind,
        source: source.id,
        name,
        state: renamedTo === undefined ? (isUnread ? 'unavailable' : 'removed') : 'renamed',
        ...(since !== undefined && { since }),
        ...(renamedTo !== undefined && { renamedTo }),
        ...(withdrawn && { withdrawn }),
        ...('remote' in source.origin && { git: source.origin.remote.url }),
        path: locked.path,
        pins: pinsOf(source, id, key, locked, withdrawals),
        aliases: source.governance.entries[key]?.aliases ?? {},
      },
    ];
  });
}

function pinsOf(
  { file, governance }: Source,
  id: Coordinate,
  key: EntryKey,
  { revisions }: LockedEntry,
  withdrawals: Withdrawals,
): FormerFacts['pins'] {
  const rated = rateRevisions(revisions, file.entries[key], governance.entries[key]);
  return rated.map(({ revision, version, digest, commit, status }) => {
    const withdrawn = withdrawals.revisions.get(revisionKey(id, revision));
    return {
      revision,
      ...(version !== undefined && { version }),
      digest,
      status: status.value,
      ...(commit !== undefined && { commit }),
      ...(withdrawn !== undefined && { withdrawn }),
    };
  });
}

/** By the key of a former name the listed entry that has it now, through any number of renames. */
function renames({ id: source, file }: Source, listed: ReadonlySet<string>): Map<EntryKey, Coordinate> {
  const next = new Map<EntryKey, EntryKey>();
  for (const [key, { renamedFrom = [] }] of Object.entries(file.entries)) {
    const to = key as EntryKey;
    for (const name of renamedFrom) next.set(entryKey(keyParts(to).kind, name), to);
  }
  const follow = (from: EntryKey): Coordinate | undefined => {
    const seen = new Set([from]);
    for (let key = next.get(from); key !== undefined && !seen.has(key); key = next.get(key)) {
      const { kind, name } = keyParts(key);
      if (listed.has(coordinate(kind, source, name))) return coordinate(kind, source, name);
      seen.add(key);
    }
    return undefined;
  };
  const found = new Map<EntryKey, Coordinate>();
  for (const from of next.keys()) {
    const to = follow(from);
    if (to !== undefined) found.set(from, to);
  }
  return found;
}
