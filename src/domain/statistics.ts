import { z } from 'zod';
import { type Category, RiskTier, type Status } from './governance.ts';
import { Harness } from './harness.ts';
import { Kind } from './kind.ts';

/** What an entry brings or does, as `statistics.json` counts it. An entry is counted for each that it has. */
export const Trait = z.enum(['scripts', 'hooks', 'servers', 'packages', 'hosts', 'tools', 'findings']);
export type Trait = z.infer<typeof Trait>;

/** What has come in by the end of one day. */
export const GrowthDay = z.object({
  day: z.iso.date(),
  entries: z.int().describe('Entries of the default list that were in the catalog on that evening.'),
  revisions: z.int().describe('Their revisions.'),
});
export type GrowthDay = z.infer<typeof GrowthDay>;

/** `statistics.json`: the catalog in numbers. */
export const Statistics = z.object({
  formatVersion: z.literal('1.0'),
  asOf: z.iso.date().describe('The day of the commit of the catalog.'),
  entries: z.int().describe('Of the default list, which all counts up to growth are about.'),
  kinds: z.partialRecord(Kind, z.int()),
  riskTiers: z.partialRecord(RiskTier, z.int()),
  notAssessed: z.int().describe('Whose tier rests on a default, because nobody has set one.'),
  sources: z.record(z.string(), z.int()).describe('By the id of the source; those without entries are left out.'),
  harnesses: z.partialRecord(Harness, z.int()).describe('Which take how many as they are.'),
  licenses: z.record(z.string(), z.int()).describe('By SPDX id or expression.'),
  withoutLicense: z.int(),
  traits: z.partialRecord(Trait, z.int()).describe('How many have at least one.'),
  raw: z.int(),
  deprecated: z.int(),
  copies: z.int().describe('Whose content another entry has too, which goes first.'),
  growth: z.array(GrowthDay).describe('Every day on which something came in, oldest first.'),
  beside: z
    .object({ stubs: z.int(), drafts: z.int(), deleted: z.int(), withdrawn: z.int() })
    .describe('What is listed and not in the default list; one entry can count more than once.'),
  quarantined: z.record(z.string(), z.int()).describe('What was found and is not published, by rule.'),
});
export type Statistics = z.infer<typeof Statistics>;

/** What statistics need to know of one entry. */
export interface CountedEntry {
  readonly kind: Kind;
  readonly source: string;
  readonly riskTier: RiskTier;
  /** False where the tier is a default. */
  readonly isAssessed: boolean;
  readonly category: Category;
  readonly stub: boolean;
  readonly status: Status;
  readonly isWithdrawn: boolean;
  /** In the default list. */
  readonly isOffered: boolean;
  readonly isCopy: boolean;
  readonly license?: string | undefined;
  readonly harnesses: readonly Harness[];
  readonly traits: readonly Trait[];
  /** When each of its revisions came into the catalog, as instants; at least one. */
  readonly locked: readonly string[];
}
