import type { Coordinate } from '../../domain/coordinate.ts';
import { recover } from '../apply/recover.ts';
import { compareInstalled } from '../lock/installed-state.ts';
import { lockedEntries, readLock } from '../lock/lock-file.ts';
import type { Scope } from '../model/action.ts';
import type { LockedInstall } from '../model/lock.ts';
import type { ChangeResult, EntryResult } from '../model/result.ts';
import type { Adapter } from '../model/adapter.ts';
import { newBoard } from '../plan/board.ts';
import { planInstall } from '../plan/plan-install.ts';
import { registriesOf } from '../registry/registries-of.ts';
import { parseRequest, pinText } from '../resolve/parse-request.ts';
import { type Resolution, resolve } from '../resolve/resolve.ts';
import { adaptersNamed, detectAdapters } from './choose-adapters.ts';
import { type CommandContext, rootOf } from './context.ts';
import { entryResult, finish } from './finish.ts';
import { namingPlugin } from './name-plugin.ts';
import { type Prepared, prepare } from './prepare.ts';
import { restore } from './restore.ts';

export interface InstallOptions {
  /** What to install; without any, what the lock file says. */
  readonly requests: readonly string[];
  /** `--registry`. */
  readonly registries: readonly string[];
  /** Ids of harnesses; where none is given, those that are found. */
  readonly harnesses: readonly string[];
  readonly scope: Scope;
  /** Exactly what the lock file says, or nothing. */
  readonly frozen: boolean;
  readonly dryRun: boolean;
  readonly force: boolean;
  readonly allowRaw: boolean;
  readonly includeStubs: boolean;
}

interface Target {
  readonly resolution: Resolution;
  readonly installed: { readonly id: Coordinate; readonly install: LockedInstall } | undefined;
  readonly adapters: readonly Adapter[];
}

/**
 * `install`: fetches, proves, shows, asks, writes. What is installed already and as it was written costs no write.
 *
 * @throws Refusal with nothing written.
 */
export async function install(options: InstallOptions, context: CommandContext): Promise<ChangeResult> {
  const root = rootOf(options.scope, context);
  const recovered = await recover(root, context);
  const read = await readLock(root, options.scope);
  const entries = lockedEntries(read.lock);
  if (options.frozen || options.requests.length === 0)
    return restore({ options, root, read, notes: recovered }, context);

  const targets = await resolveAll(options, root, entries, context);
  const { scope, allowRaw } = options;
  const board = newBoard(root, scope, options.force, entries);
  const prepared: Prepared[] = [];
  const results: EntryResult[] = [];
  const pinNotes: string[] = [];
  for (const target of targets) {
    const { installed, resolution } = target;
    const { id } = resolution.resolved.entry;
    if (installed && (await isAsItShouldBe(root, target))) {
      const kept = withPin(installed.install, resolution);
      board.entries.set(id, kept);
      results.push(entryResult(id, kept, 'unchanged'));
      pinNotes.push(...resolution.notes);
      continue;
    }
    const one = await namingPlugin(resolution, async () => {
      const drawn = await prepare({ ...target, scope, allowRaw, pin: pinOf(resolution) }, context);
      await planInstall(board, drawn.item);
      return drawn;
    });
    prepared.push(one);
    const after = board.entries.get(id);
    const isSame = installed?.install.digest === after?.digest;
    if (after)
      results.push(
        entryResult(
          id,
          after,
          installed ? (isSame ? 'repaired' : 'updated') : 'installed',
          installed?.install.revision,
        ),
      );
  }
  return finish(
    {
      board,
      read,
      prepared,
      asked: prepared,
      entries: results,
      notes: [...recovered, ...pinNotes],
      dryRun: options.dryRun,
    },
    context,
  );
}

async function resolveAll(
  options: InstallOptions,
  root: string,
  entries: ReadonlyMap<Coordinate, LockedInstall>,
  context: CommandContext,
): Promise<Target[]> {
  const { cwd, env, dialogue, signal } = context;
  const requests = options.requests.map(parseRequest);
  const named = adaptersNamed(options.harnesses, context);
  const detected =
    named.length > 0 ? { adapters: named, notes: [] } : detectAdapters(root, options.scope, entries, context);
  const registries = await registriesOf({ flags: options.registries, env, cwd }, signal);
  const targets = new Map<Coordinate, Target>();
  for (const request of requests) {
    dialogue.step(`Looking up ${request.text}`);
    const resolution = await resolve(request, registries, {
      includeStubs: options.includeStubs,
      choose: (asked, candidates) => dialogue.choose(asked, candidates),
    });
    const { entry, renamedFrom } = resolution.resolved;
    const id = entries.has(entry.id) ? entry.id : renamedFrom?.id;
    const before = id === undefined ? undefined : entries.get(id);
    const installed = id !== undefined && before ? { id, install: before } : undefined;
    // Where it is stays where it is, unless more is asked for.
    const kept = adaptersNamed(installed?.install.harnesses ?? [], context);
    const adapters = installed ? [...new Set([...kept, ...named])] : detected.adapters;
    const said = installed ? otherPin(installed.install, resolution) : detected.notes;
    targets.set(entry.id, {
      resolution: { ...resolution, notes: [...resolution.notes, ...said] },
      installed,
      adapters,
    });
  }
  return [...targets.values()];
}

/** Installed at this revision, for all these harnesses, and as it was written. */
async function isAsItShouldBe(root: string, { resolution, installed, adapters }: Target): Promise<boolean> {
  const { entry, pin, registry } = resolution.resolved;
  if (!installed || installed.id !== entry.id) return false;
  const { install: before } = installed;
  const isSame =
    before.digest === pin.digest && before.revision === pin.revision && before.registry === registry.address;
  const isEverywhere = adapters.every(({ id }) => before.harnesses.includes(id));
  return isSame && isEverywhere && (await compareInstalled(root, entry.id, before)).length === 0;
}

/** By what it was asked for this time: an alias is followed from here on, and a name alone means the latest. */
function withPin({ pin: _before, ...rest }: LockedInstall, resolution: Resolution): LockedInstall {
  const { riskTier, category, stub } = resolution.resolved.entry;
  const pin = pinOf(resolution);
  return { ...rest, ...(pin !== undefined && { pin }), riskTier, category, stub };
}

/** What an entry follows is never changed without a word. */
function otherPin({ pin: before }: LockedInstall, resolution: Resolution): string[] {
  const pin = pinOf(resolution);
  if (pin === before) return [];
  const { id } = resolution.resolved.entry;
  const was = before === undefined ? 'the latest revision' : `@${before}`;
  const is = pin === undefined ? 'the latest revision' : `@${pin}`;
  return [`${id} followed ${was}, and follows ${is} from now on.`];
}

function pinOf({ resolved: { request } }: Resolution): string | undefined {
  return request.pin && pinText(request.pin);
}
