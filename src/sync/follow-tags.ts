import { type Advance, advanceLock } from './advance-lock.ts';
import { planTags, type TagPlan } from '../assemble/plan-tags.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import type { Lock } from '../domain/lock.ts';
import { byText } from '../domain/order.ts';
import type { RuleId } from '../domain/rules/index.ts';
import { shorten } from '../domain/shorten.ts';
import type { Source } from '../domain/source.ts';
import type { SyncChange } from '../domain/sync-report.ts';
import type { VersionTag } from '../domain/version-tag.ts';
import { listTags } from '../fetch/list-tags.ts';
import { claimsAnother } from './lock-claim.ts';
import { isCurrent, nothingNew, synced, type SyncContext, type SyncedSource, unresolved } from './synced-source.ts';

/** Syncs a source that follows its tags: one version after the other is read and locked under its label. */
export async function followTags(source: Source, context: SyncContext): Promise<SyncedSource> {
  const { catalog, cacheDir, signal } = context;
  const { limits, transports } = catalog.file.policy;
  const known = source.lock?.tags ?? {};
  const pattern = source.file.versions?.pattern ?? '';
  const before = planTags([], known, pattern).locked;
  const options = { cacheDir, catalogDir: catalog.dir, limits, transports, signal };
  const listed = await listTags(source, options, before !== undefined);
  if (!listed.tags) return unresolved(source, listed, context.now);
  const plan = planTags(listed.tags, known, pattern);
  const said = [
    ...plan.moved.map((tag) => moved(source, tag, known[tag.name] ?? '')),
    ...passedOver(source, plan, listed.unversioned),
  ];
  const told = (result: SyncedSource): SyncedSource => ({ ...result, diagnostics: [...said, ...result.diagnostics] });
  if (plan.fresh.length > 0) return told(await lockTags(source, plan.fresh, context));
  const isSettled = isCurrent(source) && !claimsAnother(source, context);
  return told(isSettled || !plan.locked ? nothingNew(source) : await readAgain(source, plan.locked, context));
}

/** The same version once more, because the source file or the reader has changed. */
async function readAgain(source: Source, { version, commit }: VersionTag, context: SyncContext): Promise<SyncedSource> {
  const { lock, ...read } = await advanceLock(source, { commit, version }, context);
  return synced(source, lock ? 'locked' : 'failed', { ...read, to: commit, lock: lock ?? source.lock });
}

async function lockTags(source: Source, fresh: readonly VersionTag[], context: SyncContext): Promise<SyncedSource> {
  let { lock } = source;
  let to = fresh[0]?.commit;
  let bytesFetched = 0;
  const tags: string[] = [];
  const changes: SyncChange[] = [];
  const kept: Diagnostic[] = [];
  let last: readonly Diagnostic[] = [];
  let missed = 0;
  for (const [index, tag] of fresh.entries()) {
    // What cannot be had costs its whole time. When that happens again and again, only the highest is still asked for.
    if (missed >= MOST_MISSED && index < fresh.length - 1) continue;
    const advance = await advanceLock({ ...source, lock }, tag, context);
    bytesFetched += advance.bytesFetched;
    const refused = reused(source, advance);
    if (!advance.lock || refused.length > 0) {
      kept.push(...(refused.length > 0 ? refused : advance.diagnostics));
      if (advance.diagnostics.some(({ rule }) => SLOW.has(rule))) missed += 1;
      continue;
    }
    // What was said of the content of a lower version is said again of this one, where it still holds.
    kept.push(...last.filter(({ rule }) => LASTING.has(rule)));
    last = advance.diagnostics;
    lock = withTag(advance.lock, tag);
    to = tag.commit;
    tags.push(tag.name);
    changes.push(...advance.changes);
  }
  const state = tags.length > 0 ? 'locked' : 'failed';
  return synced(source, state, { to, tags, bytesFetched, changes, diagnostics: [...kept, ...last], lock });
}

/** Trouble that shows after a long wait. */
const SLOW: ReadonlySet<string> = new Set<RuleId>(['source-unreachable', 'source-too-slow']);

/** So many versions of one run may be waited for in vain. */
const MOST_MISSED = 3;

/** What is true of one version and not said again of the next. */
const LASTING: ReadonlySet<string> = new Set<RuleId>(['entry-moved', 'governed-entry-gone', 'version-reused']);

/**
 * Labels of this version that stand for other content. A version that is not what it was elsewhere is an error, and
 * nothing of it is taken; but what was labelled before the source followed its tags was another's word.
 */
function reused({ lock }: Source, { diagnostics }: Advance): Diagnostic[] {
  if (!lock?.tags) return [];
  const hint = 'Nothing of this tag is locked. Ask the publisher for a new version; higher ones are still taken.';
  return diagnostics.flatMap((diagnostic) =>
    diagnostic.rule === 'version-reused' ? [{ ...diagnostic, severity: 'error' as const, hint }] : [],
  );
}

function withTag({ entries, tags, ...head }: Lock, { name, commit }: VersionTag): Lock {
  const sorted = Object.entries({ ...tags, [name]: commit }).toSorted(([a], [b]) => byText(a, b));
  return { ...head, tags: Object.fromEntries(sorted), entries };
}

function at({ id, locate }: Source): Diagnostic['at'] {
  return { root: 'catalog', file: `sources/${id}.yaml`, ...locate(['versions']) };
}

function moved(source: Source, { name, commit }: VersionTag, locked: string): Diagnostic {
  const message = `The tag ${name} was locked at commit ${locked.slice(0, 12)} and is ${commit.slice(0, 12)} now.`;
  return diagnose('tag-moved', { message, at: at(source), source: source.id });
}

function passedOver(source: Source, { locked, lower, skipped }: TagPlan, unversioned: readonly string[]): Diagnostic[] {
  const floor = locked ? `the locked ${locked.version}` : 'the highest';
  const groups = [
    [lower.map(({ name }) => name), `lower than ${floor}`] as const,
    [unversioned, 'a prerelease or no version'] as const,
  ];
  const said = groups.flatMap(([names, what]) => (names.length > 0 ? [`${someOf(names)}: ${what}`] : []));
  if (skipped > 0) said.push(`${skipped} higher ones: there are more than one sync takes, and it takes the highest`);
  if (said.length === 0) return [];
  const message = `Tags that are passed over: ${said.join('; ')}.`;
  return [diagnose('tags-passed-over', { message, at: at(source), source: source.id })];
}

function someOf(names: readonly string[]): string {
  const shown = names.slice(-3).map((name) => `"${shorten(name)}"`);
  return `${shown.join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`;
}
