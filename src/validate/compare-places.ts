import type { Comparison, SourceComparison } from '../domain/comparison.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { placeOf } from '../domain/source.ts';

/**
 * Finds sources that have a lock and lead to another repository than at the base commit. Where the operator's file has
 * changed along with it, the operator has looked. Another ref or path of the same repository is the publisher's choice.
 */
export function comparePlaces({ sources }: Comparison): Diagnostic[] {
  return sources.flatMap(repointed);
}

function repointed({ id, base, now, isGovernanceChanged }: SourceComparison): Diagnostic[] {
  if (!base.lock || isGovernanceChanged) return [];
  const later = now.source?.value && placeOf(now.source.value);
  const earlier = earlierPlace(base);
  if (!later || !earlier || earlier.isOf(later.repository)) return [];
  const key = now.source?.value?.local === undefined ? 'git' : 'local';
  return [
    diagnose('source-repointed', {
      message: `The source led to ${earlier.place} and now leads to ${later.place}; it would inherit the names, revisions, trust and attestations of the old place.`,
      hint: `Submit the new place under an id of its own. If it is the same project, the operator looks at the content there and changes governance/${id}.yaml in the same pull request, if only by a comment that says so.`,
      at: { root: 'catalog', file: `sources/${id}.yaml`, line: 1, ...now.source?.locate([key]) },
      source: id,
    }),
  ];
}

interface EarlierPlace {
  readonly place: string;
  isOf(repository: string): boolean;
}

/** What the source file said; a lock that was left without one still says where its ledger comes from. */
function earlierPlace({ source, lock }: SourceComparison['base']): EarlierPlace | undefined {
  const said = source?.value && placeOf(source.value);
  if (said) return { place: said.place, isOf: (repository) => repository === said.repository };
  const place = lock?.value?.place;
  // A folder may have the sign in its name that ends the repository.
  return place === undefined ? undefined : { place, isOf: (repository) => place.startsWith(`${repository}#`) };
}
