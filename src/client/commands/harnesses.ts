import type { Kind } from '../../domain/kind.ts';
import type { Scope } from '../model/action.ts';
import type { Adapter } from '../model/adapter.ts';
import { surroundings } from './context.ts';

/** One harness, for who wants to know what it takes and whether it is used here. */
export interface HarnessFacts {
  readonly id: string;
  readonly title: string;
  readonly holds: Readonly<Record<Scope, readonly Kind[]>>;
  /** Where it was found: in the project, in the home folder. */
  readonly found: readonly Scope[];
}

/** All harnesses with what each holds, and where the folder of the project and the home folder show that it is used. */
export function listHarnesses(adapters: readonly Adapter[], root: string, home: string): HarnessFacts[] {
  const around = surroundings(root, home);
  return adapters.map(({ id, title, holds, ...adapter }) => ({
    id,
    title,
    holds,
    found: (['project', 'user'] as const).filter((scope) => adapter.detect(around, scope)),
  }));
}
