import { sha256 } from './digest.ts';
import { type Kind, kindWords } from './kind.ts';

/** The fixed addresses of v1, relative to the site's base. Tests assert them literally; they never change. */
export const api = 'api/v1';
export const schemas = 'schemas/v1';

export const apiFiles = {
  index: 'index.json',
  entries: 'entries.json',
  entriesAll: 'entries.all.json',
  sources: 'sources.json',
  diagnostics: 'diagnostics.json',
} as const;

interface Named {
  readonly kind: Kind;
  readonly source: string;
  readonly name: string;
}

/** The full record of an entry, relative to `api/v1/`. */
export function recordPath({ kind, source, name }: Named): string {
  return `entries/${kind}/${source}/${name}.json`;
}

/** The n-th shard, relative to `api/v1/`. */
export function shardPath(n: number): string {
  return `shards/${n}.json`;
}

/** The page of an entry, relative to the site's base, with a slash at its end. */
export function pagePath({ kind, source, name }: Named): string {
  return `${kindWords[kind].plural}/${source}/${name}/`;
}

const NAMES_PER_SHARD = 100;

/** How many shards hold that many names: a power of two, so that each holds about a hundred. */
export function shardCount(names: number): number {
  return 2 ** Math.max(0, Math.ceil(Math.log2(names / NAMES_PER_SHARD)));
}

/** The shard of a bare name: the first bits of the SHA-256 of the name in UTF-8, as many as `count` needs. */
export function shardOf(name: string, count: number): number {
  const first = Number.parseInt(sha256(name).slice(0, 8), 16);
  return Math.floor(first / (2 ** 32 / count));
}
