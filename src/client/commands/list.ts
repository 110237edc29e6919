import { recover } from '../apply/recover.ts';
import { lockedEntries, readLock } from '../lock/lock-file.ts';
import type { Coordinate } from '../../domain/coordinate.ts';
import type { Scope } from '../model/action.ts';
import type { LockedInstall } from '../model/lock.ts';
import { type CommandContext, rootOf } from './context.ts';

export interface ListResult {
  readonly root: string;
  readonly entries: readonly (LockedInstall & { readonly id: Coordinate })[];
  readonly notes: readonly string[];
}

/** `list`: what is installed, from the lock file alone. */
export async function list({ scope }: { readonly scope: Scope }, context: CommandContext): Promise<ListResult> {
  const root = rootOf(scope, context);
  const notes = await recover(root, context);
  const { lock } = await readLock(root, scope);
  return { root, entries: [...lockedEntries(lock)].map(([id, install]) => ({ id, ...install })), notes };
}
