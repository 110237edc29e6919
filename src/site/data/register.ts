import type { Compliance, ComplianceRecord } from '../../domain/compliance.ts';
import { RiskTier } from '../../domain/governance.ts';
import { by, byText } from '../../domain/order.ts';
import { type Setter, setters, tierSetBy } from '../words/tier.ts';

/** More rows than these make a page that no browser likes. */
const MOST_ROWS = 2000;

/** What is out of the ordinary about an entry, as the filter names it. */
export const particulars = ['raw', 'stub', 'draft', 'deprecated', 'deleted', 'withdrawn'] as const;
type Particular = (typeof particulars)[number];

export function particularsOf({ category, stub, status, withdrawn }: ComplianceRecord): Particular[] {
  const has: Record<Particular, boolean> = {
    raw: category === 'raw',
    stub,
    draft: status === 'draft',
    deprecated: status === 'deprecated',
    deleted: status === 'deleted',
    withdrawn,
  };
  return particulars.filter((name) => has[name]);
}

interface Register {
  readonly rows: readonly ComplianceRecord[];
  /** What the rows are: everything, or of a large catalog what somebody should look at. */
  readonly extent: 'all' | 'to-look-at' | 'first-to-look-at';
}

/** The rows of the page, by coordinate. */
export function registerOf({ entries }: Compliance, most = MOST_ROWS): Register {
  const sorted = entries.toSorted(by(({ id }) => id));
  if (sorted.length <= most) return { rows: sorted, extent: 'all' };
  const look = sorted.filter(needsLook);
  return { rows: look.slice(0, most), extent: look.length <= most ? 'to-look-at' : 'first-to-look-at' };
}

/** That nobody has set a tier holds for most entries of a large catalog; the page says how many. */
function needsLook(record: ComplianceRecord): boolean {
  return (
    record.concerns.some((rule) => rule !== 'risk-tier-default') ||
    record.riskTier === 'high' ||
    record.attested === 'expired' ||
    record.attested === 'outdated' ||
    particularsOf(record).length > 0
  );
}

interface TierRow {
  readonly tier: RiskTier;
  readonly bySetter: Readonly<Record<Setter, number>>;
  readonly total: number;
}

/** How many entries have which tier from whom. */
export function tiersBySetter({ entries }: Compliance): TierRow[] {
  return RiskTier.options.toReversed().map((tier) => {
    const own = entries.filter(({ riskTier }) => riskTier === tier);
    const count = (setter: Setter): number =>
      own.filter(({ riskTierOrigin }) => tierSetBy(riskTierOrigin) === setter).length;
    const bySetter = Object.fromEntries(setters.map((setter) => [setter, count(setter)])) as Record<Setter, number>;
    return { tier, bySetter, total: own.length };
  });
}

/** The concerns there are with the number of entries that have each, the most frequent first. */
export function concernCounts({ entries }: Compliance): [rule: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { concerns } of entries) for (const rule of concerns) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].toSorted(([a, n], [b, m]) => m - n || byText(a, b));
}
