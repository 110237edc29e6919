import type { Advisory } from '../domain/advisory-file.ts';
import type { GovernanceEntry } from '../domain/catalog.ts';
import { coordinate, type EntryKey, keyParts } from '../domain/coordinate.ts';
import { type Diagnostic, diagnose, type Place } from '../domain/diagnostic.ts';
import type { Source } from '../domain/source.ts';
import type { SyncChange } from '../domain/sync-report.ts';

const MOST_NAMED = 5;
const MOST_SAID = 8;

/**
 * Warns where an entry goes of which the operator has said something, and entries of its kind come in the same step: one
 * of them may be the same thing under another name, and nothing that was said reaches it there. Its content tells
 * nothing, because a name is part of it.
 *
 * @param source With the lock before the step.
 * @param changes Of the step.
 * @param withdrawn By digest what advisories take back.
 */
export function governedGone(
  source: Source,
  changes: readonly SyncChange[],
  advisories: readonly Advisory[],
  withdrawn: ReadonlyMap<string, Advisory>,
): Diagnostic[] {
  const came = Map.groupBy(
    changes.filter(({ change }) => change === 'added' || change === 'returned'),
    ({ key }) => keyParts(key).kind,
  );
  return changes.flatMap((gone): Diagnostic[] => {
    const fresh = gone.change === 'removed' ? came.get(keyParts(gone.key).kind) : undefined;
    if (!fresh) return [];
    const { key } = gone;
    const entries = source.governance.entries;
    const governed = Object.hasOwn(entries, key) ? entries[key] : undefined;
    const said = [
      ...(governed ? wordsOf(governed) : []),
      ...advisoriesOn(source, key, advisories, withdrawn).map((id) => `withdrawn by advisories/${id}.yaml`),
    ];
    if (said.length === 0) return [];
    const message = `${key} is gone, of which was said: ${someOf(said, MOST_SAID)}. New in the same step: ${named(gone, fresh)}.`;
    const at = placeOf(source, key, governed !== undefined);
    return [diagnose('governed-entry-gone', { message, at, source: source.id, entry: gone.id })];
  });
}

/** What an operator said, as it stands in the file. */
function wordsOf({ riskTier, category, stub, status, revisions, attestation, aliases }: GovernanceEntry): string[] {
  const single = Object.entries({ riskTier, category, stub, status });
  return [
    ...single.flatMap(([what, value]) => (value === undefined ? [] : [`${what}: ${value}`])),
    ...Object.entries(revisions).map(([number, words]) => `status of revision ${number}: ${words.status}`),
    ...(attestation ? ['attestation'] : []),
    ...(Object.keys(aliases).length > 0 ? ['aliases'] : []),
  ];
}

/** The ids of advisories that name the entry, under this name or a former one, or one of its contents. */
function advisoriesOn(
  { id: source, file, lock }: Source,
  key: EntryKey,
  advisories: readonly Advisory[],
  withdrawn: ReadonlyMap<string, Advisory>,
): string[] {
  const { kind, name: own } = keyParts(key);
  const former = Object.hasOwn(file.entries, key) ? (file.entries[key]?.renamedFrom ?? []) : [];
  const names = [own, ...former];
  const ids = new Set<string>(names.map((name) => coordinate(kind, source, name)));
  const byName = advisories.filter(({ affects }) => affects.some(({ entry }) => entry !== undefined && ids.has(entry)));
  const reached = (lock?.entries[key]?.revisions ?? []).flatMap(({ digest }) => withdrawn.get(digest) ?? []);
  return [...new Set([...byName, ...reached].map(({ id }) => id))];
}

/** What has the same content goes first. */
function named({ key }: SyncChange, fresh: readonly SyncChange[]): string {
  const ordered = [...fresh.filter(({ movedFrom }) => movedFrom === key), ...fresh];
  return someOf([...new Set(ordered.map((change) => change.key))], MOST_NAMED);
}

function someOf(texts: readonly string[], most: number): string {
  const more = texts.length - most;
  return `${texts.slice(0, most).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function placeOf({ id, locate, locateGovernance }: Source, key: EntryKey, isGoverned: boolean): Place {
  return isGoverned
    ? { root: 'catalog', file: `governance/${id}.yaml`, ...locateGovernance(['entries', key]) }
    : { root: 'catalog', file: `sources/${id}.yaml`, ...(locate(['entries', key]) ?? locate(['entries'])) };
}
