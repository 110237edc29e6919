import { z } from 'zod';
import { RiskTier } from '../../domain/governance.ts';
import { type Query, type SearchResult, searchEntries } from '../discovery/search-entries.ts';
import type { Registry } from '../model/registry.ts';
import { SkillRecord, toSkillRecord } from './skill-record.ts';

const LISTED = 50;
const MOST = 200;

/** The same in every tool: a router that says nothing is never handed a placeholder. */
export const includeStubs = z
  .boolean()
  .default(false)
  .describe('Also stubs: placeholders whose answers are not real. Only for people who look after the catalog.');

const filters = {
  source: z.string().optional().describe('Only skills of this source.'),
  risk_tier: RiskTier.optional().describe('Only skills of this tier.'),
  include_stubs: includeStubs,
  limit: z.int().min(1).max(MOST).default(LISTED),
  offset: z.int().min(0).default(0).describe('How many to pass over: next_offset of the answer before.'),
};

/** What `list_skills` takes. */
export const ListInput = z.object(filters);
/** What `search_skills` takes. */
export const SearchInput = z.object({
  query: z
    .string()
    .min(1)
    .max(500)
    .describe('What it should do, in a few words or a sentence. What has more of the words comes first.'),
  ...filters,
});

/** What both answer. */
export const SkillList = z.object({
  skills: z.array(SkillRecord),
  total: z.int().describe('How many there are, in this answer or not.'),
  notes: z
    .array(z.string())
    .optional()
    .describe('What to know of the answer: words that were taken for others, marketplaces that are down.'),
  next_offset: z.int().optional().describe('Where the next ones begin; absent where there are no more.'),
});

/** One page of the skills that fit: by name, or the best match first. Never a draft, a deleted or a withdrawn one. */
export async function listSkills(
  registries: readonly Registry[],
  {
    query = '',
    source,
    risk_tier: tier,
    include_stubs,
    limit,
    offset,
  }: z.infer<typeof ListInput> & { readonly query?: string },
): Promise<z.infer<typeof SkillList>> {
  const words = query.split(/\s+/).filter((word) => word !== '');
  const asked: Query = { words, kind: 'skill', tier, source, includeStubs: include_stubs };
  const { found: all, ...told } = await searchEntries(registries, asked);
  const notes = notesOf(told, all.length);
  const end = offset + limit;
  return {
    skills: all.slice(offset, end).map(toSkillRecord),
    total: all.length,
    ...(notes.length > 0 && { notes }),
    ...(end < all.length && { next_offset: end }),
  };
}

function notesOf({ corrected, unread, whole }: Omit<SearchResult, 'found'>, total: number): string[] {
  return [
    ...corrected.map(({ word, meant }) => `Nothing has "${word}"; "${meant}" was looked for.`),
    ...(total > 0 && whole === 0 ? ['No skill has all of the words; these have at least half of them.'] : []),
    ...unread.map(({ message }) => `One marketplace was not searched. ${message}`),
  ];
}
