import type { Coordinate } from '../../domain/coordinate.ts';
import { capabilitiesOf } from '../../domain/capability-diff.ts';
import { obtain } from '../content/obtain.ts';
import { transportsFor } from '../content/git-options.ts';
import type { Scope } from '../model/action.ts';
import type { Adapter } from '../model/adapter.ts';
import type { Proposal } from '../model/dialogue.ts';
import type { LockedInstall } from '../model/lock.ts';
import { Refusal } from '../model/refusal.ts';
import type { Resolution } from '../resolve/resolve.ts';
import { capabilityLines, type InstallItem } from '../plan/plan-install.ts';
import { changeOf } from './change-of.ts';
import type { CommandContext } from './context.ts';

/** An entry that is fetched and placed on paper. */
export interface Prepared {
  readonly item: InstallItem;
  readonly proposal: Proposal;
}

interface Wanted {
  readonly resolution: Resolution;
  readonly adapters: readonly Adapter[];
  readonly scope: Scope;
  /** What is installed of it now, and under which name. */
  readonly installed?: { readonly id: Coordinate; readonly install: LockedInstall } | undefined;
  readonly allowRaw: boolean;
  /** What the lock will say it was asked for by; undefined for the latest revision. */
  readonly pin: string | undefined;
}

/**
 * Fetches and proves what a request means, and asks every adapter what has to be written. Nothing is written.
 *
 * @throws Refusal `raw` without consent, and those of fetching.
 */
export async function prepare(wanted: Wanted, context: CommandContext): Promise<Prepared> {
  const { resolution, adapters, scope, installed, allowRaw } = wanted;
  const { resolved, notes } = resolution;
  const { entry, registry } = resolved;
  refuseRaw(resolution, allowRaw);
  context.dialogue.step(`Fetching ${entry.id}`);
  const { cacheDir, env, signal } = context;
  const transports = transportsFor(registry, env);
  const content = await obtain(resolved, { cacheDir, env, signal, transports, agreed: installed?.install });
  const unproven = content.isProven ? [] : [`${entry.id} ${UNPROVEN}`];
  const placements = adapters.map((adapter) => ({ harness: adapter.id, placement: adapter.place(content, scope) }));
  const before = installed && new Set(installed.install.capabilities);
  const lines = capabilityLines(content.evidence);
  const gained = before ? capabilitiesOf(content.evidence).filter((_, index) => !before.has(lines[index] ?? '')) : [];
  return {
    item: { content, placements, pin: wanted.pin, replaces: installed?.id },
    proposal: {
      content,
      tierOrigin: entry.riskTierOrigin,
      installed: installed?.install.revision,
      ...(installed && { change: changeOf(installed.install, content, placements) }),
      gained,
      placements,
      notes: [...notes, ...unproven],
    },
  };
}

const UNPROVEN =
  'is not proven by its digest, as values were left out where it was published: only the hash of its record was compared.';

/** Refuses an entry that must be wrapped before it is used, without the consent that only a flag gives. */
export function refuseRaw({ resolved: { entry } }: Resolution, allowRaw: boolean): void {
  if (entry.category === 'raw' && !allowRaw)
    throw new Refusal(
      'raw',
      `${entry.id} is raw: it must be wrapped before it is used. Add --allow-raw if you agree to that. Nothing was written.`,
    );
}

/** Asks for consent to what was shown. */
export async function requireConsent(
  proposals: readonly Proposal[],
  { dialogue }: Pick<CommandContext, 'dialogue'>,
): Promise<void> {
  if (proposals.length > 0 && !(await dialogue.agree(proposals)))
    throw new Refusal(
      'not-agreed',
      'Nothing was written, because nobody agreed to it. Add --yes to agree without a question.',
    );
}
