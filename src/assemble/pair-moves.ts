import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import type { Source } from '../domain/source.ts';
import type { SyncChange } from '../domain/sync-report.ts';

/**
 * Finds what looks like a rename: in one step an entry went, and another of its kind came with the same content. A
 * ledger binds names to paths, so only a person can say that the two are one.
 *
 * @param changes In the order of keys; they come back in the same order.
 */
export function pairMoves(
  source: Source,
  changes: readonly SyncChange[],
): { changes: SyncChange[]; diagnostics: Diagnostic[] } {
  const kindAndDigest = ({ key, digest }: SyncChange): string => `${key.split(':', 1)[0]} ${digest}`;
  const gone = Map.groupBy(changes.filter(({ change }) => change === 'removed').toReversed(), kindAndDigest);
  const from = new Map<SyncChange, SyncChange>();
  const to = new Map<SyncChange, SyncChange>();
  for (const added of changes.filter(({ change }) => change === 'added')) {
    const removed = gone.get(kindAndDigest(added))?.pop();
    if (!removed) continue;
    from.set(added, removed);
    to.set(removed, added);
  }
  const paired = changes.map((change) => {
    const movedFrom = from.get(change)?.key;
    const movedTo = to.get(change)?.key;
    return { ...change, ...(movedFrom && { movedFrom }), ...(movedTo && { movedTo }) };
  });
  return { changes: paired, diagnostics: [...from].flatMap(([added, removed]) => moved(source, added, removed)) };
}

function moved({ id, file, locate }: Source, added: SyncChange, removed: SyncChange): Diagnostic[] {
  const name = removed.key.slice(removed.key.indexOf(':') + 1);
  const said = Object.hasOwn(file.entries, added.key) ? file.entries[added.key]?.renamedFrom : undefined;
  if (said?.includes(name)) return [];
  const place = locate(['entries', added.key]) ?? locate(['entries']);
  const names = [...(said ?? []), name];
  const line = `renamedFrom: ${names.length === 1 ? name : `[${names.join(', ')}]`}`;
  return [
    diagnose('entry-moved', {
      message: `${removed.key} is gone, and ${added.key} has its content.`,
      at: { root: 'catalog', file: `sources/${id}.yaml`, ...place },
      hint: `If it was renamed, write "${line}" below entries, "${added.key}", in sources/${id}.yaml: the old address then leads to the new one.`,
      source: id,
      entry: added.id,
    }),
  ];
}
