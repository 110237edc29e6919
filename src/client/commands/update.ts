import { type Coordinate, coordinateParts } from '../../domain/coordinate.ts';
import { recover } from '../apply/recover.ts';
import { lockedEntries, readLock } from '../lock/lock-file.ts';
import type { Scope } from '../model/action.ts';
import type { LockedInstall } from '../model/lock.ts';
import { Refusal } from '../model/refusal.ts';
import type { ChangeResult, EntryResult, Failed } from '../model/result.ts';
import { newBoard } from '../plan/board.ts';
import { planInstall } from '../plan/plan-install.ts';
import { parseRequest } from '../resolve/parse-request.ts';
import { type Resolution, resolve } from '../resolve/resolve.ts';
import { adaptersNamed } from './choose-adapters.ts';
import { type CommandContext, rootOf } from './context.ts';
import { entryResult, finish } from './finish.ts';
import { type Prepared, prepare } from './prepare.ts';
import { registriesFor } from './restore.ts';
import { selectInstalled } from './select-installed.ts';

export interface UpdateOptions {
  /** What to update; everything where nothing is named. */
  readonly requests: readonly string[];
  readonly registries: readonly string[];
  readonly scope: Scope;
  readonly dryRun: boolean;
  readonly force: boolean;
  readonly allowRaw: boolean;
  readonly includeStubs: boolean;
}

/** What one entry alone is refused for; the others go on. */
const ONE_ENTRY = new Set([
  'withdrawn',
  'deleted',
  'draft',
  'stub',
  'no-longer-listed',
  'not-found',
  'pin-unknown',
  'raw',
]);

/**
 * `update`: asks again what names and aliases mean. What was pinned to a revision or a digest stays. Every other
 * content is shown and asked about; what can do more than before, or is judged more severely, is said to be so.
 */
export async function update(options: UpdateOptions, context: CommandContext): Promise<ChangeResult> {
  const root = rootOf(options.scope, context);
  const notes = await recover(root, context);
  const read = await readLock(root, options.scope);
  const entries = lockedEntries(read.lock);
  const board = newBoard(root, options.scope, options.force, entries);
  const prepared: Prepared[] = [];
  const results: EntryResult[] = [];
  const failed: Failed[] = [];
  for (const id of selectInstalled(entries, options.requests)) {
    const install = entries.get(id);
    if (!install) continue;
    try {
      const resolution = await resolveAgain(id, install, options, context);
      const { entry } = resolution.resolved;
      if (isSame(id, install, resolution)) {
        // The operator may have judged it anew.
        const { riskTier, category, stub } = entry;
        const judged = { ...install, riskTier, category, stub };
        board.entries.set(id, judged);
        results.push(entryResult(id, judged, 'unchanged'));
        continue;
      }
      const adapters = adaptersNamed(install.harnesses, context);
      const { scope, allowRaw } = options;
      const one = await prepare(
        { resolution, adapters, scope, installed: { id, install }, allowRaw, pin: install.pin },
        context,
      );
      await planInstall(board, one.item);
      prepared.push(one);
      const after = board.entries.get(entry.id);
      if (after) results.push(entryResult(entry.id, after, 'updated', install.revision));
    } catch (error) {
      if (!(error instanceof Refusal) || !ONE_ENTRY.has(error.code) || options.requests.length > 0) throw error;
      failed.push({ id, code: error.code, message: error.message });
    }
  }
  return finish(
    { board, read, prepared, asked: prepared, entries: results, notes, failed, dryRun: options.dryRun },
    context,
  );
}

async function resolveAgain(
  id: Coordinate,
  install: LockedInstall,
  options: UpdateOptions,
  context: CommandContext,
): Promise<Resolution> {
  context.dialogue.step(`Looking up ${id}`);
  const pin = install.pin === undefined ? undefined : parseRequest(`${id}@${install.pin}`).pin;
  const request = { text: install.pin === undefined ? id : `${id}@${install.pin}`, ...coordinateParts(id), pin };
  const registries = await registriesFor(install, options.registries, context);
  return resolve(request, registries, { includeStubs: options.includeStubs || install.stub });
}

function isSame(id: Coordinate, install: LockedInstall, { resolved: { entry, pin, registry } }: Resolution): boolean {
  return (
    entry.id === id &&
    pin.revision === install.revision &&
    pin.digest === install.digest &&
    registry.address === install.registry
  );
}
