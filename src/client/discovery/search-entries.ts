import type { RiskTier } from '../../domain/governance.ts';
import type { Harness } from '../../domain/harness.ts';
import type { CompactEntry } from '../../domain/index-v1.ts';
import type { Kind } from '../../domain/kind.ts';
import { by } from '../../domain/order.ts';
import type { Registry } from '../model/registry.ts';

/** What is looked for. Everything that is given has to fit. */
export interface Query {
  /** Each has to stand in the name, title, description or keywords; none finds everything. */
  readonly words: readonly string[];
  readonly kind?: Kind | undefined;
  readonly tier?: RiskTier | undefined;
  readonly harness?: Harness | undefined;
  readonly source?: string | undefined;
  /** Also what is a stub. Drafts, deleted and withdrawn entries are never found. */
  readonly includeStubs: boolean;
}

export interface Found {
  readonly registry: Registry;
  readonly entry: CompactEntry;
}

/**
 * Searches the lists of several registries. First comes an entry that is called what was asked for, then names that begin
 * so, names that hold all words, titles and keywords, and descriptions; among equals the registry that was named first,
 * then the order of names.
 */
export async function searchEntries(registries: readonly Registry[], query: Query): Promise<Found[]> {
  const lists = await Promise.all(
    registries.map(async (registry) => ({ registry, list: await registry.entries(query.includeStubs) })),
  );
  const asked = folded(query.words.join(' '));
  const words = asked.split(' ').filter((word) => word !== '');
  return lists
    .flatMap(({ registry, list }, order) =>
      list.entries
        .filter((entry) => isOffered(entry, query.includeStubs) && fits(entry, query))
        .flatMap((entry) => {
          const rank = rankOf(entry, words, asked);
          return rank === undefined
            ? []
            : [{ registry, entry, key: `${rank} ${String(order).padStart(4, '0')} ${entry.name} ${entry.id}` }];
        }),
    )
    .toSorted(by(({ key }) => key))
    .map(({ registry, entry }) => ({ registry, entry }));
}

/** True for what may be offered: never a draft, a deleted or a withdrawn entry, and a stub only where it was asked for. */
export function isOffered({ stub, status, withdrawn }: CompactEntry, includeStubs: boolean): boolean {
  return status !== 'draft' && status !== 'deleted' && withdrawn === undefined && (includeStubs || !stub);
}

function fits(entry: CompactEntry, { kind, tier, harness, source }: Query): boolean {
  return (
    (kind === undefined || entry.kind === kind) &&
    (tier === undefined || entry.riskTier === tier) &&
    (harness === undefined || entry.harnesses.includes(harness)) &&
    (source === undefined || entry.source === source)
  );
}

/** @returns The smaller the better; undefined where a word is missing. */
function rankOf(entry: CompactEntry, words: readonly string[], asked: string): number | undefined {
  if (words.length === 0) return 0;
  const name = folded(entry.name);
  if (name === asked || folded(entry.id) === asked || folded(entry.title) === asked) return 0;
  if (name.startsWith(asked)) return 1;
  const holds = (text: string): boolean => words.every((word) => hasWord(text, word));
  if (holds(name)) return 2;
  const naming = `${name} ${folded(entry.title)} ${folded(entry.keywords.join(' '))}`;
  if (holds(naming)) return 3;
  return holds(`${naming} ${folded(entry.description)} ${entry.source}`) ? 4 : undefined;
}

/** One spelling for upper and lower case, accents, full-width forms, and everything that separates words. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();
}

/** Words are found from their beginning on; where words are not separated by spaces, anywhere. */
function hasWord(text: string, word: string): boolean {
  return /^[a-z0-9]+$/.test(word) ? ` ${text}`.includes(` ${word}`) : text.includes(word);
}
