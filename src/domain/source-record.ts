import { z } from 'zod';
import { Trust } from './governance.ts';
import { Kind, KindCounts } from './kind.ts';
import { Reference } from './reference.ts';
import { Claim } from './source-claim.ts';

// A part of the published contract, version 1: see index-v1.ts.

/** Something that was found and is not published. */
export const QuarantinedEntry = z.object({
  kind: Kind,
  path: z.string(),
  rule: z.string(),
  message: z.string(),
});
export type QuarantinedEntry = z.infer<typeof QuarantinedEntry>;

export const SourceState = z.enum(['published', 'pending', 'unavailable']);
export type SourceState = z.infer<typeof SourceState>;

/** One listed source. */
export const SourceRecord = z.object({
  id: z.string(),
  state: SourceState.describe('pending: not locked yet. unavailable: locked, and not to be had for this build.'),
  git: z.string().optional(),
  repository: z.string().optional(),
  local: z.string().optional(),
  ref: z.string().optional(),
  path: z.string(),
  commit: z.string().optional(),
  lockedAt: z.iso.datetime().optional().describe('The date of its content: of the locked commit.'),
  syncedAt: z.iso.datetime().optional().describe('When a sync last took something in.'),
  trust: Trust,
  claim: Claim.optional(),
  mirror: z.enum(['auto', 'always', 'never']),
  owners: z.array(z.string()),
  versions: z
    .object({ from: z.literal('tags'), pattern: z.string() })
    .optional()
    .describe('Set where it follows its tags.'),
  unreachableSince: z.iso.datetime().optional().describe('Since when it cannot be had where it was.'),
  counts: KindCounts,
  quarantined: z.array(QuarantinedEntry),
  references: z.array(Reference),
  page: z.string(),
});
export type SourceRecord = z.infer<typeof SourceRecord>;
