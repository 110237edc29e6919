import { z } from 'zod';
import { Coordinate } from './coordinate.ts';

// A part of the published contract, version 1: see index-v1.ts.

/** An entry by its coordinate, with the words a list shows. */
export const Member = z.object({ id: Coordinate, title: z.string() });
export type Member = z.infer<typeof Member>;

/** Something in another place: a plugin that a marketplace names, a source that a workflow loads. */
export const Reference = z.object({
  name: z.string(),
  description: z.string().optional(),
  type: z.string().describe('github, url, git-subdir, npm, registry or what the file that names it calls it.'),
  registry: z.string().optional().describe('The address of the other registry that holds it.'),
  version: z.string().optional(),
  url: z.string().optional(),
  ref: z.string().optional(),
  sha: z.string().optional(),
  path: z.string().optional(),
  pinned: z.boolean(),
  source: z.string().optional().describe('The source of this catalog that covers the place.'),
  entries: z.array(Member).optional().describe('The entries of this catalog that it stands for.'),
});
export type Reference = z.infer<typeof Reference>;
