import { getCollection } from 'astro:content';
import type { AttestationState } from '../../domain/compliance.ts';
import type { Diagnostic } from '../../domain/diagnostic.ts';
import type { SourceRecord } from '../../domain/source-record.ts';
import { by } from '../../domain/order.ts';
import type { AdvisoryRecord } from '../../domain/withdrawal.ts';
import { visible } from '../words/visible.ts';
import { pickExample } from './api-examples.ts';
import {
  type ListedEntry,
  readAdvisories,
  readChanges,
  readCompliance,
  readFormer,
  readFullEntry,
  readRoot,
  readStatistics,
} from './index-files.ts';

/*
 * What every page asks for is taken out of the collections once: with a thousand pages that each ask again, asking
 * costs more than rendering.
 */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => (loaded ??= load());
}

/** The root of the index: catalog, date, counts. */
export const getRoot = once(() => readRoot());

/** Every entry by coordinate, hidden ones too. */
export const getEntries = once(async (): Promise<ReadonlyMap<string, ListedEntry>> => {
  const items = (await getCollection('entries')).map(({ data }) => data);
  return new Map(items.toSorted(by(({ id }) => id)).map((entry) => [entry.id, entry]));
});

/** Every entry, newest first, then by title: the order of lists. */
export const getNewest = once(async (): Promise<readonly ListedEntry[]> => {
  const entries = [...(await getEntries()).values()].toSorted(by(({ title, id }) => `${title.toLowerCase()}\0${id}`));
  const days = new Map(entries.map(({ id, updatedAt }) => [id, updatedAt.slice(0, 10)]));
  return entries.toSorted((a, b) => by(({ id }: ListedEntry) => days.get(id) ?? '')(b, a));
});

/** The coordinates of entries whose title another entry has too: in lists it does not tell them apart. */
export const getRepeated = once(async (): Promise<ReadonlySet<string>> => {
  const byTitle = new Map<string, string[]>();
  for (const { id, title } of (await getEntries()).values()) {
    const key = visible(title).trim().toLowerCase();
    byTitle.set(key, [...(byTitle.get(key) ?? []), id]);
  }
  return new Set([...byTitle.values()].filter(({ length }) => length > 1).flat());
});

/** What was listed and is not listed now, by coordinate. */
export const getFormer = once(() => readFormer());

/** Everything that was taken back, by the id of its record. */
export const getAdvisories = once(async (): Promise<ReadonlyMap<string, AdvisoryRecord>> => {
  return new Map((await readAdvisories()).map((record) => [record.id, record]));
});

export const getSources = once(async (): Promise<readonly SourceRecord[]> => {
  return (await getCollection('sources')).map(({ data }) => data).toSorted(by(({ id }) => id));
});

/** The ids of the sources that name this catalog. */
export const getClaimed = once(async (): Promise<ReadonlySet<string>> => {
  return new Set((await getSources()).flatMap(({ id, claim }) => (claim ? [id] : [])));
});

/** All diagnostics, in the order of the index. */
export const getDiagnostics = once(async (): Promise<readonly Diagnostic[]> => {
  const items = (await getCollection('diagnostics')).map(({ data }) => data);
  return items.toSorted(by(({ id }) => id)).map(({ diagnostic }) => diagnostic);
});

/** What changed, newest first. */
export const getChanges = once(() => readChanges());

/** The entry that the guide to the index shows its steps with. */
export const getApiExample = once(async () => {
  return pickExample([...(await getEntries()).values()], await getRoot(), readFullEntry);
});

/** The catalog in numbers. */
export const getStatistics = once(() => readStatistics());

/** The declared tiers of all entries, as the index has them. */
export const getCompliance = once(() => readCompliance());

/** Whether somebody stands by the tier of an entry, by coordinate. */
export const getAttested = once(async (): Promise<ReadonlyMap<string, AttestationState>> => {
  return new Map((await getCompliance()).entries.map(({ id, attested }) => [id, attested]));
});
