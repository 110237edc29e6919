import type { Coordinate } from '../../domain/coordinate.ts';
import type { ReadLock } from '../lock/lock-file.ts';
import type { LockedInstall } from '../model/lock.ts';
import type { ChangeResult, EntryResult, Failed } from '../model/result.ts';
import type { Board } from '../plan/board.ts';
import { allChanges, commitPlan } from './commit-plan.ts';
import type { CommandContext } from './context.ts';
import { type Prepared, requireConsent } from './prepare.ts';

interface Finish {
  readonly board: Board;
  readonly read: ReadLock;
  readonly prepared: readonly Prepared[];
  /** What has to be agreed to, where that is not all of it. */
  readonly asked: readonly Prepared[];
  readonly entries: readonly EntryResult[];
  readonly notes: readonly string[];
  readonly failed?: readonly Failed[];
  readonly dryRun: boolean;
}

/** Asks, writes, and says what was done. With `dryRun` it does neither of the first two. */
export async function finish(
  { board, read, prepared, asked, entries, notes, failed = [], dryRun }: Finish,
  context: CommandContext,
): Promise<ChangeResult> {
  const changes = await allChanges(board, read);
  const isIdle = changes.length === 0;
  const proposals = asked.map(({ proposal }) => proposal);
  if (dryRun) await context.dialogue.show(proposals);
  else if (!isIdle) await requireConsent(proposals, context);
  if (!dryRun && !isIdle) context.dialogue.step('Writing');
  const said = dryRun ? [] : await commitPlan(board, changes, read, context);
  const placements = prepared.flatMap(({ proposal }) => proposal.placements);
  return {
    root: board.root,
    entries,
    steps: board.steps,
    skipped: placements.flatMap(({ harness, placement }) =>
      placement.skipped.map((skipped) => ({ ...skipped, harness })),
    ),
    notes: [
      ...new Set([
        ...notes,
        ...prepared.flatMap(({ proposal }) => proposal.notes),
        ...placements.flatMap(({ placement }) => placement.notes),
        ...board.notes,
        ...said,
      ]),
    ],
    failed,
    written: !dryRun && !isIdle,
  };
}

/** What became of an entry, from its line in the lock. */
export function entryResult(
  id: Coordinate,
  install: LockedInstall,
  outcome: EntryResult['outcome'],
  from?: number,
): EntryResult {
  const { revision, version, digest, riskTier, registry, harnesses } = install;
  return {
    id,
    outcome,
    revision,
    ...(from !== undefined && from !== revision && { from }),
    ...(version !== undefined && { version }),
    digest,
    riskTier,
    registry,
    harnesses,
  };
}
