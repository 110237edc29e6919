import type { RiskTier } from '../../domain/governance.ts';
import type { Harness } from '../../domain/harness.ts';
import type { CompactEntry, EntryList } from '../../domain/index-v1.ts';
import type { Kind } from '../../domain/kind.ts';
import { by } from '../../domain/order.ts';
import { Refusal } from '../model/refusal.ts';
import type { Registry } from '../model/registry.ts';
import { folded, hasWord, nearestWord, soughtWords } from './search-words.ts';

/** What is looked for. Every filter that is given has to fit. */
export interface Query {
  /** Looked for in name, title, keywords, description and source: the more are met, the earlier. None finds everything. */
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

export interface SearchResult {
  /** The best match first. */
  readonly found: readonly Found[];
  /** How many of them have every word. */
  readonly whole: number;
  /** Words that nothing has, with those that were looked for instead. */
  readonly corrected: readonly { readonly word: string; readonly meant: string }[];
  /** Why a registry could not be searched. */
  readonly unread: readonly Refusal[];
  /** The sources of everything that is offered. */
  readonly sources: readonly string[];
}

/**
 * Searches the lists of several registries. Entries that have more of the words come first, and at least half of them are
 * needed. Then comes an entry that is called what was asked for, names that begin so, names that hold the words, titles and
 * keywords, and descriptions; among equals the registry that was named first, then the order of names.
 *
 * @throws Refusal where no registry at all can be read.
 */
export async function searchEntries(registries: readonly Registry[], query: Query): Promise<SearchResult> {
  const lists = await Promise.all(registries.map((registry) => readList(registry, query.includeStubs)));
  const unread = lists.flatMap((one) => ('refusal' in one ? [one.refusal] : []));
  const [first] = unread;
  if (first && unread.length === registries.length) throw first;
  const offered = lists.flatMap((one, order) =>
    'refusal' in one
      ? []
      : one.list.entries
          .filter((entry) => isOffered(entry, query.includeStubs))
          .map((entry) => ({ registry: one.registry, entry, order, texts: textsOf(entry) })),
  );
  const fitting = offered.filter(({ entry }) => fits(entry, query));
  const asked = folded(query.words.join(' '));
  const { words, corrected } = withCorrections(
    soughtWords(asked),
    fitting.map(({ texts }) => texts),
  );
  // One word that falls into several, such as a coordinate, is meant as a whole.
  const mayMiss = query.words.length === 1 ? 0 : words.length / 2;
  const ranked = fitting
    .flatMap((one) => {
      const rank = rankOf(one.entry, one.texts, { words, asked, mayMiss });
      const order = String(one.order).padStart(4, '0');
      return rank === undefined
        ? []
        : [{ ...one, missing: rank.missing, key: `${rank.key} ${order} ${one.entry.name} ${one.entry.id}` }];
    })
    .toSorted(by(({ key }) => key));
  return {
    found: ranked.map(({ registry, entry }) => ({ registry, entry })),
    whole: ranked.filter(({ missing }) => missing === 0).length,
    corrected,
    unread,
    sources: [...new Set(offered.map(({ entry }) => entry.source))],
  };
}

type ReadList = { readonly registry: Registry; readonly list: EntryList } | { readonly refusal: Refusal };

/** One registry that is down keeps nobody from searching the others. */
async function readList(registry: Registry, all: boolean): Promise<ReadList> {
  try {
    return { registry, list: await registry.entries(all) };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error };
    throw error;
  }
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

/** What an entry is found by, folded; each text holds the one before. */
interface Texts {
  readonly name: string;
  readonly naming: string;
  readonly whole: string;
}

function textsOf(entry: CompactEntry): Texts {
  const name = folded(entry.name);
  const naming = `${name} ${folded(entry.title)} ${folded(entry.keywords.join(' '))}`;
  return { name, naming, whole: `${naming} ${folded(entry.description)} ${folded(entry.source)}` };
}

/** A word that nothing has is taken for the nearest one that something has. */
function withCorrections(
  words: readonly string[],
  texts: readonly Texts[],
): { readonly words: readonly string[]; readonly corrected: SearchResult['corrected'] } {
  const corrected = words.flatMap((word) => {
    if (texts.some(({ whole }) => hasWord(whole, word))) return [];
    const meant =
      nearestWord(
        word,
        texts.map(({ naming }) => naming),
      ) ??
      nearestWord(
        word,
        texts.map(({ whole }) => whole),
      );
    return meant === undefined ? [] : [{ word, meant }];
  });
  return { words: words.map((word) => corrected.find((one) => one.word === word)?.meant ?? word), corrected };
}

/** @returns The smaller key the better; undefined where too many words are missing. */
function rankOf(
  entry: CompactEntry,
  { name, naming, whole }: Texts,
  { words, asked, mayMiss }: { readonly words: readonly string[]; readonly asked: string; readonly mayMiss: number },
): { readonly missing: number; readonly key: string } | undefined {
  if (words.length === 0) return { missing: 0, key: '' };
  if (name === asked || folded(entry.id) === asked || folded(entry.title) === asked) return { missing: 0, key: '00 0' };
  const met = words.filter((word) => hasWord(whole, word));
  const missing = words.length - met.length;
  if (missing > mayMiss) return undefined;
  const holds = (text: string): boolean => met.every((word) => hasWord(text, word));
  const rank = name.startsWith(asked) ? 1 : holds(name) ? 2 : holds(naming) ? 3 : 4;
  return { missing, key: `${String(missing).padStart(2, '0')} ${rank}` };
}
