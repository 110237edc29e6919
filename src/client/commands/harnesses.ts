import type { Kind } from '../../domain/kind.ts';
import type { Scope } from '../model/action.ts';
import type { Adapter } from '../model/adapter.ts';
import { lockedEntries, readLock } from '../lock/lock-file.ts';
import { foundHarnesses } from './found-harnesses.ts';

/** One harness, for who wants to know what it takes and whether it is used here. */
export interface HarnessFacts {
  readonly id: string;
  readonly title: string;
  readonly holds: Readonly<Record<Scope, readonly Kind[]>>;
  /** Where it was found: in the project, in the home folder. */
  readonly found: readonly Scope[];
  /** Files and folders that show that it is used. */
  readonly signs: Readonly<Record<Scope, readonly string[]>>;
}

/**
 * All harnesses with what each holds, and where the folder of the project and the home folder show that it is used.
 *
 * @throws Refusal `lock-damaged` or `lock-newer`: what was placed for another harness is no sign, and the lock says it.
 */
export async function listHarnesses(adapters: readonly Adapter[], root: string, home: string): Promise<HarnessFacts[]> {
  const found = async (scope: Scope, folder: string): Promise<Adapter[]> =>
    foundHarnesses(adapters, folder, scope, lockedEntries((await readLock(folder, scope)).lock));
  const inScope = { project: await found('project', root), user: await found('user', home) };
  return adapters.map((adapter) => ({
    id: adapter.id,
    title: adapter.title,
    holds: adapter.holds,
    found: (['project', 'user'] as const).filter((scope) => inScope[scope].includes(adapter)),
    signs: { project: signsOf(adapter, 'project'), user: signsOf(adapter, 'user') },
  }));
}

/** What an adapter looks for where it finds nothing. */
function signsOf(adapter: Pick<Adapter, 'detect'>, scope: Scope): string[] {
  const asked: string[] = [];
  const isThere = (path: string): boolean => {
    asked.push(path);
    return false;
  };
  adapter.detect({ inProject: isThere, inHome: isThere }, scope);
  return asked;
}
