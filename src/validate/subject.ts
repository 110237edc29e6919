import type { GovernanceEntry, SourceEntry } from '../domain/catalog.ts';
import type { Place } from '../domain/diagnostic.ts';
import type { MeasuredEntry } from '../domain/entry.ts';
import type { Verdict } from '../domain/governance.ts';
import type { LockedRevision } from '../domain/lock.ts';
import type { RuleId } from '../domain/rules/index.ts';
import type { Severity } from '../domain/rules/rule.ts';
import type { Source } from '../domain/source.ts';
import type { Voice } from './statements.ts';

/** What the checks look at: one entry, and everything that has been said about it. */
export interface Subject {
  readonly source: Source;
  readonly entry: MeasuredEntry;
  readonly verdict: Verdict;
  /** What the publisher says, voice by voice, as it was written. */
  readonly voices: readonly Voice[];
  readonly governance: GovernanceEntry | undefined;
  readonly published: SourceEntry | undefined;
  readonly revisions: readonly LockedRevision[];
  /** `YYYY-MM-DD`: the date of the catalog's commit, never the clock. */
  readonly today: string;
}

/** One case that a check has found. */
export interface Finding {
  readonly rule: RuleId;
  readonly message: string;
  readonly at: Place;
  readonly hint?: string | undefined;
  readonly severity?: Severity;
}

/** One thing that is looked at in every entry. */
export type Check = (subject: Subject) => readonly Finding[];

/** Where a key of the front matter stands, or the file where it is absent or the entry has none. */
export function placeOf({ frontMatter, definition }: MeasuredEntry, key: string, inner?: string): Place {
  const written = frontMatter.get(key);
  const within = inner === undefined ? undefined : written?.keys?.get(inner);
  return (
    within ?? written?.at ?? { root: 'source', file: definition.path, line: frontMatter.size > 0 ? 1 : definition.line }
  );
}

/** Where an entry is spoken of in `governance/<id>.yaml` or `sources/<id>.yaml`. */
export function catalogPlace(
  source: Source,
  folder: 'sources' | 'governance',
  path: readonly (string | number)[],
): Place {
  const locate = folder === 'sources' ? source.locate : source.locateGovernance;
  return { root: 'catalog', file: `${folder}/${source.id}.yaml`, ...locate(path) };
}
