import { z } from 'zod';
import { Target } from '../model/lock.ts';

/** A name in the staging folder. */
const Staged = z.string().regex(/^\d+$/);

/** One step, in the form that can be carried out again: it can tell from the disk how far it has come. */
const Step = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('put'),
    staged: Staged,
    old: z.string().regex(/^old-\d+$/),
    target: Target,
    before: z.string(),
  }),
  z.object({ type: z.literal('remove'), old: z.string().regex(/^old-\d+$/), target: Target, before: z.string() }),
  z.object({ type: z.literal('back-up'), target: Target, to: Target, before: z.string() }),
  z.object({ type: z.literal('remove-if-empty'), target: Target }),
]);
export type Step = z.infer<typeof Step>;

/** `.skillyard/journal.json`: everything is prepared, and these steps are still to be done, in this order. */
export const Journal = z.object({
  formatVersion: z.literal('1.0'),
  steps: z.array(Step),
  /** That it is of one's own run (`journalProof`). */
  proof: z.string().optional(),
});
export type Journal = z.infer<typeof Journal>;
