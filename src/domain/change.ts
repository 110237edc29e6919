import { z } from 'zod';
import { CapabilityDiff } from './capability.ts';
import { Coordinate } from './coordinate.ts';

export const ChangeKind = z.enum([
  'new',
  'content',
  'removed',
  'returned',
  'renamed',
  'status',
  'alias',
  'riskTier',
  'category',
  'stub',
  'withdrawal',
]);
export type ChangeKind = z.infer<typeof ChangeKind>;

/** One thing that changed for an entry. */
export const Change = z.object({
  id: z.string().describe('The same in every build.'),
  date: z.iso.datetime(),
  kind: ChangeKind,
  entry: Coordinate,
  source: z.string(),
  title: z.string().describe('Of the entry, as it is called now.'),
  offered: z
    .boolean()
    .describe('Whether the entry is in the default list now. Feeds leave out the rest, but for what was taken back.'),
  revision: z.int().optional(),
  revisions: z.array(z.int()).optional().describe('Taken back by a withdrawal. Absent where the whole entry is.'),
  version: z.string().optional(),
  alias: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  by: z.enum(['operator', 'publisher']).optional(),
  reason: z.string().optional().describe('Of a withdrawal, or the subject of the commit.'),
  replacement: Coordinate.optional().describe('What to use instead of what is withdrawn.'),
  member: Coordinate.optional().describe('The member with which a plugin or workflow is withdrawn.'),
  commit: z.string().optional().describe('Of the catalog.'),
  author: z.string().optional(),
  changes: CapabilityDiff.optional().describe('What the new content can do more or less.'),
  page: z.string(),
});
export type Change = z.infer<typeof Change>;

/** How many changes are published. */
export const MOST_CHANGES = 1000;

/** `changes.json`: newest first. */
export const ChangeList = z.object({
  formatVersion: z.literal('1.0'),
  total: z.int().describe('How many there are in all.'),
  changes: z.array(Change).describe(`The newest ${MOST_CHANGES}.`),
});
export type ChangeList = z.infer<typeof ChangeList>;
