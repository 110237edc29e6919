import type { Change, ChangeList } from '../../src/domain/change.ts';
import type { FullEntry } from '../../src/domain/index-v1.ts';
import type { HistoryEvent } from '../../src/domain/history.ts';

const commit = 'c0ffee'.padEnd(40, '0');
const hostile = '<img src=x onerror="window.hacked = 1"> \u202Egnp.exe \u{E0041}';

/** Decisions about one entry: two in one commit, then one by its publisher. */
export const sampleHistory: readonly HistoryEvent[] = [
  {
    date: '2026-11-03T09:00:00Z',
    commit,
    subject: `Promote it ${hostile}`,
    author: `Ada ${hostile}`,
    by: 'operator',
    field: 'alias',
    alias: 'production',
    from: '2',
    to: '3',
  },
  { date: '2026-11-03T09:00:00Z', commit, subject: 'Promote it', by: 'operator', field: 'riskTier', to: 'limited' },
  {
    date: '2026-11-04T09:00:00Z',
    commit: commit.replaceAll('c', 'd'),
    subject: 'Say what it was called',
    by: 'publisher',
    field: 'renamedFrom',
    to: 'pdf-tools',
  },
];

/** A change of each entry, on three days; those of one source all at once. */
export function sampleChanges(entries: readonly FullEntry[]): ChangeList {
  const about = ({ id, source, title, kind, name }: FullEntry) => ({
    entry: id,
    source,
    title,
    offered: true,
    page: `../../${kind}s/${source}/${name}/`,
  });
  const fresh = entries.map((entry): Change => ({
    id: `${entry.id}@1`,
    date: '2026-11-01T08:00:00Z',
    kind: 'new',
    ...about(entry),
    revision: 1,
  }));
  const [first] = entries;
  if (!first) return { formatVersion: '1.0', total: 0, changes: [] };
  const changes: Change[] = [
    {
      id: 'advisory:a:x',
      date: '2026-11-05T00:00:00Z',
      kind: 'withdrawal',
      ...about(first),
      title: `Moor ${hostile}`,
      reason: hostile,
      replacement: first.id,
    },
    {
      id: `${first.id}@2`,
      date: '2026-11-04T00:00:00Z',
      kind: 'content',
      ...about(first),
      revision: 2,
      changes: { added: [{ kind: 'hook', value: hostile }], removed: [{ kind: 'tool', value: 'Bash' }] },
    },
    {
      id: 'd',
      date: '2026-11-04T00:00:00Z',
      kind: 'riskTier',
      ...about(first),
      to: 'high',
      by: 'operator',
      commit,
      reason: hostile,
    },
    ...fresh,
  ];
  return { formatVersion: '1.0', total: changes.length, changes };
}
