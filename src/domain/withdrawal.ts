import { z } from 'zod';
import { Coordinate } from './coordinate.ts';

/** How urgent a withdrawal is. From low to high. */
export const AdvisorySeverity = z.enum(['low', 'medium', 'high', 'critical']);
export type AdvisorySeverity = z.infer<typeof AdvisorySeverity>;

/** Why an entry or a revision has been taken back. */
export const Withdrawal = z.object({
  advisory: z
    .string()
    .describe('The id of the record in advisories.json: of an advisory, or the coordinate of what was deleted.'),
  severity: AdvisorySeverity.optional(),
  reason: z.string(),
  replacement: Coordinate.optional().describe('What to use instead.'),
  member: Coordinate.optional().describe('The member with which a plugin or workflow is withdrawn.'),
  copyOf: Coordinate.optional().describe('The withdrawn entry whose content this is.'),
});
export type Withdrawal = z.infer<typeof Withdrawal>;

/** One thing that an advisory reaches. */
export const Affected = z.object({
  digest: z.string(),
  entry: Coordinate.optional().describe('Absent where a digest is named that this catalog has never listed.'),
  revision: z.int().optional(),
  through: z
    .enum(['name', 'digest', 'copy', 'member'])
    .describe('Whether the advisory names the entry or the digest, or it holds the same content, or a member does.'),
  member: Coordinate.optional(),
});
export type Affected = z.infer<typeof Affected>;

/** One withdrawal with everything it reaches. */
export const AdvisoryRecord = z.object({
  id: z.string(),
  origin: z.enum(['advisory', 'status']).describe('A file of advisories/, or the status deleted.'),
  severity: AdvisorySeverity.optional(),
  reason: z.string(),
  on: z.iso.date().optional(),
  replacement: Coordinate.optional(),
  references: z.array(z.string()),
  affected: z.array(Affected).describe('By digest, so that copies that were installed earlier can be checked.'),
});
export type AdvisoryRecord = z.infer<typeof AdvisoryRecord>;

/** `advisories.json`. */
export const AdvisoryList = z.object({ formatVersion: z.literal('1.0'), advisories: z.array(AdvisoryRecord) });
export type AdvisoryList = z.infer<typeof AdvisoryList>;
