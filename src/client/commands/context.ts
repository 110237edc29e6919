import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Effects } from '../apply/effects.ts';
import type { Scope } from '../model/action.ts';
import type { Adapter } from '../model/adapter.ts';
import type { Dialogue } from '../model/dialogue.ts';

/** What a command may touch, and how it speaks. */
export interface CommandContext {
  readonly cwd: string;
  readonly home: string;
  /** What git repositories are kept in. */
  readonly cacheDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly effects: Effects;
  readonly adapters: readonly Adapter[];
  readonly dialogue: Dialogue;
  readonly signal?: AbortSignal | undefined;
}

/** Files that say that a folder is a project of Skillyard. */
const MARKS = ['skillyard.lock.json', 'skillyard.json'];

/**
 * The folder that is written to: the home folder; or that of the project, the nearest one at or above the working folder
 * that has a lock file or `skillyard.json`, else the working folder itself. The home folder is nobody's project.
 */
export function rootOf(scope: Scope, { cwd, home }: Pick<CommandContext, 'cwd' | 'home'>): string {
  if (scope === 'user') return home;
  for (let folder = cwd; folder !== home; folder = dirname(folder)) {
    if (MARKS.some((mark) => existsSync(join(folder, mark)))) return folder;
    if (dirname(folder) === folder) break;
  }
  return cwd;
}
