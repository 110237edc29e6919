import type { Coordinate } from '../domain/coordinate.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import type { CatalogEntry } from '../domain/entry.ts';
import { Trust } from '../domain/governance.ts';
import { foldedTitle, type Likeness, lookAlikes } from '../domain/look-alike.ts';
import { lockedOn } from '../domain/lock.ts';
import { by } from '../domain/order.ts';
import type { Source } from '../domain/source.ts';

/** Somebody who has a name. */
interface Holder {
  readonly name: string;
  readonly source: Source;
  /** Absent for a source itself. */
  readonly entry?: Coordinate;
  /** Of two, the one whose text comes first was there first: by trust, then by the first lock. */
  readonly rank: string;
  /** A title in other letters that reads as this name. */
  readonly shown?: string;
}

/**
 * Finds entries and sources whose name can be taken for one that a more trusted or an earlier source has. Names of one
 * kind are compared, and none within one source; each is told once, beside the most trusted one.
 *
 * @returns Warnings; notices where both come from the same owner.
 */
export function findLookAlikes(entries: readonly CatalogEntry[], sources: readonly Source[]): Diagnostic[] {
  const firstLocked = new Map<string, string>();
  for (const { source, revisions } of entries) {
    const date = firstLockedOn(revisions);
    const earlier = firstLocked.get(source.id);
    if (date !== undefined && (earlier === undefined || date < earlier)) firstLocked.set(source.id, date);
  }
  const kinds = Map.groupBy(entries, ({ kind }) => kind);
  const ofSources = sources.map((source) => holder(source, source.id, firstLocked.get(source.id)));
  return [ofSources, ...[...kinds.values()].map((same) => same.flatMap(holdersOf))].flatMap(among);
}

function holdersOf({ id, name, title, source, revisions }: CatalogEntry): Holder[] {
  const plain = { ...holder(source, name, firstLockedOn(revisions)), entry: id };
  const folded = foldedTitle(title);
  return folded === undefined || folded === '' || folded === name
    ? [plain]
    : [plain, { ...plain, name: folded, shown: title }];
}

/** When the catalog took it up: dates of commits are what publishers write, and a later one could claim to be earlier. */
function firstLockedOn([first]: CatalogEntry['revisions']): string | undefined {
  return first && lockedOn(first);
}

function holder(source: Source, name: string, since = '9999'): Holder {
  const trust = Trust.options.indexOf(source.governance.trust);
  return { source, name, rank: `${trust} ${since} ${source.id}` };
}

interface Alike {
  readonly one: Holder;
  readonly like: Holder;
  readonly why: Likeness;
}

function among(holders: readonly Holder[]): Diagnostic[] {
  // Where very many are alike, the first ones count.
  const byName = Map.groupBy(ranked(holders), ({ name }) => name);
  const pairs = lookAlikes([...byName.keys()]).map(({ a, b, why }) => ({
    sides: [byName.get(a) ?? [], byName.get(b) ?? []] as const,
    why,
  }));
  // A title in other letters that spells a name exactly.
  const spelt = [...byName.values()].flatMap((same): Alike[] => {
    const like = same.find(({ shown }) => shown === undefined);
    return like ? same.filter(({ shown }) => shown !== undefined).map((one) => ({ one, like, why: 'confusable' })) : [];
  });
  const found = pairs.flatMap(({ sides, why }): Alike[] => {
    const [[first], [second]] = sides;
    if (!first || !second) return [];
    // Who has a name that is listed longer than the other has done nothing.
    const [like, later] = first.rank < second.rank ? [first, sides[1]] : [second, sides[0]];
    return later.map((one) => ({ one, like, why }));
  });
  const told = new Map<string, Alike>();
  for (const alike of [...spelt, ...found]) {
    const { one, like } = alike;
    if (one.source.id === like.source.id || !outranks(like, one)) continue;
    const key = alike.one.entry ?? alike.one.source.id;
    const before = told.get(key);
    if (!before || alike.like.rank < before.like.rank) told.set(key, alike);
  }
  return [...told.values()].map(tell);
}

/** What is written in other letters is the imitation, also where it was there first. */
function outranks(like: Holder, one: Holder): boolean {
  const trust = ({ source }: Holder): number => Trust.options.indexOf(source.governance.trust);
  return one.shown === undefined ? like.rank < one.rank : trust(like) <= trust(one);
}

function ranked(holders: readonly Holder[]): readonly Holder[] {
  return holders.toSorted(by(({ rank }) => rank));
}

const reasons: Record<Likeness, string> = {
  separator: 'they differ in dashes alone',
  confusable: 'they differ in characters that look alike',
  typo: 'one letter lies between them',
};

function tell({ one, like, why }: Alike): Diagnostic {
  const sameOwner = ownerOf(one.source) === ownerOf(like.source);
  const [name, other] = [one.shown ?? one.name, like.entry ?? like.source.id];
  const whose = one.entry === undefined ? 'the source' : `what ${trustWords(like.source)} source lists:`;
  return diagnose('name-look-alike', {
    message: `"${name}" can be taken for ${whose} ${other}; ${reasons[why]}.`,
    at: { root: 'catalog', file: `sources/${one.source.id}.yaml`, line: 1 },
    source: one.source.id,
    entry: one.entry,
    severity: sameOwner ? 'info' : undefined,
    hint: sameOwner ? 'Nothing: both come from the same owner.' : undefined,
  });
}

function trustWords({ governance: { trust } }: Source): string {
  return { 'first-party': 'a first-party', verified: 'a verified', 'third-party': 'an earlier' }[trust];
}

/** Who may write to where a source comes from: host and account of its repository, or the catalog itself. */
function ownerOf({ origin }: Source): string {
  return 'local' in origin ? '' : origin.remote.repository.split('/').slice(0, -1).join('/');
}
