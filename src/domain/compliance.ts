import { z } from 'zod';
import { Coordinate } from './coordinate.ts';
import { Attestation, Category, Origin, RiskTier, Status, Trust } from './governance.ts';
import { Kind } from './kind.ts';

/** Whether somebody stands by the tier today. */
export const AttestationState = z.enum(['current', 'outdated', 'expired', 'none']);
export type AttestationState = z.infer<typeof AttestationState>;

/** What a compliance reviewer needs of one entry. */
export const ComplianceRecord = z.object({
  id: Coordinate,
  kind: Kind,
  source: z.string(),
  name: z.string(),
  title: z.string(),
  trust: Trust,
  riskTier: RiskTier,
  riskTierOrigin: Origin,
  category: Category,
  categoryOrigin: Origin,
  stub: z.boolean(),
  stubReason: z.string().optional(),
  status: Status,
  withdrawn: z.boolean(),
  revision: z.int(),
  version: z.string().optional(),
  digest: z.string(),
  updatedAt: z.iso.datetime(),
  attestation: Attestation.optional(),
  attested: AttestationState,
  concerns: z
    .array(z.string())
    .describe('Rules that speak of the tier, its attestation, the category or the stub; without accepted cases.'),
  url: z.string(),
  page: z.string(),
});
export type ComplianceRecord = z.infer<typeof ComplianceRecord>;

/** `compliance.json`: every entry, withdrawn ones too, so that nothing is missing from the sums. */
export const Compliance = z.object({
  formatVersion: z.literal('1.0'),
  asOf: z.iso.date().describe("The date of the catalog's commit, by which attestations are judged."),
  counts: z.object({
    entries: z.int(),
    riskTier: z.record(RiskTier, z.int()),
    riskTierOrigin: z.record(Origin, z.int()),
    category: z.record(Category, z.int()),
    attested: z.record(AttestationState, z.int()),
    onDefaults: z.int().describe('Entries whose tier nobody has set.'),
    stubs: z.int(),
    withdrawn: z.int(),
    concerns: z.int().describe('Entries with at least one concern.'),
  }),
  entries: z.array(ComplianceRecord),
});
export type Compliance = z.infer<typeof Compliance>;
