import { z } from 'zod';

/** What of an entry a commit of the catalog has changed. */
export const HistoryField = z.enum(['status', 'alias', 'riskTier', 'category', 'stub', 'attestation', 'renamedFrom']);
export type HistoryField = z.infer<typeof HistoryField>;

/** One decision about an entry, from the git log of the catalog. */
export const HistoryEvent = z.object({
  date: z.iso.datetime().describe("The author's date, in UTC."),
  commit: z.string(),
  subject: z.string(),
  author: z.string().optional().describe('Only where catalog.yaml allows it.'),
  by: z.enum(['operator', 'publisher']).describe('In whose file it stands.'),
  field: HistoryField,
  alias: z.string().optional(),
  revision: z.int().optional().describe('Where a status is about one revision.'),
  from: z.string().optional().describe('Absent where nothing was said before.'),
  to: z.string().optional().describe('Absent where the word was taken back.'),
});
export type HistoryEvent = z.infer<typeof HistoryEvent>;

/** The history of a catalog. */
export interface History {
  /** False in a shallow or exported checkout, which has none, and where only the newest commits could be read. */
  readonly complete: boolean;
  /** By coordinate, oldest first. */
  readonly events: ReadonlyMap<string, readonly HistoryEvent[]>;
}

/** How much of the history of a catalog is known. */
export const HistoryExtent = z.enum(['complete', 'partial', 'absent']);
export type HistoryExtent = z.infer<typeof HistoryExtent>;

export function extentOf({ complete, events }: History): HistoryExtent {
  if (complete) return 'complete';
  return events.size > 0 ? 'partial' : 'absent';
}
