import type { StatusStep } from '../domain/check-report.ts';
import type { Comparison, SourceComparison } from '../domain/comparison.ts';
import { coordinate, type EntryKey, keyParts } from '../domain/coordinate.ts';
import { rateRevisions } from '../domain/lifecycle.ts';

/**
 * Lists every revision of a listed source that is given another status than it had at the base commit, legal or not.
 * Whether a step may be taken, `compareStatus` says.
 */
export function listSteps({ sources }: Pick<Comparison, 'sources'>): StatusStep[] {
  return sources.flatMap(stepsOf);
}

function stepsOf({ id, base, now }: SourceComparison): StatusStep[] {
  if (!now.source) return [];
  return Object.entries(base.lock?.value?.entries ?? {}).flatMap(([key, { revisions }]) => {
    const words = (side: SourceComparison['base']) =>
      [side.source?.value?.entries[key as EntryKey], side.governance?.value?.entries[key as EntryKey]] as const;
    const later = new Map(rateRevisions(revisions, ...words(now)).map(({ revision, status }) => [revision, status]));
    const steps = rateRevisions(revisions, ...words(base)).flatMap(({ revision, status: { value: from } }) => {
      const to = later.get(revision);
      return to && to.value !== from ? [{ revision, from, to: to.value, origin: to.origin }] : [];
    });
    const { kind, name } = keyParts(key as EntryKey);
    const same = Map.groupBy(steps, ({ from, to, origin }) => `${from} ${to} ${origin}`);
    return [...same.values()].flatMap(([first, ...others]): StatusStep[] => {
      if (!first) return [];
      const { revision, ...step } = first;
      return [{ id: coordinate(kind, id, name), revisions: [revision, ...others.map((one) => one.revision)], ...step }];
    });
  });
}
