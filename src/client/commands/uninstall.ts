import { recover } from '../apply/recover.ts';
import { lockedEntries, readLock } from '../lock/lock-file.ts';
import type { Scope } from '../model/action.ts';
import type { ChangeResult } from '../model/result.ts';
import { Refusal } from '../model/refusal.ts';
import { newBoard } from '../plan/board.ts';
import { planRemoval } from '../plan/remove-placed.ts';
import { adaptersNamed } from './choose-adapters.ts';
import { type CommandContext, rootOf } from './context.ts';
import { entryResult, finish } from './finish.ts';
import { selectInstalled } from './select-installed.ts';

export interface UninstallOptions {
  readonly requests: readonly string[];
  /** Only for these harnesses; for all where none is given. */
  readonly harnesses: readonly string[];
  readonly scope: Scope;
  readonly dryRun: boolean;
  readonly force: boolean;
}

/** `uninstall`: takes away what was written and is unchanged, and nothing else. Asks no registry. */
export async function uninstall(options: UninstallOptions, context: CommandContext): Promise<ChangeResult> {
  if (options.requests.length === 0)
    throw new Refusal('usage', 'Say what to uninstall: "skillyard list" shows what there is.');
  const root = rootOf(options.scope, context);
  const notes = await recover(root, context);
  const read = await readLock(root, options.scope);
  const entries = lockedEntries(read.lock);
  const ids = selectInstalled(entries, options.requests);
  const board = newBoard(root, options.scope, options.force, entries);
  const harnesses = adaptersNamed(options.harnesses, context).map(({ id }) => id);
  await planRemoval(board, ids, harnesses.length > 0 ? harnesses : undefined);
  const results = ids.flatMap((id) => {
    const install = entries.get(id);
    return install ? [entryResult(id, board.entries.get(id) ?? install, 'removed')] : [];
  });
  return finish({ board, read, prepared: [], asked: [], entries: results, notes, dryRun: options.dryRun }, context);
}
