import type { Comparison, SourceComparison, SourceRecords } from '../domain/comparison.ts';
import type { SourceEntry } from '../domain/catalog.ts';
import { Coordinate, type EntryKey } from '../domain/coordinate.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { Category, RiskTier, type Statement } from '../domain/governance.ts';
import { openAbsence } from '../domain/lock.ts';

/**
 * Finds what a publisher has declared in `sources/` at the base commit and takes back now. A first-party source may;
 * for the others the operator has to set the value.
 */
export function compareStatements({ sources }: Comparison): Diagnostic[] {
  return sources.flatMap(loweredStatements);
}

/** The axes, each with its values from low to high. */
const axes = [
  ['riskTier', RiskTier.options],
  ['category', Category.options],
  ['stub', [false, true]],
] as const satisfies [keyof Statement, readonly unknown[]][];

function loweredStatements({ id, base, now }: SourceComparison): Diagnostic[] {
  const [before, after] = [base.source?.value, now.source?.value];
  if (!before || !after || (now.governance && !now.governance.value)) return [];
  const trust = now.governance?.value?.trust ?? 'third-party';
  const trusted = base.governance?.value?.trust ?? 'third-party';
  // Who changes trust is the operator, and has looked at the source.
  if (trust === 'first-party' || trust !== trusted) return [];
  const renamed = formerNames(after.entries);
  return Object.entries(before.entries).flatMap(([name, earlier]) => {
    const key = name as EntryKey;
    // The key under which the statement has to stand now. An entry that is gone may return, so its words stay.
    const heir = after.entries[key] ? key : (renamed.get(key) ?? key);
    if (!after.entries[heir] && isUnbound(key, base, now)) return [];
    const locked = now.lock?.value?.entries[heir];
    const away =
      locked && openAbsence(locked) ? ` ${heir} is not in its source and keeps its name until it returns.` : '';
    return lowered(earlier, after.entries[heir]).flatMap(({ axis, was, is }) => {
      if (now.governance?.value?.entries[heir]?.[axis] !== undefined) return [];
      const place = after.entries[heir] ? now.source?.locate(['entries', heir, axis]) : undefined;
      const [kind, bare] = heir.split(':');
      return diagnose('statement-lowered', {
        message: `The publisher said ${axis} "${was}" of ${key} and now says ${is === undefined ? 'nothing' : `"${is}"`}; it can raise what it says, not lower it.`,
        hint: `Say "${was}" again.${away} Only the operator can lower it, with ${axis} for the entry in governance/${id}.yaml.`,
        at: { root: 'catalog', file: `sources/${id}.yaml`, line: 1, ...place },
        source: id,
        entry: Coordinate.safeParse(`${kind}:${id}/${bare}`).data,
      });
    });
  });
}

/** The keys that entries were renamed to, by the keys they had; of several claims the first counts. */
function formerNames(entries: Readonly<Record<string, SourceEntry>>): Map<string, EntryKey> {
  const renamed = new Map<string, EntryKey>();
  for (const [key, { renamedFrom = [] }] of Object.entries(entries)) {
    const [kind] = key.split(':');
    for (const name of renamedFrom) {
      const former = `${kind}:${name}`;
      if (!renamed.has(former)) renamed.set(former, key as EntryKey);
    }
  }
  return renamed;
}

/** True where the ledger is known and has never had the name: what is said of it meets nothing and can go. */
function isUnbound(key: EntryKey, base: SourceRecords, now: SourceRecords): boolean {
  const ledgers = [base.lock, now.lock].flatMap((lock) => lock ?? []);
  return ledgers.length > 0 && ledgers.every(({ value }) => value !== undefined && !value.entries[key]);
}

interface Lowered {
  readonly axis: (typeof axes)[number][0];
  readonly was: string | boolean;
  readonly is: string | boolean | undefined;
}

function lowered(earlier: SourceEntry, later: SourceEntry | undefined): Lowered[] {
  return axes.flatMap(([axis, ranks]) => {
    const rank = (value: unknown): number => (ranks as readonly unknown[]).indexOf(value);
    const [was, is] = [earlier[axis], later?.[axis]];
    // The lowest value holds nothing that could be taken back.
    return was !== undefined && rank(was) > Math.max(0, rank(is)) ? [{ axis, was, is }] : [];
  });
}
