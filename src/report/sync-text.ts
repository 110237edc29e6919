import type { CapabilityDiff } from '../domain/capability.ts';
import type { SourceSync, SyncChange } from '../domain/sync-report.ts';
import { visible } from './visible.ts';

const MAX_LISTED = 20;

/** How many lines are told of one entry. */
const MAX_DIFF = 12;

/** In UTF-16 code units. */
const MAX_VALUE = 80;

/** What a sync did, source by source. */
export function syncText(sources: readonly SourceSync[]): string {
  const lines = sources.flatMap(({ id, state, from, to, claim, changes, bytesFetched, unreachableSince }) => {
    if (state !== 'locked') {
      const since = unreachableSince === undefined ? '' : `, not to be had since ${unreachableSince.slice(0, 10)}`;
      return [`${id}: ${state}${since}`];
    }
    const moved = to === undefined ? '' : ` ${from === undefined ? '' : `${from.slice(0, 12)} → `}${to.slice(0, 12)}`;
    const cost = bytesFetched > 0 ? `, ${(bytesFetched / 1e6).toFixed(2)} MB fetched` : '';
    const listed = changes
      .slice(0, MAX_LISTED)
      .flatMap((change) => [
        `  ${changeLine(change)}`,
        ...(change.diff ? diffLines(change.diff).map((line) => `      ${line}`) : []),
      ]);
    const named = claim?.change === 'gained' ? '  + names this catalog' : '  - no longer names this catalog';
    const more = changes.length > MAX_LISTED ? [`  … and ${changes.length - MAX_LISTED} more`] : [];
    return [
      `${id}:${moved} ${changes.length} ${changes.length === 1 ? 'change' : 'changes'}${cost}`,
      ...(claim ? [`${named} (${claim.path})`] : []),
      ...listed,
      ...more,
    ];
  });
  const count = (state: SourceSync['state']): number => sources.filter((source) => source.state === state).length;
  return [
    ...lines,
    '',
    `${sources.length} ${sources.length === 1 ? 'source' : 'sources'}: ${count('locked')} locked, ${count('unchanged')} unchanged, ${count('failed')} failed.`,
  ].join('\n');
}

const marks = { added: '+', changed: '~', returned: '+', removed: '-' } as const;

function changeLine({ key, change, revision, version, movedFrom, movedTo }: SyncChange): string {
  const label = version === undefined ? '' : ` v${short(version)}`;
  const was = change === 'removed' ? ', is gone' : change === 'returned' ? ', is back' : '';
  const move = movedFrom ? `, content of ${movedFrom}` : movedTo ? `, now ${movedTo}` : '';
  return `${marks[change]} ${key} @${revision}${label}${was}${move}`;
}

/** What an entry can do more (`+`) and less (`-`) than before, and how much it grew. */
function diffLines({ added, removed, bytes, tokensDescription, tokensBody }: CapabilityDiff): string[] {
  const sized = [
    ['bytes', bytes] as const,
    ['tokens of description', tokensDescription] as const,
    ['tokens of body', tokensBody] as const,
  ];
  const sizes = sized.flatMap(([what, change]) => (change ? [`${change.from} → ${change.to} ${what}`] : []));
  const can = [
    ...added.map(({ kind, value }) => `+ ${kind} ${short(value)}`),
    ...removed.map(({ kind, value }) => `- ${kind} ${short(value)}`),
  ];
  return [
    ...can.slice(0, MAX_DIFF),
    ...(can.length > MAX_DIFF ? [`… and ${can.length - MAX_DIFF} more`] : []),
    ...(sizes.length > 0 ? [`~ ${sizes.join(', ')}`] : []),
  ];
}

function short(value: string): string {
  const shown = visible(value);
  return shown.length > MAX_VALUE ? `${shown.slice(0, MAX_VALUE)}…` : shown;
}
