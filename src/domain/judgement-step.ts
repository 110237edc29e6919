import type { Coordinate } from './coordinate.ts';

/** One thing that a change has the operator say otherwise: a key of a judgement, or of `catalog.yaml`. */
export interface JudgementStep {
  /** Relative to the catalog folder. */
  readonly file: string;
  /** The entry it is about; absent where it is about the whole source or catalog. */
  readonly entry?: Coordinate | undefined;
  /** Such as `trust`, `riskTier` or `policy.transports`. */
  readonly key: string;
  /** Absent where nothing was said. */
  readonly from?: string | undefined;
  /** Absent where nothing is said any more. */
  readonly to?: string | undefined;
  /** Readers are warned of less, or more is let in, than before. */
  readonly loosens: boolean;
}

/** Key by key what a file says, in the order of the file. */
type Said = ReadonlyMap<string, string>;

/** Every value in a file by its path of keys, a list as one value. */
export function flatten(value: unknown, path = ''): [string, string][] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.length === 0 ? [] : [[path, value.map(textOf).join(', ')]];
  if (typeof value !== 'object' || value === null) return [[path, textOf(value)]];
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, path === '' ? key : `${path}.${key}`));
}

/** A value in one line. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The keys of which two files say different things, those of the first file first. */
export function differences(
  before: Said,
  now: Said,
): { readonly key: string; readonly from?: string | undefined; readonly to?: string | undefined }[] {
  const keys = new Set([...before.keys(), ...now.keys()]);
  return [...keys].flatMap((key) => {
    const [from, to] = [before.get(key), now.get(key)];
    return from === to ? [] : [{ key, from, to }];
  });
}
