import type { Comparison, SourceComparison } from '../domain/comparison.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { ledgerBreaks } from '../domain/lock.ts';

/** Proves that the lock of every source has only grown since the base commit, and explains where two branches met. */
export function compareLocks({ sources, plugins, commit, prefix }: Comparison): Diagnostic[] {
  const hasPlugins = plugins.some(({ now }) => now !== undefined);
  return sources.flatMap((source) => brokenLock(source, { commit, prefix, hasPlugins }));
}

interface Surroundings {
  readonly commit: string;
  readonly prefix: string;
  readonly hasPlugins: boolean;
}

function brokenLock({ id, base, now }: SourceComparison, { commit, prefix, hasPlugins }: Surroundings): Diagnostic[] {
  const file = `lock/${id}.json`;
  const about = { at: { root: 'catalog', file }, source: id } as const;
  const earlier = base.lock?.value;
  if (!earlier) return [];
  if (!now.lock) {
    // Who takes a source out of the catalog may take its ledger out as well.
    const isListed = now.source !== undefined || (id === 'catalog' && hasPlugins);
    if (!isListed) return [];
    const message = `The lock stood there at ${commit.slice(0, 12)} and is gone, so that its revisions would be counted from 1 again.`;
    return [diagnose('lock-rewritten', { ...about, message })];
  }
  const later = now.lock.value;
  if (!later) return [];
  const restore = `Run "git checkout ${commit.slice(0, 12)} -- ${prefix}${file}", and then "skillyard sync" to lock again what is new here.`;
  return ledgerBreaks(earlier, later).map(({ message, conflict }) =>
    conflict
      ? diagnose('lock-conflict', { ...about, message, hint: restore })
      : diagnose('lock-rewritten', { ...about, message, hint: restore }),
  );
}
