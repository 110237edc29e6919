/** What a sync did with one source, as far as it is told. */
interface Synced {
  readonly id: string;
  readonly state: 'unchanged' | 'locked' | 'failed';
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly changes: readonly {
    readonly key: string;
    readonly revision: number;
    readonly change: 'added' | 'changed';
  }[];
  readonly bytesFetched: number;
}

const MAX_LISTED = 20;

/** What a sync did, source by source. */
export function syncText(sources: readonly Synced[]): string {
  const lines = sources.flatMap(({ id, state, from, to, changes, bytesFetched }) => {
    if (state !== 'locked') return [`${id}: ${state}`];
    const moved = to === undefined ? '' : ` ${from === undefined ? '' : `${from.slice(0, 12)} → `}${to.slice(0, 12)}`;
    const cost = bytesFetched > 0 ? `, ${(bytesFetched / 1e6).toFixed(2)} MB fetched` : '';
    const listed = changes
      .slice(0, MAX_LISTED)
      .map(({ key, revision, change }) => `  ${change === 'added' ? '+' : '~'} ${key} @${revision}`);
    const more = changes.length > MAX_LISTED ? [`  … and ${changes.length - MAX_LISTED} more`] : [];
    return [
      `${id}:${moved} ${changes.length} ${changes.length === 1 ? 'change' : 'changes'}${cost}`,
      ...listed,
      ...more,
    ];
  });
  const count = (state: Synced['state']): number => sources.filter((source) => source.state === state).length;
  return [
    ...lines,
    '',
    `${sources.length} ${sources.length === 1 ? 'source' : 'sources'}: ${count('locked')} locked, ${count('unchanged')} unchanged, ${count('failed')} failed.`,
  ].join('\n');
}
