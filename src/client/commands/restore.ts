import { type Coordinate, coordinateParts } from '../../domain/coordinate.ts';
import { canonicalJson } from '../../domain/digest.ts';
import { compareInstalled } from '../lock/installed-state.ts';
import { lockedEntries, type ReadLock } from '../lock/lock-file.ts';
import type { LockedInstall, Placed } from '../model/lock.ts';
import { Refusal } from '../model/refusal.ts';
import type { Registry } from '../model/registry.ts';
import type { ChangeResult, EntryResult } from '../model/result.ts';
import { newBoard } from '../plan/board.ts';
import { planInstall } from '../plan/plan-install.ts';
import { openRegistry } from '../registry/open-registry.ts';
import { registriesOf } from '../registry/registries-of.ts';
import { registryAddress } from '../registry/registry-address.ts';
import { type Resolution, resolve } from '../resolve/resolve.ts';
import { adaptersNamed } from './choose-adapters.ts';
import type { CommandContext } from './context.ts';
import { entryResult, finish } from './finish.ts';
import type { InstallOptions } from './install.ts';
import { type Prepared, prepare } from './prepare.ts';
import { selectInstalled } from './select-installed.ts';

interface Restore {
  readonly options: InstallOptions;
  readonly root: string;
  readonly read: ReadLock;
  readonly notes: readonly string[];
}

/**
 * Installs what the lock file says, at the revisions it says. What is on the disk as it was written costs no request.
 *
 * @throws Refusal where that cannot be had; with `--frozen` also where it would be another thing than the lock file says.
 */
export async function restore({ options, root, read, notes }: Restore, context: CommandContext): Promise<ChangeResult> {
  const { scope, force, frozen, dryRun } = options;
  const entries = lockedEntries(read.lock);
  if (read.sha256 === undefined)
    throw new Refusal(
      'lock-missing',
      `There is no lock file in ${root}. Name what to install: skillyard install <name>.`,
    );
  const board = newBoard(root, scope, force, entries);
  const prepared: Prepared[] = [];
  const results: EntryResult[] = [];
  for (const id of selectInstalled(entries, options.requests)) {
    const install = entries.get(id);
    if (!install) continue;
    if ((await compareInstalled(root, id, install)).length === 0) {
      results.push(entryResult(id, install, 'unchanged'));
      continue;
    }
    const one = await prepareLocked(id, install, options, context);
    await planInstall(board, one.item);
    if (frozen) keepLocked(id, install, board.entries);
    prepared.push(one);
    results.push(entryResult(id, board.entries.get(id) ?? install, 'repaired'));
  }
  return finish({ board, read, prepared, asked: prepared, entries: results, notes, dryRun }, context);
}

async function prepareLocked(
  id: Coordinate,
  install: LockedInstall,
  options: InstallOptions,
  context: CommandContext,
): Promise<Prepared> {
  const resolution = await resolveLocked(id, install, options, context);
  const adapters = adaptersNamed(install.harnesses, context);
  const installed = { id, install };
  return prepare(
    { resolution, adapters, scope: options.scope, installed, allowRaw: options.allowRaw, pin: install.pin },
    context,
  );
}

/** The very revision that the lock file names. */
async function resolveLocked(
  id: Coordinate,
  install: LockedInstall,
  options: InstallOptions,
  context: CommandContext,
): Promise<Resolution> {
  const { revision, digest } = install;
  const request = { text: `${id}@${revision}`, ...coordinateParts(id), pin: { type: 'revision', revision } as const };
  const registries = await registriesFor(install, options.registries, context);
  // That it is a stub was agreed to when it was locked.
  const resolution = await resolve(request, registries, { includeStubs: options.includeStubs || install.stub });
  const { entry, pin } = resolution.resolved;
  if (entry.id === id && pin.digest === digest) return resolution;
  throw new Refusal(
    'lock-differs',
    `${id}@${revision} is not what the lock file says: ${pin.digest.slice(0, 12)} of ${entry.id} instead of ${digest.slice(0, 12)}. Tell the operator of the registry; "skillyard update ${id}" takes what is there now.`,
  );
}

/** The registry an entry was locked from, or those that are named now. */
export async function registriesFor(
  { registry }: LockedInstall,
  flags: readonly string[],
  { cwd, env, signal }: CommandContext,
): Promise<Registry[]> {
  return flags.length > 0
    ? registriesOf({ flags, env, cwd }, signal)
    : [openRegistry(registryAddress(registry, cwd), { signal })];
}

/** With `--frozen` the lock file stays as it is: what would be written has to be what it says. */
function keepLocked(id: Coordinate, install: LockedInstall, entries: Map<Coordinate, LockedInstall>): void {
  // How a setting stands in its file depends on what else is in it.
  const essence = (placed: readonly Placed[]): string =>
    canonicalJson(placed.map((one) => (one.type === 'setting' ? { ...one, inserted: '', created: false } : one)));
  const planned = entries.get(id);
  if (!planned || essence(planned.placed) !== essence(install.placed))
    throw new Refusal(
      'lock-differs',
      `${id} would be written in another way than the lock file says, by another version of skillyard perhaps. "skillyard install" without --frozen brings the lock file up to date.`,
    );
  entries.set(id, install);
}
