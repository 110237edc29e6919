import { z } from 'zod';
import { Coordinate } from '../../domain/coordinate.ts';
import { Category, Origin, RiskTier, Status } from '../../domain/governance.ts';
import type { CompactEntry } from '../../domain/index-v1.ts';
import type { Found } from '../discovery/search-entries.ts';

/**
 * One skill in a result. `risk_tier`, `stub` and `category` are the words of ADR-0009; the rest is spelt the same way.
 */
export const SkillRecord = z.object({
  coordinate: Coordinate.describe('Its full name: give it to load_skill_instructions.'),
  name: z.string(),
  title: z.string(),
  description: z.string(),
  source: z.string().describe('The source of the marketplace that it comes from.'),
  registry: z.string().describe('The marketplace that lists it.'),
  risk_tier: RiskTier.describe('How much its intended use can put at stake. A statement of people, not a measurement.'),
  risk_tier_origin: Origin.describe('Who set the tier; defaults and policy mean that nobody did for this skill.'),
  category: Category.describe('raw: it must be wrapped before it is used.'),
  stub: z.boolean().describe('A placeholder that will be replaced; what it answers is not real.'),
  status: Status,
  revision: z.int(),
  version: z.string().optional(),
  digest: z.string().describe('SHA-256 of its files.'),
  license: z.string().optional(),
  keywords: z.array(z.string()),
  copy_of: Coordinate.optional().describe('The skill with the same content that goes first.'),
});
export type SkillRecord = z.infer<typeof SkillRecord>;

/** An entry of a list as a result has it. */
export function toSkillRecord({
  registry,
  entry,
}: {
  readonly registry: Pick<Found['registry'], 'address'>;
  readonly entry: CompactEntry;
}): SkillRecord {
  return {
    coordinate: entry.id,
    name: entry.name,
    title: entry.title,
    description: entry.description,
    source: entry.source,
    registry: registry.address,
    risk_tier: entry.riskTier,
    risk_tier_origin: entry.riskTierOrigin,
    category: entry.category,
    stub: entry.stub,
    status: entry.status,
    revision: entry.revision,
    ...(entry.version !== undefined && { version: entry.version }),
    digest: entry.digest,
    ...(entry.license !== undefined && { license: entry.license }),
    keywords: entry.keywords,
    ...(entry.copyOf !== undefined && { copy_of: entry.copyOf }),
  };
}
