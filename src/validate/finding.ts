import type { Place } from '../domain/diagnostic.ts';
import type { MeasuredEntry } from '../domain/entry.ts';
import type { RuleId } from '../domain/rules/index.ts';
import type { Severity } from '../domain/rules/rule.ts';
import type { Source } from '../domain/source.ts';

/** One case that a check has found. */
export interface Finding {
  readonly rule: RuleId;
  readonly message: string;
  readonly at: Place;
  readonly hint?: string | undefined;
  readonly severity?: Severity;
}

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
