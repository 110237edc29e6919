import type { EntryKey } from '../domain/coordinate.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import type { Source } from '../domain/source.ts';
import { catalogPlace } from './finding.ts';

/** Of one source. A file can be made to hold a hundred thousand. */
const MOST = 200;

/**
 * Checks that every former name of a source was one and leads to one entry: no name of a listed one, none that two claim,
 * no circle.
 *
 * @param listed The keys of what is in the source now.
 */
export function checkRenames(source: Source, listed: ReadonlySet<EntryKey>): Diagnostic[] {
  const claims = Object.entries(source.file.entries).flatMap(([key, { renamedFrom = [] }]) =>
    renamedFrom.map((name, index) => ({ key, former: `${key.split(':', 1)[0]}:${name}` as EntryKey, index })),
  );
  const heirs = new Map(claims.toReversed().map(({ key, former }) => [former as string, key]));
  const circles = inCircles(heirs);
  const seen = new Set<string>();
  const conflicts = claims.flatMap(({ key, former, index }) => {
    const isFirst = !seen.has(former);
    seen.add(former);
    const message =
      former === key
        ? `${key} cannot be its own former name.`
        : listed.has(former)
          ? `${former} is still listed, so it cannot be the former name of ${key}.`
          : !isFirst
            ? `${former} is already the former name of ${heirs.get(former)}.`
            : circles.has(former)
              ? `${former} and ${key} lead to each other.`
              : undefined;
    return message === undefined ? [] : [{ message, path: ['entries', key, 'renamedFrom', index] }];
  });
  const ledger = source.lock && new Set(Object.keys(source.lock.entries));
  const strangers = claims
    .filter(({ former }) => ledger?.has(former) === false)
    .map(({ former, key, index }) => ({
      message: `${former} was never listed here, so nothing leads from it to ${key}.`,
      path: ['entries', key, 'renamedFrom', index],
    }));
  const report = (rule: 'rename-conflict' | 'rename-unknown', found: typeof conflicts): Diagnostic[] =>
    found.slice(0, MOST).map(({ message, path }) => {
      const at = catalogPlace(source, 'sources', path);
      return diagnose(rule, { message, at, source: source.id });
    });
  return [...report('rename-conflict', conflicts), ...report('rename-unknown', strangers)];
}

/** What comes back to itself when each name is followed to its heir. */
function inCircles(heirs: ReadonlyMap<string, string>): Set<string> {
  const found = new Set<string>();
  const walked = new Set<string>();
  for (const start of heirs.keys()) {
    const walk = new Set<string>();
    let key: string | undefined = start;
    for (; key !== undefined && !walked.has(key); key = heirs.get(key)) {
      walked.add(key);
      walk.add(key);
    }
    if (key === undefined || !walk.has(key)) continue;
    for (const first = key; !found.has(key); key = heirs.get(key) ?? first) found.add(key);
  }
  return found;
}
