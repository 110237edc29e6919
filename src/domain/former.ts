import { z } from 'zod';
import { Coordinate } from './coordinate.ts';
import { Status } from './governance.ts';
import { Kind } from './kind.ts';
import { Withdrawal } from './withdrawal.ts';

/** What a client needs to recognise and, where it still can be had, restore a revision of something no longer listed. */
const FormerPin = z.object({
  revision: z.int(),
  version: z.string().optional(),
  digest: z.string(),
  status: Status,
  commit: z.string().optional(),
  withdrawn: z.string().optional().describe('The advisory that takes it back.'),
});

/** A coordinate that was listed and is not listed now. Its name stays bound, and its page says what became of it. */
export const FormerEntry = z.object({
  id: Coordinate,
  kind: Kind,
  source: z.string(),
  name: z.string(),
  state: z
    .enum(['removed', 'renamed', 'unavailable'])
    .describe('Gone from its source; listed under another name; its source cannot be had.'),
  since: z.iso.datetime().optional(),
  renamedTo: Coordinate.optional(),
  withdrawn: Withdrawal.optional(),
  git: z.string().optional().describe('The address of its source.'),
  path: z.string().optional().describe('Where it was in its source.'),
  pins: z.array(FormerPin).describe('Every revision, oldest first.'),
  aliases: z.record(z.string(), z.int()),
  page: z.string(),
});
export type FormerEntry = z.infer<typeof FormerEntry>;
