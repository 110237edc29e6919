import type { CompactEntry } from '../../domain/index-v1.ts';
import { by } from '../../domain/order.ts';
import { type ListedEntry, readFullEntry } from './index-files.ts';

/** What an entry brings that a reader may want to have, or not to have. */
export const abilities = ['scripts', 'hooks', 'mcp'] as const;
export type Ability = (typeof abilities)[number];

/** An entry with what only its full record knows and a list can be asked for. */
export interface SearchEntry extends ListedEntry {
  readonly has: readonly Ability[];
  /** Its source names this catalog. */
  readonly isClaimed: boolean;
  /** When its first revision was made; `updatedAt` is when its latest was. */
  readonly firstAt: string;
}

/** As many records are read at once. */
const AT_ONCE = 64;

async function complete(entry: ListedEntry): Promise<SearchEntry> {
  const { evidence, revisions, claim } = await readFullEntry(entry);
  const { scripts, hooks, servers } = evidence;
  const has = abilities.filter((_, index) => ([scripts, hooks, servers][index]?.length ?? 0) > 0);
  return { ...entry, has, isClaimed: claim !== undefined, firstAt: revisions[0]?.since ?? entry.updatedAt };
}

/** Reads the full record of each entry and keeps of it what lists are asked for. */
export async function readSearchEntries(entries: readonly ListedEntry[]): Promise<SearchEntry[]> {
  const read: SearchEntry[] = [];
  for (let start = 0; start < entries.length; start += AT_ONCE)
    read.push(...(await Promise.all(entries.slice(start, start + AT_ONCE).map(complete))));
  return read;
}

/** Those changed last first, by the day, then by title and coordinate: the order of every list. */
export function lastChangedFirst<T extends Pick<CompactEntry, 'id' | 'title' | 'updatedAt'>>(
  entries: readonly T[],
): readonly T[] {
  const day = by(({ updatedAt }: T) => updatedAt.slice(0, 10));
  return entries.toSorted(by(({ title, id }) => `${title.toLowerCase()}\0${id}`)).toSorted((a, b) => day(b, a));
}
