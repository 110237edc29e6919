import { type EntryKey, entryKey, keyParts } from '../domain/coordinate.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import type { Source } from '../domain/source.ts';
import type { SyncChange } from '../domain/sync-report.ts';

/**
 * Finds what looks like a rename: in one step an entry went, and another of its kind came with the same content, or
 * calls itself by its name, which it could not have. A ledger binds names to paths, so only a person can say that the
 * two are one.
 *
 * @param changes In the order of keys; they come back in the same order.
 * @param called What each entry calls itself, as a name.
 */
export function pairMoves(
  source: Source,
  changes: readonly SyncChange[],
  called: ReadonlyMap<EntryKey, string>,
): { changes: SyncChange[]; diagnostics: Diagnostic[] } {
  const kindAndDigest = ({ key, digest }: SyncChange): string => `${keyParts(key).kind} ${digest}`;
  const gone = Map.groupBy(changes.filter(({ change }) => change === 'removed').toReversed(), kindAndDigest);
  const from = new Map<SyncChange, SyncChange>();
  const to = new Map<SyncChange, SyncChange>();
  const arrivals = changes.filter(({ change }) => change === 'added');
  const pair = (one: SyncChange, removed: SyncChange | undefined): void => {
    if (!removed || from.has(one) || to.has(removed)) return;
    from.set(one, removed);
    to.set(removed, one);
  };
  for (const one of arrivals) pair(one, gone.get(kindAndDigest(one))?.pop());
  const byKey = new Map(changes.filter(({ change }) => change === 'removed').map((change) => [change.key, change]));
  for (const one of arrivals) pair(one, byKey.get(entryKey(keyParts(one.key).kind, called.get(one.key) ?? '')));
  const paired = changes.map((change) => {
    const movedFrom = from.get(change)?.key;
    const movedTo = to.get(change)?.key;
    return { ...change, ...(movedFrom && { movedFrom }), ...(movedTo && { movedTo }) };
  });
  return { changes: paired, diagnostics: [...from].flatMap(([added, removed]) => moved(source, added, removed)) };
}

function moved({ id, file, locate }: Source, added: SyncChange, removed: SyncChange): Diagnostic[] {
  const { name } = keyParts(removed.key);
  const said = Object.hasOwn(file.entries, added.key) ? file.entries[added.key]?.renamedFrom : undefined;
  if (said?.includes(name)) return [];
  const place = locate(['entries', added.key]) ?? locate(['entries']);
  const names = [...(said ?? []), name];
  const line = `renamedFrom: ${names.length === 1 ? name : `[${names.join(', ')}]`}`;
  return [
    diagnose('entry-moved', {
      message: `${removed.key} is gone, and ${added.key} ${added.digest === removed.digest ? 'has its content' : 'calls itself the same'}.`,
      at: { root: 'catalog', file: `sources/${id}.yaml`, ...place },
      hint: `If it was renamed, write "${line}" below entries, "${added.key}", in sources/${id}.yaml: the old address then leads to the new one.`,
      source: id,
      entry: added.id,
    }),
  ];
}
