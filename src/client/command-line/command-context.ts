import { diskEffects } from '../apply/effects.ts';
import type { CommandContext } from '../commands/context.ts';
import { adapters } from '../harnesses/index.ts';
import type { Scope } from '../model/action.ts';
import type { Flags } from './flags.ts';
import type { Input } from './outcome.ts';

/** What the commands that write are given: the disk, every harness, and the person. */
export function commandContext({ cwd, home, cacheDir, env, dialogue }: Input): CommandContext {
  return { cwd, home, cacheDir, env, effects: diskEffects, adapters, dialogue };
}

export function scopeOf({ user }: Pick<Flags, 'user'>): Scope {
  return user ? 'user' : 'project';
}
