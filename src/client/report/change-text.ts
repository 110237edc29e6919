import type { PlannedStep } from '../model/plan.ts';
import type { ChangeResult, EntryResult } from '../model/result.ts';
import { counted, type Layout, oneLine, paint, table, wrap } from './layout.ts';

const outcomes: Record<EntryResult['outcome'], string> = {
  installed: 'installed',
  updated: 'updated',
  repaired: 'repaired',
  unchanged: 'unchanged',
  removed: 'removed',
};

/** The same before it is done. */
const plans: Record<EntryResult['outcome'], string> = {
  installed: 'to be installed',
  updated: 'to be updated',
  repaired: 'to be repaired',
  unchanged: 'unchanged',
  removed: 'to be removed',
};

const verbs: Record<PlannedStep['verb'], string> = {
  create: 'create',
  replace: 'replace',
  edit: 'edit',
  remove: 'remove',
  keep: 'leave',
  'back-up': 'back up',
};

/** What a command has done, or with `--dry-run` would do: entry by entry what is written where, then what to know. */
export function changeText(result: ChangeResult, { dryRun }: { readonly dryRun: boolean }, layout: Layout): string {
  const { root, entries, steps, skipped, notes, failed } = result;
  const width = Math.max(0, ...entries.map(({ id }) => id.length));
  const lines = entries.flatMap((entry) => [
    `${paint('bold', entry.id.padEnd(width), layout)}  ${(dryRun ? plans : outcomes)[entry.outcome]}, ${revisionText(entry)}${harnessText(entry)}`,
    ...stepLines(
      steps.filter(({ id }) => id === entry.id),
      layout,
    ),
  ]);
  const left = skipped.flatMap(({ harness, what, why }) =>
    wrap(`${harness} does not take ${oneLine(what)}: ${oneLine(why)}`, layout),
  );
  const refused = failed.flatMap(({ id, message }) => [
    `${paint('bold', id, layout)}  ${paint('red', 'not done', layout)}`,
    ...wrap(oneLine(message), layout),
  ]);
  const told = notes.flatMap((note) => wrap(`${paint('yellow', 'Note:', layout)} ${oneLine(note)}`, layout, ''));
  const blocks = [lines, left.length > 0 ? ['Left out:', ...left] : [], refused, told, [summary(result, dryRun, root)]];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}

function revisionText({ revision, from, version }: EntryResult): string {
  const label = version === undefined ? '' : `, version ${oneLine(version)}`;
  return `revision ${from === undefined ? '' : `${from} → `}${revision}${label}`;
}

function harnessText({ harnesses, outcome }: EntryResult): string {
  return harnesses.length === 0 || outcome === 'removed' ? '' : `, for ${harnesses.map(oneLine).join(', ')}`;
}

function stepLines(steps: readonly PlannedStep[], layout: Layout): string[] {
  const rows = steps.map(({ verb, target, detail }) => [
    verbs[verb],
    `${oneLine(target)}${detail === undefined ? '' : verb === 'back-up' ? ` → ${oneLine(detail)}` : ` (${oneLine(detail)})`}`,
  ]);
  return table(rows, { width: Infinity }).map((line) => paint('dim', `  ${line}`, layout));
}

function summary({ entries, written, failed }: ChangeResult, dryRun: boolean, root: string): string {
  if (dryRun) return 'Nothing was written: this is what would be done.';
  if (!written)
    return failed.length > 0 && entries.length === 0
      ? 'Nothing was written.'
      : 'Nothing to do: all is as it should be.';
  const count = entries.filter(({ outcome }) => outcome !== 'unchanged').length;
  return `${counted(count, 'entry', 'entries')} changed in ${oneLine(root)}.`;
}
