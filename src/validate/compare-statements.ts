import type { Comparison, SourceComparison } from '../domain/comparison.ts';
import type { SourceEntry, SourceFile } from '../domain/catalog.ts';
import { Coordinate, type EntryKey } from '../domain/coordinate.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { Category, RiskTier, type Statement } from '../domain/governance.ts';
import { type LockedEntry, openAbsence } from '../domain/lock.ts';

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
  return Object.entries(before.entries).flatMap(([name, earlier]) => {
    const key = name as EntryKey;
    const heir = heirOf(key, after, now.lock?.value?.entries[key]);
    if (heir === undefined) return [];
    return lowered(earlier, after.entries[heir]).flatMap(({ axis, was, is }) => {
      if (now.governance?.value?.entries[heir]?.[axis] !== undefined) return [];
      const place = after.entries[heir] ? now.source?.locate(['entries', heir, axis]) : undefined;
      const [kind, bare] = heir.split(':');
      return diagnose('statement-lowered', {
        message: `The publisher said ${axis} "${was}" of ${key} and now says ${is === undefined ? 'nothing' : `"${is}"`}; it can raise what it says, not lower it.`,
        hint: `Say "${was}" again. Only the operator can lower it, with ${axis} for the entry in governance/${id}.yaml.`,
        at: { root: 'catalog', file: `sources/${id}.yaml`, line: 1, ...place },
        source: id,
        entry: Coordinate.safeParse(`${kind}:${id}/${bare}`).data,
      });
    });
  });
}

/**
 * The key under which a statement has to stand now: that of the entry itself, or of the one it was renamed to.
 *
 * @returns Undefined where the entry is gone from its source, so that there is nothing to say of it.
 */
function heirOf(key: EntryKey, { entries }: SourceFile, locked: LockedEntry | undefined): EntryKey | undefined {
  if (entries[key]) return key;
  const [kind, name = ''] = key.split(':');
  const renamed = Object.entries(entries).find(
    ([other, { renamedFrom = [] }]) => other.startsWith(`${kind}:`) && renamedFrom.includes(name),
  );
  if (renamed) return renamed[0] as EntryKey;
  return locked && openAbsence(locked) ? undefined : key;
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
