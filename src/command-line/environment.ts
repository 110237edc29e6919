import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { UsageError } from '../publish.ts';
import { createProgress, type Progress } from '../report/progress.ts';
import type { Input } from './input.ts';

/** Where the catalog lies, absolute. */
export function catalogFolder({ flags: { catalog } }: Pick<Input, 'flags'>): string {
  const folder = resolve(catalog);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`There is no folder ${catalog}. Name the catalog with --catalog.`);
  return folder;
}

/** Where fetched repositories are kept, absolute. */
export function cacheFolder({ SKILLYARD_CACHE, XDG_CACHE_HOME }: NodeJS.ProcessEnv): string {
  return resolve(SKILLYARD_CACHE ?? join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'skillyard'));
}

/** ISO 8601, UTC. `SOURCE_DATE_EPOCH` (reproducible-builds.org) stands in for the clock, in seconds. */
export function now({ SOURCE_DATE_EPOCH: epoch }: NodeJS.ProcessEnv): string {
  const date = epoch === undefined ? new Date() : new Date(Number(epoch) * 1000);
  if (Number.isNaN(date.valueOf()))
    throw new UsageError(`SOURCE_DATE_EPOCH is "${epoch}" and not a number of seconds.`);
  return `${date.toISOString().slice(0, 19)}Z`;
}

export function progressOf({ flags, env, stderr }: Input): Progress {
  return createProgress(stderr, flags.json || env['CI'] !== undefined);
}
