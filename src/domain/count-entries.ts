import type { Evidence } from './evidence.ts';
import { RiskTier } from './governance.ts';
import { Harness } from './harness.ts';
import { Kind } from './kind.ts';
import { byText } from './order.ts';
import { type CountedEntry, type GrowthDay, type Statistics, Trait } from './statistics.ts';

/** How many have each of the values: in the order of the vocabulary, and of an open one by text. */
function tally<T extends string>(values: readonly T[], order?: readonly T[]): Partial<Record<T, number>> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const keys = order?.filter((value) => counts.has(value)) ?? [...counts.keys()].toSorted(byText);
  return Object.fromEntries(keys.map((key) => [key, counts.get(key)])) as Partial<Record<T, number>>;
}

/** What an entry brings or does, from its evidence and the number of its findings. */
export function traitsOf(evidence: Evidence, findings: number): Trait[] {
  const { scripts, hooks, servers, packages, hosts, tools } = evidence;
  const counts = { scripts, hooks, servers, packages, hosts, tools, findings: { length: findings } };
  return Trait.options.filter((trait) => counts[trait].length > 0);
}

/**
 * The catalog in numbers.
 *
 * @param entries All that are listed, hidden ones too.
 * @param quarantined The rule of everything that was found and is not published.
 * @param asOf The day of the catalog, `YYYY-MM-DD`.
 */
export function countEntries(
  entries: readonly CountedEntry[],
  quarantined: readonly string[],
  asOf: string,
): Statistics {
  const offered = entries.filter(({ isOffered }) => isOffered);
  const count = (test: (entry: CountedEntry) => boolean, of: readonly CountedEntry[] = offered): number =>
    of.filter((entry) => test(entry)).length;
  return {
    formatVersion: '1.0',
    asOf,
    entries: offered.length,
    kinds: tally(
      offered.map(({ kind }) => kind),
      Kind.options,
    ),
    riskTiers: tally(
      offered.map(({ riskTier }) => riskTier),
      RiskTier.options,
    ),
    notAssessed: count(({ isAssessed }) => !isAssessed),
    sources: tally(offered.map(({ source }) => source)) as Record<string, number>,
    harnesses: tally(
      offered.flatMap(({ harnesses }) => harnesses),
      Harness.options,
    ),
    licenses: tally(offered.flatMap(({ license }) => license ?? [])) as Record<string, number>,
    withoutLicense: count(({ license }) => license === undefined),
    traits: tally(
      offered.flatMap(({ traits }) => traits),
      Trait.options,
    ),
    raw: count(({ category }) => category === 'raw'),
    deprecated: count(({ status }) => status === 'deprecated'),
    copies: count(({ isCopy }) => isCopy),
    growth: growthOf(offered, asOf),
    beside: {
      stubs: count(({ stub }) => stub, entries),
      drafts: count(({ status }) => status === 'draft', entries),
      deleted: count(({ status }) => status === 'deleted', entries),
      withdrawn: count(({ isWithdrawn }) => isWithdrawn, entries),
    },
    quarantined: tally(quarantined) as Record<string, number>,
  };
}

/**
 * How the list has grown, day by day. Dates that lie after the catalog itself are its own day: the date of a commit is
 * what its author says.
 */
function growthOf(entries: readonly CountedEntry[], asOf: string): GrowthDay[] {
  const added = new Map<string, { entries: number; revisions: number }>();
  for (const { locked } of entries) {
    const days = locked.map((instant) => (instant < asOf ? instant.slice(0, 10) : asOf)).toSorted(byText);
    for (const [index, day] of days.entries()) {
      const { entries: n, revisions } = added.get(day) ?? { entries: 0, revisions: 0 };
      added.set(day, { entries: n + (index === 0 ? 1 : 0), revisions: revisions + 1 });
    }
  }
  const total = { entries: 0, revisions: 0 };
  return [...added]
    .toSorted(([a], [b]) => byText(a, b))
    .map(([day, more]) => {
      total.entries += more.entries;
      total.revisions += more.revisions;
      return { day, ...total };
    });
}
