import type { Coordinate } from '../../domain/coordinate.ts';
import type { AdvisoryList, AdvisoryRecord } from '../../domain/withdrawal.ts';
import { recover } from '../apply/recover.ts';
import { compareInstalled } from '../lock/installed-state.ts';
import { lockedEntries, readLock } from '../lock/lock-file.ts';
import type { Scope } from '../model/action.ts';
import type { LockedInstall } from '../model/lock.ts';
import { Refusal } from '../model/refusal.ts';
import type { VerifyFinding, VerifyResult } from '../model/result.ts';
import { type CommandContext, rootOf } from './context.ts';
import { registriesFor } from './restore.ts';
import { selectInstalled } from './select-installed.ts';

export interface VerifyOptions {
  readonly requests: readonly string[];
  readonly registries: readonly string[];
  readonly scope: Scope;
}

/**
 * `verify`: compares what is on the disk with the lock file, and asks each registry what it has taken back since. A registry
 * that cannot be asked is a finding too: nobody knows then.
 */
export async function verify(options: VerifyOptions, context: CommandContext): Promise<VerifyResult> {
  const root = rootOf(options.scope, context);
  const notes = await recover(root, context);
  const { lock } = await readLock(root, options.scope);
  const entries = lockedEntries(lock);
  const ids = selectInstalled(entries, options.requests);
  const asked = new Map<string, Promise<Asked[]>>();
  const findings: VerifyFinding[] = [];
  for (const id of ids) {
    const install = entries.get(id);
    if (!install) continue;
    context.dialogue.step(`Checking ${id}`);
    findings.push(...(await compareInstalled(root, id, install)));
    const known = asked.get(install.registry) ?? advisoriesFor(install, options.registries, context);
    asked.set(install.registry, known);
    for (const one of await known) findings.push(...judge(id, install, one));
  }
  return { root, checked: ids.length, findings, notes };
}

type Asked = { readonly list: AdvisoryList } | { readonly refusal: Refusal };

async function advisoriesFor(
  install: LockedInstall,
  flags: readonly string[],
  context: CommandContext,
): Promise<Asked[]> {
  const registries = await registriesFor(install, flags, context);
  return Promise.all(
    registries.map(async (registry): Promise<Asked> => {
      try {
        return { list: await registry.advisories() };
      } catch (error) {
        if (error instanceof Refusal) return { refusal: error };
        throw error;
      }
    }),
  );
}

function judge(id: Coordinate, install: LockedInstall, asked: Asked): VerifyFinding[] {
  if ('refusal' in asked)
    return [
      { id, code: 'registry-unread', message: `Whether it was withdrawn is not known. ${asked.refusal.message}` },
    ];
  const record = asked.list.advisories.find((advisory) => reaches(advisory, id, install));
  if (!record) return [];
  const next =
    record.replacement === undefined
      ? `Uninstall it: skillyard uninstall ${id}.`
      : `Use ${record.replacement} instead.`;
  return [
    {
      id,
      code: 'withdrawn',
      message: `Revision ${install.revision} has been withdrawn (${record.id}): ${record.reason} ${next}`,
    },
  ];
}

function reaches({ affected }: AdvisoryRecord, id: Coordinate, { digest, revision }: LockedInstall): boolean {
  return affected.some((one) => one.digest === digest || (one.entry === id && one.revision === revision));
}
