import { z } from 'zod';

/** The EU AI Act's tiers, a person's declaration of what an entry is meant for. From low to high. */
export const RiskTier = z.enum(['minimal', 'limited', 'high']);
export type RiskTier = z.infer<typeof RiskTier>;

/** `raw` entries must be wrapped before use. From low to high. */
export const Category = z.enum(['standard', 'raw']);
export type Category = z.infer<typeof Category>;

/** Where a revision stands in its life. */
export const Status = z.enum(['draft', 'active', 'deprecated', 'deleted']);
export type Status = z.infer<typeof Status>;

/** How far the operator trusts a source. From high to low. */
export const Trust = z.enum(['first-party', 'verified', 'third-party']);
export type Trust = z.infer<typeof Trust>;

/** Who said a value: the operator's file, the entry, its plugin, the source file, the operator's defaults, or policy. */
export const Origin = z.enum(['governance', 'entry', 'plugin', 'source', 'defaults', 'policy']);
export type Origin = z.infer<typeof Origin>;

/** A value and who said it. */
export interface Originated<T> {
  readonly value: T;
  readonly origin: Origin;
}

/** Who declared a tier, when, and on what grounds. */
export const Attestation = z.strictObject({
  by: z.string().min(1),
  on: z.iso.date(),
  basis: z.string().min(1),
  intendedPurpose: z.string().min(1).optional(),
  until: z.iso.date().optional(),
});
export type Attestation = z.infer<typeof Attestation>;

/** What one party says about one entry. */
export interface Statement {
  readonly riskTier?: RiskTier | undefined;
  readonly category?: Category | undefined;
  readonly stub?: boolean | undefined;
  readonly stubReason?: string | undefined;
}

/** One party's statement with its name, for `settle`. */
export interface Said {
  readonly origin: Origin;
  readonly statement: Statement;
}

/** Everything that has been said about one entry. */
export interface Statements {
  readonly governance: Statement;
  /** What the publisher says, in the order of weight on ties: entry, plugin, source. */
  readonly publisher: readonly Said[];
  readonly defaults: Statement;
  /** A first-party publisher is the operator: it may also lower and clear. */
  readonly firstParty: boolean;
}

const policy = { riskTier: 'minimal', category: 'standard', stub: false } as const;

/**
 * Where a value comes from (the design's section "Governance"): the operator's own word; else the highest of what the
 * publisher says and the operator's defaults, so that a publisher can raise a value and never lower it; else policy. A
 * first-party publisher's word stands even below the defaults.
 *
 * @param rank The values from low to high.
 */
function settle<T>(
  rank: readonly T[],
  fallback: T,
  said: (statement: Statement) => T | undefined,
  all: Statements,
): Originated<T> {
  const decided = said(all.governance);
  if (decided !== undefined) return { value: decided, origin: 'governance' };

  const candidates: Originated<T>[] = [];
  for (const { origin, statement } of all.publisher) {
    const value = said(statement);
    if (value !== undefined) candidates.push({ value, origin });
  }
  const preset = said(all.defaults);
  const overruled = all.firstParty && candidates.length > 0;
  if (preset !== undefined && !overruled) candidates.push({ value: preset, origin: 'defaults' });

  const highest = candidates.toSorted((a, b) => rank.indexOf(b.value) - rank.indexOf(a.value))[0];
  // What nobody raised above policy's value still has an origin of its own: somebody said it.
  return highest ?? { value: fallback, origin: 'policy' };
}

/** In UTF-16 code units. */
const LONGEST_REASON = 300;

/**
 * The highest of several statements, axis by axis; only what raises something.
 *
 * @returns Undefined where nobody says more than policy does anyway.
 */
export function highestOf(statements: readonly Statement[]): Statement | undefined {
  const top = <T>(rank: readonly T[], pick: (statement: Statement) => T | undefined): T | undefined =>
    rank.findLast((value, index) => index > 0 && statements.some((statement) => pick(statement) === value));
  const riskTier = top(RiskTier.options, (statement) => statement.riskTier);
  const category = top(Category.options, (statement) => statement.category);
  const stub = top([false, true], (statement) => statement.stub);
  const reason = stub ? statements.find(({ stubReason }) => stubReason !== undefined)?.stubReason : undefined;
  if (riskTier === undefined && category === undefined && stub === undefined) return undefined;
  return {
    ...(riskTier && { riskTier }),
    ...(category && { category }),
    ...(stub && { stub }),
    ...(reason !== undefined && { stubReason: reason.slice(0, LONGEST_REASON).toWellFormed() }),
  };
}

/** The three axes of one entry, each with its origin. */
export interface Verdict {
  readonly riskTier: Originated<RiskTier>;
  readonly category: Originated<Category>;
  readonly stub: Originated<boolean> & { readonly reason?: string };
}

/** Settles the three independent axes of one entry from all that has been said. */
export function settleAll(all: Statements): Verdict {
  const stub = settle([false, true], policy.stub, (statement) => statement.stub, all);
  const voices = [all.governance, ...all.publisher.map(({ statement }) => statement)];
  const reason = stub.value ? voices.find(({ stubReason }) => stubReason !== undefined)?.stubReason : undefined;
  return {
    riskTier: settle(RiskTier.options, policy.riskTier, (statement) => statement.riskTier, all),
    category: settle(Category.options, policy.category, (statement) => statement.category, all),
    stub: { ...stub, ...(reason !== undefined && { reason }) },
  };
}
